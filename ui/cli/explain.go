package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/content/page"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/console"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// The exit codes of Main.
const (
	exitDone    = 0
	exitFailed  = 1
	exitMisused = 2
	exitInUse   = 3
	exitDamaged = 4
	exitSignal  = 128 // and the signal's number
)

// words are what a person reads when something went wrong.
type words struct {
	happened string // what happened
	safe     string // what is safe
	next     string // what to do next
}

const (
	unchanged = "Nothing was changed."
	kept      = "What you wrote before is safe, and nothing was changed."
)

// misuse is an argument that cannot be meant.
type misuse struct {
	command string // whose help tells more
	err     error
	instead string // a command line that may have been meant; may be empty
}

func (e *misuse) Error() string { return e.err.Error() }
func (e *misuse) Unwrap() error { return e.err }

// explain says an error on standard error and returns the exit code.
func (a *app) explain(err error) int {
	if err == nil {
		return exitDone
	}
	code, said := a.wordsFor(err)
	for _, line := range []string{said.happened, said.safe, said.next} {
		if line != "" {
			_, _ = fmt.Fprintln(a.Err, a.broken(line)) // there is nobody left to tell
		}
	}
	return code
}

// broken breaks a sentence between its words where the terminal would break it in
// the midst of one. A line with a command stays whole, so that it can be copied.
func (a *app) broken(line string) string {
	file, ok := a.Err.(term.File)
	if !ok || strings.Contains(line, program+" ") {
		return line
	}
	width, _, err := term.GetSize(file.Fd())
	if err != nil || width <= 0 {
		return line
	}
	return ansi.Wordwrap(line, width-1, "")
}

// wordsFor is the table of everything that can go wrong.
func (a *app) wordsFor(err error) (int, words) {
	var (
		ended    *interrupted
		problem  *store.Problem
		damage   *store.Damage
		missing  *noContent
		broken   *badContent
		unknown  *noPlace
		session  *noSession
		busy     *busySession
		occupied *occupied
		nothing  *nothingYet
		lost     *unwritten
		taken    *notNew
		misuse   *misuse
		uncopied *uncopied
		useless  *store.Unrestorable
		none     *noSnapshot
		alien    *unimportable
		refused  *unsealable
		unread   *unreadablePassphrase
		open     *uncryptable
		stays    *unshared
		unsaved  *store.Unsaved
		garbled  *store.Unrecoverable
		wreck    *unsalvageable
		unmade   *unsalvaged
	)
	if code, said, ok := agendaWords(err); ok {
		return code, said
	}
	switch {
	case errors.As(err, &ended):
		return exitSignal + int(ended.signal), a.unsaved(err)
	case errors.Is(err, errFaulty):
		return exitFailed, words{} // check has said it
	case errors.Is(err, errKept):
		return exitFailed, words{"Nothing was deleted.", "", ""}
	case errors.Is(err, console.ErrNobody):
		return exitFailed, noSessionWords
	case errors.As(err, &busy):
		return exitInUse, busy.words()
	case errors.Is(err, errNoProjector):
		return exitMisused, noProjectorWords
	case errors.Is(err, errNobodyToAsk):
		return exitMisused, words{"The passphrase is asked for, and here is no terminal for that.", unchanged, "Run it in a terminal."}
	case errors.Is(err, errNoTerminal):
		return exitMisused, noTerminalWords
	case errors.As(err, &unknown):
		return exitMisused, unknown.words()
	case errors.As(err, &session):
		return exitMisused, session.words()
	case errors.As(err, &uncopied):
		return exitFailed, uncopied.words()
	case errors.As(err, &useless):
		return a.unrestorableWords(useless)
	case errors.As(err, &alien):
		return exitFailed, alien.words()
	case errors.As(err, &open):
		return exitFailed, open.words()
	case errors.As(err, &stays):
		return exitFailed, stays.words()
	case errors.As(err, &refused):
		return exitFailed, refused.words()
	case errors.As(err, &unread):
		return exitFailed, unread.words()
	case errors.Is(err, vault.ErrWrong):
		return exitFailed, wrongWords
	case errors.As(err, &none):
		return exitFailed, none.words()
	case errors.As(err, &garbled):
		return exitDamaged, words{garbled.Path + " is a recovery journal, but nothing in it can be read.", unchanged, "Keep the file, and look closer with: " + a.again("doctor")}
	case errors.As(err, &unsaved):
		return a.unsavedWords(err)
	case errors.As(err, &wreck):
		return exitDamaged, wreck.words()
	case errors.As(err, &unmade):
		return exitFailed, unmade.words()
	case errors.As(err, &problem):
		return a.problemWords(problem)
	case errors.As(err, &damage):
		return exitDamaged, a.damageWords(err)
	case errors.As(err, &missing):
		return exitFailed, missing.words()
	case errors.As(err, &broken):
		return exitFailed, broken.words()
	case errors.As(err, &occupied):
		return exitFailed, words{occupied.path + " is there already.", "It was kept as it is.", "Choose another name, or add --force to replace it."}
	case errors.As(err, &nothing):
		return exitFailed, words{"Nothing has been written yet: there is no workbook at " + nothing.path + ".", unchanged,
			"Start with " + program + ", or name the file with --data FILE."}
	case errors.As(err, &misuse):
		return exitMisused, misuse.words()
	case errors.As(err, &taken):
		return exitFailed, taken.words()
	case errors.As(err, &lost):
		return exitFailed, words{lost.path + " cannot be written" + phrase.Because(lost.err) + ".", kept, "Choose another place with -o FILE."}
	case a.act == nil: // the arguments could not be read
		return exitMisused, words{phrase.Sentence(err.Error()), unchanged, "What works: " + program + " --help"}
	}
	return exitFailed, words{phrase.Sentence(err.Error()), "What was saved stays saved.", "Try again; if it happens again, please report these words."}
}

var noTerminalWords = words{
	"The workbook is written in on a screen, and here is no terminal for it.",
	unchanged,
	"In scripts use: " + program + " export, " + program + " list",
}

func (e *misuse) words() words {
	next := "What works: " + e.command + " --help"
	if e.instead != "" {
		next = "Did you mean: " + e.instead
	}
	return words{phrase.Sentence(e.Error()), unchanged, next}
}

func (e *noPlace) words() words {
	said := words{fmt.Sprintf("There is no unit %q.", e.name), unchanged, "See all of them: " + program + " list"}
	if len(e.fits) > 0 {
		said.happened = fmt.Sprintf("%q is the name of more than one unit.", e.name)
		said.next = "Say which: " + strings.Join(e.fits, ", ")
	} else if len(e.near) > 0 {
		said.next = "Did you mean: " + strings.Join(e.near, ", ")
	}
	return said
}

func (e *noContent) words() words {
	happened := e.dir + " is not a folder, so no units can be read from it."
	if errors.Is(e.err, fs.ErrNotExist) {
		happened = "There is no folder " + e.dir + ", so no units can be read from it."
	}
	return words{happened, kept, "Name the folder with --content DIR, or leave that out for the units that the program carries."}
}

// mostErrors is how many errors of an author are shown at once.
const mostErrors = 5

func (e *badContent) words() words {
	found := page.Errors(e.err)
	var b strings.Builder
	fmt.Fprintf(&b, "The units in %s cannot be read.", e.dir)
	for _, one := range found[:min(mostErrors, len(found))] {
		shown := *one
		shown.File = inFolder(e.dir, one.File)
		fmt.Fprintf(&b, "\n%s", shown.Error())
		if text := strings.TrimSpace(one.Text); text != "" {
			fmt.Fprintf(&b, "\n    | %s", text)
		}
	}
	if more := len(found) - mostErrors; more > 0 {
		fmt.Fprintf(&b, "\nand %s more", phrase.Count(more, "error"))
	}
	if len(found) == 0 {
		b.WriteString("\n" + e.err.Error())
	}
	return words{b.String(), kept, "Correct that, and look again with: " + program + " check " + e.dir}
}

// unsaved says after a signal what could not be saved, if anything.
func (a *app) unsaved(err error) words {
	var unsaved *store.Unsaved
	var problem *store.Problem
	var said words
	if errors.As(err, &unsaved) {
		_, said = a.unsavedWords(err)
	} else if errors.As(err, &problem) {
		_, said = a.problemWords(problem)
	}
	return said
}

// unsavedWords say where the words are that could not be saved.
func (a *app) unsavedWords(err error) (int, words) {
	code, said := exitFailed, words{happened: "Your last words could not be saved."}
	var problem *store.Problem
	if errors.As(err, &problem) {
		c := trouble.Of(problem)
		code, said = exitCodeOf(problem.Kind), words{happened: c.Happened, next: a.ways(c)}
	}
	lost := lostWords(err)
	if lost == nil {
		path, _ := a.dataPath()
		said.safe = "Your last words are kept in the recovery journal, in " + store.RecoveryFolder(path) + ". What was saved before is safe."
		said.next += "\nThe workbook offers to put them back when it is next opened."
		return code, said
	}
	said.safe = "What was saved before is safe. The last words could not be kept in the recovery journal either" + phrase.Because(lost) + "."
	return code, said
}

// lostWords returns why words are not even in the recovery journal, if they are
// not. An error may be about those of several answers.
func lostWords(err error) error {
	switch e := err.(type) {
	case *store.Unsaved:
		return e.Lost
	case interface{ Unwrap() []error }:
		for _, err := range e.Unwrap() {
			if lost := lostWords(err); lost != nil {
				return lost
			}
		}
	case interface{ Unwrap() error }:
		return lostWords(e.Unwrap())
	}
	return nil
}

// damageWords name the answers that cannot be read.
func (a *app) damageWords(err error) words {
	slots := damagedSlots(err, nil)
	path, _ := a.dataPath()
	happened := "Something in the workbook cannot be read."
	if len(slots) > 0 {
		happened = "Cannot be read in the workbook: " + strings.Join(slots, ", ") + "."
	}
	next := "Keep a copy of " + path + " before you write on. Look closer with: " + a.again("doctor --read-all")
	if snap, found, _ := store.NewestSnapshot(path); found {
		next += fmt.Sprintf("\nThe newest good snapshot is of %s; put it back with: %s", phrase.Moment(snap.At), a.again("restore --newest"))
	}
	return words{happened, "Everything else was read, and nothing was changed.", next}
}

// damagedSlots collects the answers that an error is about, each once.
func damagedSlots(err error, slots []string) []string {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			slots = damagedSlots(e, slots)
		}
		return slots
	}
	if damage, ok := err.(*store.Damage); ok {
		if name := damage.Slot.String(); damage.Slot != (store.Slot{}) && !slices.Contains(slots, name) {
			slots = append(slots, name)
		}
		return slots
	}
	if inner := errors.Unwrap(err); inner != nil {
		return damagedSlots(inner, slots)
	}
	return slots
}
