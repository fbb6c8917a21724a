package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// fitting finds an agenda and fits it to a group.
type fitting struct {
	*app
	name            string // of the agenda
	people, minutes int    // 0 is as many as it is written for
	start           string // "14:00"; empty is not known
	unit, question  string
	again           bool
}

// addFlags adds what says how an agenda is wanted.
func (x *fitting) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.Var(numberOfPeople(&x.people), "people", "how many people come, 2 to 200")
	f.Var(numberOfMinutes(&x.minutes), "minutes", "how many minutes there are; steps shrink to fit, and some may be left out")
	f.StringVar(&x.start, "start", "", "when it begins, such as 14:00")
	f.StringVar(&x.unit, "unit", "", "the unit whose levels are voted on, where one may be chosen")
	f.StringVar(&x.question, "question", "", "the group's question, for a format such as G1")
	f.BoolVar(&x.again, "again", false, "the group has met before: begin with what became of its commitments")
	complete(c, "unit", x.completePlaces)
}

// oneAgenda refuses anything but one name.
func oneAgenda(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("which agenda?"), Instead: program + " agenda list"}
	}
	return atMostOne(c, args)
}

// fitted finds the agenda, makes the choices that it leaves, and fits it.
func (x *fitting) fitted() (*content.Workbook, *content.Agenda, *content.Timetable, error) {
	book, err := x.book()
	if err != nil {
		return nil, nil, nil, err
	}
	agenda, err := findAgenda(book, x.name)
	if err != nil {
		return nil, nil, nil, err
	}
	if agenda, err = x.chosen(book, agenda); err != nil {
		return nil, nil, nil, err
	}
	timetable, err := fit(agenda, x.people, x.minutes)
	return book, agenda, timetable, err
}

// fit fits an agenda. Where the people or the minutes are 0 it has as many as it was
// written for. It returns what cannot be fitted as a *misfit.
func fit(agenda *content.Agenda, people, minutes int) (*content.Timetable, error) {
	if people == 0 {
		people = agenda.People.Usual()
	}
	if minutes == 0 {
		minutes = agenda.Whole(people)
	}
	timetable, err := content.Fit(agenda, minutes, people)
	var short *content.TooShort
	var crowd *content.NotAGroup
	switch {
	case errors.As(err, &short):
		return nil, &misfit{err, explain.Failed, tooShortWords(short)}
	case errors.As(err, &crowd):
		return nil, &misfit{err, explain.Misused, notAGroupWords(crowd)}
	}
	return timetable, err
}

// chosen makes the choices that an agenda leaves to its facilitator.
func (x *fitting) chosen(book *content.Workbook, agenda *content.Agenda) (*content.Agenda, error) {
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
	question := content.Typed(strings.TrimSpace(x.question))
	if question != "" && !agenda.Asks {
		return nil, x.misused("--question", "the agenda %s asks its own", agenda.ID)
	}
	if rows := content.ProjectedRows(content.Markdown(question.Sentence()), content.ProjectedColumns); rows > content.ProjectedQuestion {
		return nil, x.misused("--question", "it would take %d rows on the screen, and %d fit", rows, content.ProjectedQuestion)
	}
	if unit != nil || question != "" {
		agenda = book.Choose(agenda, unit, question)
	}
	if x.again {
		agenda = agenda.Again()
	}
	return agenda, nil
}

func (x *fitting) misused(flag, format string, args ...any) error {
	return &explain.Misuse{Command: program + " agenda print", Err: fmt.Errorf(flag+" cannot be used here: "+format, args...)}
}

// beginning returns the minute after midnight at which a session begins, nil if
// it is not said.
func (x *fitting) beginning() (*int, error) {
	if x.start == "" {
		return nil, nil
	}
	hours, minutes, ok := strings.Cut(x.start, ":")
	h, errHours := strconv.Atoi(hours)
	m, errMinutes := strconv.Atoi(minutes)
	if !ok || errHours != nil || errMinutes != nil || len(minutes) != 2 || h < 0 || h > 23 || m < 0 || m > 59 {
		return nil, &explain.Misuse{Command: program + " agenda print", Err: fmt.Errorf("%q is not a time of day, such as 14:00", x.start)}
	}
	at := h*60 + m
	return &at, nil
}

// misfit is the error of an agenda that cannot be fitted.
type misfit struct {
	error
	code  int
	words explain.Words
}

func (e *misfit) Unwrap() error        { return e.error }
func (e *misfit) Code() int            { return e.code }
func (e *misfit) Words() explain.Words { return e.words }

// tooShortWords say what an agenda needs.
func tooShortWords(e *content.TooShort) explain.Words {
	return explain.Lines(fmt.Sprintf("%s does not fit into %s: it needs at least %d.", e.Agenda, phrase.Count(e.Minutes, "minute"), e.Least),
		"What may be left out is left out already, and the rest is as short as it can be.",
		fmt.Sprintf("Use --minutes %d or more, or find a shorter one: %s agenda list", e.Least, program))
}

func notAGroupWords(e *content.NotAGroup) explain.Words {
	return explain.Lines(fmt.Sprintf("An agenda is for %d to %d people, and not for %d.", content.FewestPeople, content.MostPeople, e.People),
		explain.Unchanged, "Use --people with how many will come; a guess is good enough.")
}
