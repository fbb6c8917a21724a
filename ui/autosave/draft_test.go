package autosave

import (
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// desk is a text, and what of it reached the disk.
type desk struct {
	text, disk string
	fail       error
	saves      int
	ticks      []time.Duration
	bring      []func() tea.Msg
	at         time.Time
}

func (d *desk) draft() *Draft {
	d.at = time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)
	tick := func(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
		d.ticks = append(d.ticks, pause)
		d.bring = append(d.bring, func() tea.Msg { return bring(d.at) })
		return nil
	}
	return New(func() time.Time { return d.at }, tick, func() Save {
		text := d.text
		return func() error {
			if d.fail != nil {
				return d.fail
			}
			d.saves++
			d.disk = text
			return nil
		}
	})
}

// rest lets the last pause pass and returns the save that it leads to.
func (d *desk) rest(draft *Draft) tea.Cmd {
	last := d.bring[len(d.bring)-1]
	return draft.Update(last())
}

func TestManyTouchesAreOneSave(t *testing.T) {
	d := &desk{}
	draft := d.draft()
	for _, text := range []string{"a", "ab", "abc"} {
		d.text = text
		draft.Touch()
	}
	if len(d.ticks) != 1 || d.ticks[0] != Rest {
		t.Fatalf("pauses %v", d.ticks)
	}
	if s := draft.State(); !s.Saving {
		t.Fatalf("%+v", s)
	}
	draft.Update(d.rest(draft)())
	if d.disk != "abc" || d.saves != 1 {
		t.Fatalf("%q after %d saves", d.disk, d.saves)
	}
	if s := draft.State(); s.Saving || s.SavedAt != d.at {
		t.Fatalf("%+v", s)
	}
}

func TestAnOlderSaveNeverComesAfterANewer(t *testing.T) {
	d := &desk{}
	draft := d.draft()
	d.text = "old"
	draft.Touch()
	late := d.rest(draft)
	d.text = "new"
	draft.Touch()
	if err := draft.Flush(); err != nil {
		t.Fatal(err)
	}
	draft.Update(late())
	if d.disk != "new" {
		t.Fatalf("kept %q", d.disk)
	}
}

func TestFinishTakesThePlaceOfTheDraft(t *testing.T) {
	d := &desk{}
	draft := d.draft()
	d.text = "old"
	draft.Touch()
	late := d.rest(draft)
	if err := draft.Finish(func() error { d.disk = "revision"; return nil }); err != nil {
		t.Fatal(err)
	}
	draft.Update(late())
	if d.disk != "revision" {
		t.Fatalf("kept %q", d.disk)
	}
}

func TestAFailedSaveIsSaidAndTriedAgain(t *testing.T) {
	d := &desk{fail: errors.New("no room")}
	draft := d.draft()
	d.text = "a"
	draft.Touch()
	draft.Update(d.rest(draft)())
	first := d.at
	if s := draft.State(); s.Err == nil || s.Unsaved != first {
		t.Fatalf("%+v", s)
	}
	if last := d.ticks[len(d.ticks)-1]; last != Retry {
		t.Fatalf("tries again after %v", last)
	}
	d.at = d.at.Add(Retry)
	draft.Update(d.rest(draft)())
	if s := draft.State(); s.Unsaved != first {
		t.Fatalf("not saved since %v, want %v", s.Unsaved, first)
	}
	d.fail = nil
	draft.Update(d.rest(draft)())
	if s := draft.State(); s.Err != nil || d.disk != "a" {
		t.Fatalf("%+v, kept %q", s, d.disk)
	}
}

func TestFlushWithoutAChangeSavesNothing(t *testing.T) {
	d := &desk{}
	if err := d.draft().Flush(); err != nil || d.saves != 0 {
		t.Fatal(err, d.saves)
	}
}

func TestAFailedFlushIsNotForgotten(t *testing.T) {
	d := &desk{fail: errors.New("no room")}
	draft := d.draft()
	d.text = "a"
	draft.Touch()
	if err := draft.Flush(); err == nil {
		t.Fatal("no error")
	}
	d.fail = nil
	if err := draft.Flush(); err != nil || d.disk != "a" {
		t.Fatal(err, d.disk)
	}
}

func TestMessagesOfOthersAreIgnored(t *testing.T) {
	d, other := &desk{}, &desk{}
	draft, stranger := d.draft(), other.draft()
	other.text = "theirs"
	stranger.Touch()
	if cmd := draft.Update(other.bring[0]()); cmd != nil {
		t.Fatal("took another's tick")
	}
}

// A save on leaving that failed is tried again like any other, from the next
// message on, and once.
func TestAFailedFinishIsTriedAgain(t *testing.T) {
	d := &desk{}
	draft := d.draft()
	d.text = "a"
	draft.Touch()
	draft.Update(d.rest(draft)())
	before := len(d.ticks)
	d.text, d.fail = "ab", errors.New("no room")
	if err := draft.Finish(func() error { return d.fail }); err == nil {
		t.Fatal("no error")
	}
	for range 3 {
		draft.Update("any other message")
	}
	if added := d.ticks[before:]; len(added) != 1 || added[0] != Retry {
		t.Fatalf("pauses %v", added)
	}
	d.fail = nil
	draft.Update(d.rest(draft)())
	if s := draft.State(); s.Err != nil || s.Saving || d.disk != "ab" {
		t.Fatalf("%+v, kept %q", s, d.disk)
	}
}

// A key while a failed save waits leads to a save within Rest, and what was typed is
// pending until that save has ended, though the older words are safe elsewhere.
func TestTypingOnWhileARetryWaits(t *testing.T) {
	d := &desk{fail: errors.New("no room")}
	draft := d.draft()
	d.text = "a"
	draft.Touch()
	draft.Update(d.rest(draft)())
	if s := draft.State(); s.Pending {
		t.Fatalf("the save has ended: %+v", s)
	}
	retry := d.bring[len(d.bring)-1]
	d.text = "ab"
	draft.Touch()
	draft.Touch()
	if last := d.ticks[len(d.ticks)-2:]; last[0] != Retry || last[1] != Rest {
		t.Fatalf("pauses %v", d.ticks)
	}
	if s := draft.State(); !s.Pending {
		t.Fatalf("%+v", s)
	}
	save := d.rest(draft)
	if s := draft.State(); !s.Pending {
		t.Fatalf("before the save has ended: %+v", s)
	}
	draft.Update(save())
	if s := draft.State(); s.Pending || s.Err == nil {
		t.Fatalf("%+v", s)
	}
	if cmd := draft.Update(retry()); cmd != nil {
		t.Fatal("the pause that was replaced saves, too")
	}
}

// An older save that comes late is not run after a newer one that failed: that one's
// words are in the recovery journal, and stay the newest there.
func TestAnOlderSaveNeverComesAfterANewerThatFailed(t *testing.T) {
	d := &desk{}
	draft := d.draft()
	d.text = "old"
	draft.Touch()
	late := d.rest(draft)
	d.text, d.fail = "new", errors.New("no room")
	draft.Touch()
	if err := draft.Flush(); err == nil {
		t.Fatal("no error")
	}
	d.fail = nil
	draft.Update(late())
	if s := draft.State(); d.saves != 0 || s.Err == nil {
		t.Fatalf("%d saves, %+v", d.saves, s)
	}
	draft.Update(d.rest(draft)())
	if s := draft.State(); d.disk != "new" || s.Err != nil || s.Pending {
		t.Fatalf("kept %q, %+v", d.disk, s)
	}
}
