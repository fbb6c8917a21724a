// Package privacy explains in plain words where a person's writing is on this very
// computer, who could read it, what is not protected, and how to leave with
// everything or delete it. It owns the settings about that. It reports only facts
// that it finds, opens no answer, and knows no screen.
package privacy

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/phrase"
)

// HideOnBlur is the setting of a workbook that hides the screen when the terminal
// loses the focus; it holds On, or anything else for off.
const (
	HideOnBlur = "hide on blur"
	On         = "on"
)

// AllowExternalWhenSealed is the setting that lets another editor have an answer of a workbook
// that a passphrase lies on; it holds On, or anything else for off.
const AllowExternalWhenSealed = "lend sealed"

// LockAfter is the setting that says after how many minutes without a key a
// sealed workbook locks by itself; 0 is never.
const LockAfter = "lock after"

// usualLock is the number of minutes while nobody has chosen one.
const usualLock = 10

// LockPause returns the duration of a LockAfter setting. A value that is no number
// counts as not set.
func LockPause(minutes string) time.Duration {
	n, err := strconv.Atoi(minutes)
	if err != nil || n < 0 {
		n = usualLock
	}
	return time.Duration(n) * time.Minute
}

// Facts holds everything that is known about the files of a workbook.
type Facts struct {
	Path         string
	Files        []related.File
	Loose        []related.OpenPermission
	SyncProvider string   // the name of the service that syncs the folder; "" if none
	Editor       Folder   // where an answer lies while another editor has it
	Hides        bool     // when the terminal loses the focus
	Sealed       bool     // a passphrase lies on it
	Unsure       string   // why it cannot be told whether one does; "" if it can
	Plain        []string // files beside a sealed workbook that can be read without a passphrase
	Elsewhere    []string // where something of it was being written when a process was killed, and may be left
	External     bool     // another editor may have an answer, even so
}

// Look returns the Facts of the workbook at path. It opens and changes nothing, so
// the settings are left for the caller.
func Look(path string, getenv func(string) string) (Facts, error) {
	all, err := related.Files(path)
	elsewhere, wrong := store.Elsewhere(path)
	return Facts{
		Path: path, Files: all, Elsewhere: elsewhere, Loose: related.OpenPermissions(path), SyncProvider: related.SyncProvider(filepath.Dir(path)),
		Editor: EditorFolder(getenv),
	}, errors.Join(err, wrong)
}

// Section is a heading, and short paragraphs under it.
type Section struct {
	Title string
	Lines []string // Markdown
	List  bool     // each line is an item
}

// Sections returns the page, in the order in which it is read.
func (f Facts) Sections() []Section {
	return []Section{
		{"Where it is", f.places(), true},
		{"Who could read it", f.readers(), true},
		{"What is not protected", f.unprotected(), true},
		{"To give some of it away", []string{
			"Every answer is private until you mark it. `goldenthread export --share` takes only what is marked, lists it first, and asks.",
		}, false},
		{"To leave with everything", []string{
			"`goldenthread export -o all.md` writes all of it to be read, `goldenthread export -o all.json` for another workbook or program. With `--encrypt` the file opens only with a passphrase.",
		}, false},
		{"To delete it", f.deleting(), true},
	}
}

// Markdown returns the page as one text.
func (f Facts) Markdown() string {
	var b strings.Builder
	for _, s := range f.Sections() {
		fmt.Fprintf(&b, "**%s**\n\n", s.Title)
		for _, line := range s.Lines {
			if s.List {
				b.WriteString("- ")
			}
			b.WriteString(line + "\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// of returns the number and the size of the files of a kind.
func (f Facts) of(kind related.Kind) (n int, size int64) {
	for _, b := range f.Files {
		if b.Kind == kind {
			n, size = n+1, size+b.Size
		}
	}
	return n, size
}

func (f Facts) places() []string {
	var lines []string
	_, size := f.of(related.Workbook)
	lines = append(lines, fmt.Sprintf("Everything that you write is in one file, `%s` (%s): your answers with all that they said before, what you are in the midst of, and the questions as you were asked them.", f.Path, phrase.Size(size)))
	switch n, size := f.of(related.Snapshot); n {
	case 0:
		lines = append(lines, fmt.Sprintf("There is no snapshot of it yet. They are made by themselves, in `%s`.", related.SnapshotFolder(f.Path)))
	default:
		lines = append(lines, fmt.Sprintf("%s of it (%s), in `%s`. They hold what you wrote then, also what you have changed since.", phrase.Count(n, "snapshot"), phrase.Size(size), related.SnapshotFolder(f.Path)))
	}
	if n, size := f.of(related.Session); n > 0 {
		lines = append(lines, fmt.Sprintf("What groups have written with you: %s (%s), in `%s`.", phrase.Count(n, "session"), phrase.Size(size), related.SessionFolder(f.Path)))
	}
	if n, size := f.of(related.Recovery); n > 0 {
		lines = append(lines, fmt.Sprintf("What could not be saved for a while, and the room that is kept for that: %s (%s), in `%s`.", phrase.Count(n, "file"), phrase.Size(size), related.RecoveryFolder(f.Path)))
	}
	if n, size := f.of(related.Aside); n > 0 {
		lines = append(lines, fmt.Sprintf("%s beside it that were set aside (%s): `goldenthread doctor` names them.", phrase.Count(n, "file"), phrase.Size(size)))
	}
	if f.Sealed && !f.External {
		lines = append(lines, "No other editor is given an answer, because a passphrase lies on the workbook.")
	} else {
		lines = append(lines, f.Editor.says())
	}
	if f.SyncProvider != "" {
		lines = append(lines, fmt.Sprintf("The folder belongs to %s, which copies what is in it to other computers.", f.SyncProvider))
	}
	return append(lines, "Nothing is sent anywhere: the program opens no connection, looks for no updates, counts nothing, and writes no log.")
}

func (f Facts) readers() []string {
	lines := []string{f.accounts()}
	if f.Sealed {
		lines = append(lines,
			thieves+f.besideSealed()+"no word of the workbook, as long as nobody can guess the passphrase; only how many answers there are, how long they are about, and from when.",
			"A colleague at your computer while it is unlocked: all of it. L locks it, ctrl+l while you write; ctrl+g hides the screen at once.",
			"Somebody who watches the terminal, such as a program that records it or a harmful program in your account: all that you see and type.",
		)
		return append(lines, f.behind())
	}
	lines = append(lines,
		"A thief of this computer while it is off: all of it, unless its disk is encrypted. Switch that on; it is the one thing that helps.",
		"A colleague at your computer while you are away: all of it. Lock the computer when you go. Ctrl+g hides the screen at once.",
		"Somebody who shares your account, your family say: all of it.",
		"Those who look after the computer, its backups or a shared drive: all of it.",
		"Somebody who watches the terminal, such as a program that records it or a harmful program in your account: all that you see and type.",
	)
	return append(lines, f.behind())
}

// thieves begins what those can read who have the files alone.
const thieves = "A thief of this computer, those who look after it, its backups or a shared drive, and whoever shares your account: "

// mostNamed limits how many files are named one by one.
const mostNamed = 5

// besideSealed says what they can read in spite of the passphrase, because it lies
// beside the workbook.
func (f Facts) besideSealed() string {
	if len(f.Plain) == 0 {
		return ""
	}
	var names []string
	for _, path := range f.Plain[:min(mostNamed, len(f.Plain))] {
		names = append(names, "`"+path+"`")
	}
	if more := len(f.Plain) - len(names); more > 0 {
		names = append(names, phrase.Count(more, "other"))
	}
	return "all that is in " + phrase.Count(len(f.Plain), "file") + " beside the workbook, which can be read without the passphrase: " + strings.Join(names, ", ") +
		". `goldenthread seal` asks whether to delete them. In the workbook itself they find "
}

func (f Facts) behind() string {
	if f.Hides {
		return "Somebody behind you: what is on the screen. It hides by itself when you go to another window."
	}
	return "Somebody behind you: what is on the screen. It can hide by itself when you go to another window."
}

// accounts reports whether other people with an account can read the files.
func (f Facts) accounts() string {
	if len(f.Loose) == 0 {
		return "Other accounts of this computer: nothing. The files can be read by yours only."
	}
	var names []string
	for _, l := range f.Loose {
		names = append(names, fmt.Sprintf("`%s` (%04o)", l.Path, l.Mode))
	}
	return "Other accounts of this computer may look into " + strings.Join(names, ", ") + ". `goldenthread doctor --tighten` closes that to all but you."
}

func (f Facts) unprotected() []string {
	lines := []string{"There is no passphrase: whoever can read your files can read the workbook."}
	switch {
	case f.Sealed:
		lines = []string{
			"Without the passphrase and without the recovery key nobody can open the workbook, you neither.",
			"Copies and exports from before the passphrase can be read as they were.",
		}
		if n, _ := f.of(related.Session); n > 0 {
			lines = append(lines, "What groups have written with you is under no passphrase.")
		}
	case f.Unsure != "":
		lines = []string{"Whether there is a passphrase cannot be told now: " + f.Unsure + ". This page says what is so without one."}
	}
	for _, target := range f.Elsewhere {
		lines = append(lines, "The program was ended while it was writing to `"+target+"`. Half of that may lie there under a hidden name, and goes at the next start at which the folder is there.")
	}
	return append(lines, unprotected[:]...)
}

// unprotected lists what no passphrase changes.
var unprotected = [...]string{
	"What you copy goes to the clipboard, and exports go where you put them.",
	"A disk may keep parts of a file that was deleted, until it needs the room.",
	"A legal request for your files gets what is in them.",
}

func (f Facts) deleting() []string {
	lines := []string{
		"One answer, a step or a unit: press d where you look back on it, or use `goldenthread forget`. The file is made anew without it, and its copies, too, if you say so.",
		"Everything: `goldenthread forget --all`, which keeps the sessions of groups. These are the files:",
	}
	seen := map[string]bool{}
	for _, b := range f.Files {
		at := b.Path
		switch b.Kind {
		case related.Lock, related.Session:
			continue
		case related.Snapshot, related.Recovery:
			at = filepath.Dir(b.Path)
		}
		if !seen[at] {
			seen[at] = true
			lines = append(lines, "`"+at+"`")
		}
	}
	if n, _ := f.of(related.Session); n > 0 {
		lines = append(lines, fmt.Sprintf("What groups have written stays: delete the folder `%s` for that.", related.SessionFolder(f.Path)))
	}
	last := "Then think of the exports and backups that you have made, and of the backups of the whole computer"
	if f.SyncProvider != "" {
		last += ", and of the copies that " + f.SyncProvider + " keeps"
	}
	return append(lines, last+": nobody but you knows where they are.")
}
