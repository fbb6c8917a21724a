package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/check"
	"goldenthread/ui/phrase"
)

func (a *app) agendaCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "agenda",
		Short: "Plan a session with a group: list, look at, print and check agendas",
		Long: `An agenda is a plan for a group with minutes to the step: what you say, what people see and do, what to watch for, and the ways out of a silence and of one loud voice. There are agendas of their own, one for each unit, and one for each group format, to which you bring a question.

An agenda of your own is a Markdown file: name it in place of an ID, or put it into agendas/ in your content folder. No agenda holds anything that you wrote.`,
		Example: strings.TrimSpace(`
goldenthread agenda list
goldenthread agenda show senior-team --people 14 --minutes 75
goldenthread agenda print senior-team --people 14 --start 14:00 -o session.html
goldenthread agenda check ./mine.md`),
		Args: a.noVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.agendaListCommand(), a.agendaShowCommand(), a.agendaPrintCommand(), a.agendaCheckCommand())
	return c
}

// fitting is how an agenda is wanted.
type fitting struct {
	people, minutes int    // 0 is as many as it is written for
	start           string // "14:00"; empty is not known
	unit, question  string
	again           bool
}

// flags adds what says how an agenda is wanted.
func (x *fitting) flags(a *app, c *cobra.Command) {
	f := c.Flags()
	f.IntVar(&x.people, "people", 0, "how many people come, 2 to 200")
	f.IntVar(&x.minutes, "minutes", 0, "how many minutes there are; steps shrink to fit, and some may be left out")
	f.StringVar(&x.start, "start", "", "when it begins, such as 14:00")
	f.StringVar(&x.unit, "unit", "", "the unit whose levels are voted on, where one may be chosen")
	f.StringVar(&x.question, "question", "", "the group's question, for a format such as G1")
	f.BoolVar(&x.again, "again", false, "the group has met before: begin with what became of its commitments")
	if err := c.RegisterFlagCompletionFunc("unit", a.completePlaces); err != nil {
		panic(err) // the flag was made above
	}
}

// oneAgenda refuses anything but one name.
func oneAgenda(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &misuse{command: c.CommandPath(), err: fmt.Errorf("which agenda?"), instead: program + " agenda list"}
	}
	return atMostOne(c, args)
}

// fitted finds an agenda, makes the choices that it leaves, and fits it.
func (a *app) fitted(name string, x fitting) (*content.Workbook, *content.Agenda, *content.Timetable, error) {
	book, err := a.book()
	if err != nil {
		return nil, nil, nil, err
	}
	agenda, err := findAgenda(book, name)
	if err != nil {
		return nil, nil, nil, err
	}
	if agenda, err = x.chosen(book, agenda); err != nil {
		return nil, nil, nil, err
	}
	people, minutes := x.people, x.minutes
	if minutes < 0 {
		return nil, nil, nil, x.misused("--minutes", "%d is not a number of minutes", minutes)
	}
	if people == 0 {
		people = agenda.People.Usual()
	}
	if minutes == 0 {
		minutes = agenda.Whole(people)
	}
	timetable, err := content.Fit(agenda, minutes, people)
	return book, agenda, timetable, err
}

// chosen makes the choices that an agenda leaves to its facilitator.
func (x fitting) chosen(book *content.Workbook, agenda *content.Agenda) (*content.Agenda, error) {
	var unit *content.Unit
	if x.unit != "" {
		if !agenda.Chooses {
			return nil, x.misused("--unit", "the agenda %s has its own", agenda.ID)
		}
		route, err := place(book, x.unit)
		if err != nil {
			return nil, err
		}
		if unit = book.Unit(content.UnitID(route)); unit == nil {
			return nil, &noPlace{name: x.unit, near: nearest(places(book), x.unit)}
		}
	}
	question := strings.TrimSpace(x.question)
	if question != "" && !agenda.Asks {
		return nil, x.misused("--question", "the agenda %s asks its own", agenda.ID)
	}
	if rows := content.ProjectedRows(content.Markdown(question), content.ProjectedColumns); rows > content.ProjectedQuestion {
		return nil, x.misused("--question", "it would take %d rows on the screen, and %d fit", rows, content.ProjectedQuestion)
	}
	if unit != nil || question != "" {
		agenda = book.Choose(agenda, unit, content.Markdown(question))
	}
	if x.again {
		agenda = agenda.Again()
	}
	return agenda, nil
}

func (x fitting) misused(flag, format string, args ...any) error {
	return &misuse{command: program + " agenda print", err: fmt.Errorf(flag+" cannot be used here: "+format, args...)}
}

// beginning returns the minute after midnight at which a session begins, nil if
// it is not said.
func (x fitting) beginning() (*int, error) {
	if x.start == "" {
		return nil, nil
	}
	hours, minutes, ok := strings.Cut(x.start, ":")
	h, errHours := strconv.Atoi(hours)
	m, errMinutes := strconv.Atoi(minutes)
	if !ok || errHours != nil || errMinutes != nil || len(minutes) != 2 || h < 0 || h > 23 || m < 0 || m > 59 {
		return nil, &misuse{command: program + " agenda print", err: fmt.Errorf("%q is not a time of day, such as 14:00", x.start)}
	}
	at := h*60 + m
	return &at, nil
}

// findAgenda returns an agenda by its ID, or by the path of a file. A unit's
// own name is enough if only one unit has it.
func findAgenda(book *content.Workbook, name string) (*content.Agenda, error) {
	if isAgendaFile(name) {
		return agendaOfFile(book, name)
	}
	id := strings.ToLower(strings.TrimSpace(name))
	if agenda := book.Agenda(content.AgendaID(id)); agenda != nil {
		return agenda, nil
	}
	if route, err := place(book, id); err == nil {
		if agenda := book.Agenda(content.AgendaID(route)); agenda != nil {
			return agenda, nil
		}
	}
	var names []string
	for _, agenda := range book.Agendas() {
		names = append(names, string(agenda.ID))
	}
	return nil, &noAgenda{name: name, near: nearest(names, id)}
}

func isAgendaFile(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }

// agendaOfFile reads an agenda of a facilitator's own. One with errors cannot
// be led, and is refused.
func agendaOfFile(book *content.Workbook, name string) (*content.Agenda, error) {
	agenda, found, err := checkedAgenda(book, name, nil)
	if err != nil {
		return nil, err
	}
	var errs []check.Problem
	for _, p := range found {
		if p.Severity == check.Error {
			errs = append(errs, p)
		}
	}
	if len(errs) > 0 {
		return nil, &badAgenda{name, errs}
	}
	return agenda, nil
}

// checkedAgenda reads an agenda and what is wrong with it. If it cannot be read
// as content, that is what is wrong.
func checkedAgenda(book *content.Workbook, name string, options []check.Option) (*content.Agenda, []check.Problem, error) {
	if _, err := os.Stat(name); err != nil {
		return nil, nil, &noAgendaFile{name, err}
	}
	agenda, err := content.ReadAgenda(book, os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		found := unreadableProblems(err)
		if len(found) == 0 {
			return nil, nil, &noAgendaFile{name, err}
		}
		return nil, inFolders(filepath.Dir(name), found), nil
	}
	return agenda, inFolders(filepath.Dir(name), check.Agenda(book, agenda, options...)), nil
}

// noAgenda is a name that means no agenda.
type noAgenda struct {
	name string
	near []string
}

func (e *noAgenda) Error() string { return "cli: no agenda " + e.name }

func (e *noAgenda) words() words {
	said := words{fmt.Sprintf("There is no agenda %q.", e.name), unchanged, "See all of them: " + program + " agenda list"}
	if len(e.near) > 0 {
		said.next = "Did you mean: " + strings.Join(e.near, ", ")
	}
	return said
}

// noAgendaFile is a file that cannot be read.
type noAgendaFile struct {
	name string
	err  error
}

func (e *noAgendaFile) Error() string { return "cli: agenda " + e.name + ": " + e.err.Error() }
func (e *noAgendaFile) Unwrap() error { return e.err }

func (e *noAgendaFile) words() words {
	if os.IsNotExist(e.err) {
		return words{"There is no file " + e.name + ".", unchanged, "Check the name, or see the agendas that there are: " + program + " agenda list"}
	}
	return words{e.name + " cannot be read" + phrase.Because(e.err) + ".", unchanged, "Name another file."}
}

// badAgenda is a file of an agenda that has errors.
type badAgenda struct {
	name string
	errs []check.Problem
}

func (e *badAgenda) Error() string { return "cli: agenda " + e.name + " has errors" }

func (e *badAgenda) words() words {
	var b strings.Builder
	fmt.Fprintf(&b, "The agenda in %s cannot be led yet.", e.name)
	for _, p := range e.errs[:min(mostErrors, len(e.errs))] {
		fmt.Fprintf(&b, "\n%s", p)
	}
	if more := len(e.errs) - mostErrors; more > 0 {
		fmt.Fprintf(&b, "\nand %s more", phrase.Count(more, "error"))
	}
	return words{b.String(), unchanged, "Correct that, and look again with: " + program + " agenda check " + e.name}
}

// agendaWords are the words for what can go wrong with an agenda; ok is false
// for any other error.
func agendaWords(err error) (code int, said words, ok bool) {
	var (
		unknown *noAgenda
		noFile  *noAgendaFile
		faulty  *badAgenda
		short   *content.TooShort
		crowd   *content.NotAGroup
	)
	switch {
	case errors.As(err, &unknown):
		return exitMisused, unknown.words(), true
	case errors.As(err, &noFile):
		return exitFailed, noFile.words(), true
	case errors.As(err, &faulty):
		return exitFailed, faulty.words(), true
	case errors.As(err, &short):
		return exitFailed, tooShortWords(short), true
	case errors.As(err, &crowd):
		return exitMisused, notAGroupWords(crowd), true
	}
	return exitDone, words{}, false
}

// tooShortWords say what an agenda needs.
func tooShortWords(e *content.TooShort) words {
	return words{
		fmt.Sprintf("%s does not fit into %s: it needs at least %d.", e.Agenda, phrase.Count(e.Minutes, "minute"), e.Least),
		"What may be left out is left out already, and the rest is as short as it can be.",
		fmt.Sprintf("Use --minutes %d or more, or find a shorter one: %s agenda list", e.Least, program),
	}
}

func notAGroupWords(e *content.NotAGroup) words {
	return words{
		fmt.Sprintf("An agenda is for %d to %d people, and not for %d.", content.FewestPeople, content.MostPeople, e.People),
		unchanged, "Use --people with how many will come; a guess is good enough.",
	}
}

// completeAgendas completes the IDs of agendas.
func (a *app) completeAgendas(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	book, err := a.book()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, agenda := range book.Agendas() {
		names = append(names, string(agenda.ID)+"\t"+agenda.Title)
	}
	return names, cobra.ShellCompDirectiveDefault // a file of one's own is fine, too
}
