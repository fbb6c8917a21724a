package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"goldenthread/content"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/report"
	"goldenthread/ui/step"
)

// runShare exports what was marked and nothing else. It lists first what leaves,
// and asks.
func (v *exportVerb) runShare() (err error) {
	if err := v.mayExport(); err != nil {
		return err
	}
	if !v.yes && !v.prompt().Possible() {
		return &explain.Misuse{Command: v.Command, Err: errors.New("there is nobody to ask whether these answers may leave: in scripts add --yes to this line")}
	}
	book, err := v.book()
	if err != nil {
		return err
	}
	choice, unknown := v.choice(book)
	st, err := v.openStore()
	if err != nil {
		return err
	}
	if st == nil {
		return errors.Join(unknown, v.nothingYet())
	}
	defer closing(st, &err)
	shared, damage := report.GatherShared(report.From{Book: book, Store: st, Exports: step.Kinds().Exports()}, v.Now(), choice)
	items := shared.Document.Items()
	switch {
	case len(shared.Refused) > 0:
		return errors.Join(&unshared{places: shared.Refused, evidence: v.evidence}, damage)
	case len(items) == 0 && unknown != nil:
		return unknown
	case len(items) == 0:
		return errors.Join(&unshared{evidence: v.evidence}, damage)
	}
	if err := v.confirmShare(shared, items); err != nil {
		return err
	}
	return errors.Join(v.deliver(shared.Document), damage)
}

// choice reads what is to be shared, as scope does; but a step is a step.
func (v *exportVerb) choice(book *content.Workbook) (choice report.Choice, unknown error) {
	choice.Evidence = v.evidence
	choice.In, unknown = scope(book, v.unit)
	if route, err := place(book, v.unit); err == nil && book.Step(content.StepID(route)) != nil {
		choice.Step = content.StepID(route)
	}
	return choice, unknown
}

// confirmShare lists what leaves, and asks unless it was told not to.
func (v *exportVerb) confirmShare(shared *report.Shared, items []report.Item) error {
	if _, err := io.WriteString(v.Err, listing(shared, items)); err != nil || v.yes {
		return err
	}
	yes, err := v.prompt().Confirm(fmt.Sprintf("Give away %s?", phrase.Count(len(items), "answer")))
	if err == nil && !yes {
		return errNotShared
	}
	return err
}

// listing returns what leaves, item by item in the very words, and how much stays.
func listing(l *report.Shared, items []report.Item) string {
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

// errNotShared reports that the person said no.
var errNotShared = explain.New("cli: nothing is given away", explain.Failed, explain.Lines("Nothing was written, and nothing left.", "", ""))

// unshared is the error of an export that nothing may leave with.
type unshared struct {
	places   []string // where what was named may not leave
	evidence bool
}

func (e *unshared) Error() string { return "cli: nothing is given away" }
func (e *unshared) Code() int     { return explain.Failed }

func (e *unshared) Words() explain.Words {
	as := "as shareable or as evidence"
	if e.evidence {
		as = "as evidence"
	}
	happened := "Nothing is marked " + as + ", so there is nothing to give away."
	if len(e.places) > 0 {
		happened = "Not marked " + as + ": " + strings.Join(e.places, "; ") + "."
	}
	return explain.Lines(happened, "Nothing was written.", "Mark an answer with ctrl+p, in its step or where you look back on it.")
}
