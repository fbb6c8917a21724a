package step

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

// stuck makes a step whose answer is saved as a draft, and takes the workbook away.
func stuck(t *testing.T, open func(*desk) (Step, error), answer []string) (d *desk, back func()) {
	t.Helper()
	d = newDesk(t)
	d.show(open(d))
	d.answer(answer)
	d.rest()
	return d, d.away()
}

func (d *desk) wantSaved(at time.Time) {
	d.Helper()
	if s := d.step.(Keeping).State(); s.Err != nil || s.Saving || !s.SavedAt.Equal(at) {
		d.Errorf("not saved at %v: %+v", at, s)
	}
}

func (d *desk) wantUnsaved(since time.Time) {
	d.Helper()
	if s := d.step.(Keeping).State(); s.Err == nil || !s.Unsaved.Equal(since) {
		d.Errorf("not unsaved since %v: %+v", since, s)
	}
}

// While nothing can be saved the step says since when, is not left, keeps its words on
// the screen and in the journal, and saves them by itself when that is possible again.
func TestEveryStepWhileNothingCanBeSaved(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep[1:] {
		t.Run(s.name, func(t *testing.T) {
			d, back := stuck(t, s.open, s.answer)
			d.answer(s.more)
			d.at = d.at.Add(time.Minute)
			d.rest()
			shown := d.text()
			d.wantUnsaved(sunday.Add(time.Minute))
			d.at = d.at.Add(time.Minute)
			if err := d.step.(Keeping).Leave(); err == nil || !store.Kept(err) {
				t.Errorf("it may be left: %v", err)
			}
			d.wantUnsaved(sunday.Add(time.Minute))
			same(t, "the text", d.text(), shown)
			back()
			d.rest()
			d.wantSaved(d.at)
			d.leave()
		})
	}
}

// Whatever is tried in vain, one after the other, what is on the screen is still saved
// as soon as that is possible.
func TestWhatFailedIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, try := range map[string]func(*desk){
		"marked":               func(d *desk) { d.press("ctrl+p") },
		"marked twice":         func(d *desk) { d.press("ctrl+p", "ctrl+p") },
		"saved":                func(d *desk) { d.write("!"); d.press("ctrl+s", "ctrl+s") },
		"marked and saved":     func(d *desk) { d.press("ctrl+p", "ctrl+s") },
		"left":                 func(d *desk) { _ = d.step.(Keeping).Leave(); d.press("left") },
		"left and marked":      func(d *desk) { _ = d.step.(Keeping).Leave(); d.press("ctrl+p") },
		"left, then elsewhere": func(d *desk) { _ = d.step.(Keeping).Leave(); d.press("ctrl+o") },
		"left, then pasted":    func(d *desk) { d.press("ctrl+f"); _ = d.step.(Keeping).Leave(); d.paste("seen"); d.press("esc") },
	} {
		for _, s := range everyStep[1:] {
			if s.name != "notice" && s.name != "rate" && s.name != "tension" {
				continue
			}
			t.Run(name+"/"+s.name, func(t *testing.T) {
				d, back := stuck(t, s.open, s.answer)
				try(d)
				d.answer(s.more)
				back()
				d.at = d.at.Add(time.Minute)
				d.rest()
				d.rest()
				d.wantSaved(d.at)
			})
		}
	}
}

// A save of a draft that comes late, after a newer text was made a revision, changes
// nothing.
func TestLateSaveNeverWins(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	d.write("old")
	var late []tea.Cmd
	for _, pause := range d.pauses {
		_, cmd := d.step.Update(pause())
		late = append(late, cmd)
	}
	d.pauses = nil
	d.write(" and new")
	d.leave()
	for _, cmd := range late {
		d.run(cmd)
	}
	same(t, "kept", d.latest(content.Notice, store.FieldAnswer).Text, "old and new")
	same(t, "drafts after the revision", len(d.drafts()), 0)
}

// Who writes for long is not at the mercy of one revision.
func TestALongStretchMakesRevisions(t *testing.T) {
	d := newDesk(t)
	d.open(content.Notice)
	for range 3 {
		d.write("more ")
		d.at = d.at.Add(11 * time.Minute)
		d.rest()
	}
	same(t, "revisions", len(d.history(content.Notice, store.FieldAnswer)), 3)
}

// A step of several answers saves each that it can, and is saved when all are.
func TestEachAnswerIsSavedAlone(t *testing.T) {
	d := newDesk(t)
	d.open(content.Challenge)
	d.write("the answer")
	d.rest()
	back := d.away()
	d.press("tab")
	d.write("the reason")
	d.at = d.at.Add(time.Minute)
	d.rest()
	d.press("tab")
	d.write("another")
	d.at = d.at.Add(time.Minute)
	d.rest()
	d.wantUnsaved(sunday.Add(time.Minute)) // since the first
	back()
	d.rest()
	d.wantSaved(d.at)
	d.leave()
	for field, text := range map[string]string{store.FieldAnswer: "the answer", store.FieldReason1: "the reason", store.FieldReason2: "another"} {
		same(t, field, d.latest(content.Challenge, field).Text, text)
	}
}

// A step that was read counts as read once it could be noted, and holds nobody up.
func TestReadingIsNotHeldUp(t *testing.T) {
	d := newDesk(t)
	d.open(content.Read)
	back := d.away()
	d.press("tab")
	d.wantMove(Next)
	back()
	same(t, "noted", len(d.history(content.Read, store.FieldRead)), 0)
	d.press("tab", "tab")
	same(t, "noted", len(d.history(content.Read, store.FieldRead)), 1)
}
