package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"goldenthread/content"
	"goldenthread/ui/phrase"
	"goldenthread/ui/report"
)

// give exports what was marked and nothing else. It lists first what leaves, and
// asks.
func (a *app) give(x exporting) (err error) {
	if err := a.mayExport(x); err != nil {
		return err
	}
	if !x.yes && !a.asks(a.IO) {
		return &misuse{command: program + " export", err: errors.New("there is nobody to ask whether these answers may leave: in scripts add --yes to this line")}
	}
	book, err := a.book()
	if err != nil {
		return err
	}
	choice, unknown := chosen(book, x)
	st, err := a.openStore()
	if err != nil {
		return err
	}
	if st == nil {
		path, _ := a.dataPath()
		return errors.Join(unknown, &nothingYet{path})
	}
	defer closing(st, &err)
	leaving, damage := report.NewLeaving(book, st, a.Now(), choice)
	if len(leaving.Refused) > 0 {
		return errors.Join(&unshared{places: leaving.Refused, evidence: x.evidence}, damage)
	}
	items := leaving.Document.Items()
	if len(items) == 0 && unknown != nil {
		return unknown
	}
	if len(items) == 0 {
		return errors.Join(&unshared{evidence: x.evidence}, damage)
	}
	if _, err := io.WriteString(a.Err, listing(leaving, items)); err != nil {
		return err
	}
	if !x.yes {
		yes, err := a.confirmed(fmt.Sprintf("Give away %s?", phrase.Count(len(items), "answer")))
		if err != nil {
			return err
		}
		if !yes {
			return &unshared{declined: true}
		}
	}
	return errors.Join(a.deliver(x, leaving.Document), damage)
}

// chosen reads what is to be given away, as scope does; but a step is a step.
func chosen(book *content.Workbook, x exporting) (choice report.Choice, unknown error) {
	choice.Evidence = x.evidence
	choice.In, unknown = scope(book, x.unit)
	if route, err := place(book, x.unit); err == nil && book.Step(content.StepID(route)) != nil {
		choice.Step = content.StepID(route)
	}
	return choice, unknown
}

// listing says item by item what leaves, in the very words, and how much stays.
func listing(l *report.Leaving, items []report.Item) string {
	var b strings.Builder
	fmt.Fprintf(&b, "This leaves, %s:\n", phrase.Count(len(items), "answer"))
	for i, item := range items {
		fmt.Fprintf(&b, "\n%d. %s, visit %d (%s)\n", i+1, item.Where, item.Visit, item.Share)
		for line := range strings.SplitSeq(strings.TrimSpace(item.Text), "\n") {
			fmt.Fprintln(&b, strings.TrimRight("   "+line, " "))
		}
	}
	stays := []string{phrase.Count(l.Private, "private answer")}
	if l.Changed > 0 {
		stays = append(stays, phrase.Count(l.Changed, "answer")+" that changed after being marked")
	}
	if l.Held > 0 {
		stays = append(stays, phrase.Count(l.Held, "answer")+", shareable but no evidence")
	}
	stays = append(stays, "everything that an answer said before")
	fmt.Fprintf(&b, "\nThis stays: %s.\n", strings.Join(stays, "; "))
	return b.String()
}

// unshared is that nothing was given away.
type unshared struct {
	declined bool     // the person said no
	places   []string // where what was named may not leave
	evidence bool
}

func (e *unshared) Error() string { return "cli: nothing is given away" }

func (e *unshared) words() words {
	as := "as shareable or as evidence"
	if e.evidence {
		as = "as evidence"
	}
	mark := "Mark an answer with ctrl+p, in its step or where you look back on it."
	switch {
	case e.declined:
		return words{"Nothing was written, and nothing left.", "", ""}
	case len(e.places) > 0:
		return words{"Not marked " + as + ": " + strings.Join(e.places, "; ") + ".", "Nothing was written.", mark}
	}
	return words{"Nothing is marked " + as + ", so there is nothing to give away.", "Nothing was written.", mark}
}
