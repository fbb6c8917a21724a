package step

import (
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/answer"
)

func (d *desk) sharing() answer.Sharing {
	d.Helper()
	s, any := d.step.(Keeping).Sharing()
	if !any {
		d.Fatal("there is nothing to mark")
	}
	return s
}

// Every answer is marked step by step, and is private again when it changes.
func TestEveryStepIsMarked(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep[1:] {
		if s.name == "due" { // which is marked in its step
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			d := newDesk(t)
			d.show(s.open(d))
			d.press("ctrl+p")
			if got := d.sharing(); got.As != store.Private || !got.Empty {
				t.Errorf("before it is answered: %+v", got)
			}
			d.answer(s.answer)
			for _, want := range []store.Sharing{store.Shareable, store.Evidence, store.Private, store.Shareable} {
				d.press("ctrl+p")
				same(t, "marked", d.sharing(), answer.Sharing{As: want})
			}
			d.answer(s.more)
			same(t, "changed", d.sharing(), answer.Sharing{As: store.Private, Lapsed: true})
			d.rest()
			d.show(s.open(d))
			same(t, "after a kill", d.sharing(), answer.Sharing{As: store.Private, Lapsed: true})
		})
	}
}

// What a mark means is said where it is set.
func TestMarkingIsExplained(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	d.press("ctrl+p")
	d.want("There is nothing to mark yet. Write first.")
	d.write("seen")
	d.wantNot("There is nothing to mark yet.")
	for _, says := range []string{"Shareable, in these words", "Evidence, in these words", "Private: nothing takes it"} {
		d.press("ctrl+p")
		d.want(says, "seen")
	}
	d.away()
	d.press("ctrl+p")
	d.want("It could not be marked, and is as private as before.")
	if s := d.sharing(); s.As != store.Private || s.Err == nil {
		t.Errorf("%+v", s)
	}
}

// Each field of the challenge is marked alone; a commitment that is due is not marked
// while it is asked about.
func TestWhatIsMarked(t *testing.T) {
	d := newDesk(t)
	d.open(content.Challenge)
	d.write("the answer")
	d.press("tab")
	d.write("the reason")
	d.press("ctrl+p")
	same(t, "the reason", d.sharing().As, store.Shareable)
	d.press("shift+tab")
	same(t, "the answer", d.sharing().As, store.Private)

	d.show(openDue(d))
	for _, key := range []string{"enter", "2", "tab"} {
		d.press(key, "ctrl+p")
		if _, any := d.step.(Keeping).Sharing(); any {
			t.Errorf("after %s it can be marked", key)
		}
	}
	d.leave()
	history := d.history(content.Commit, store.CommitmentField(d.due.ID))
	shared, err := d.env.Store.SharedAs(history[len(history)-1])
	if err != nil || shared.As != store.Private {
		t.Errorf("%+v %v", shared, err)
	}

	d.open(Close)
	d.press("tab") // the links have the focus
	if s := d.sharing(); s.As != store.Private {
		t.Errorf("%+v", s)
	}
}

// A mark that was changed while looking back is known when the step is seen again.
func TestResumeReadsTheMarks(t *testing.T) {
	for _, c := range []struct {
		stage  content.Stage
		field  string
		answer string
	}{{content.Notice, store.FieldAnswer, "seen"}, {content.Rate, store.FieldRating, "2"}} {
		d := newDesk(t)
		d.open(c.stage)
		d.answer([]string{c.answer})
		d.leave()
		d.check(d.env.Store.Share(d.place(c.stage, 1).Slot(c.field), 1, store.Evidence))
		resume := d.step.(interface{ Resume() error }).Resume
		d.check(resume())
		same(t, string(c.stage), d.sharing().As, store.Evidence)
		d.check(d.env.Store.Close())
		if resume() == nil {
			t.Errorf("%s: a mark was read out of no workbook", c.stage)
		}
	}
}
