package store

import (
	"maps"
	"testing"
	"time"
)

// The clock goes back a year while the workbook is open, and stays there for the
// next start; later it is put right. Nothing is out of order for it.
func TestClockThatGoesBackAYear(t *testing.T) {
	path, c := workbookPath(t), newClock()
	const year = 365 * 24 * time.Hour
	s := openAt(t, path, Options{Now: c.now})
	write := func(text string, visit int) {
		t.Helper()
		r := answer(noticed, text)
		r.Visit = visit
		before, found, err := s.Latest(noticed)
		check0(t, err)
		if added := add(t, s, r); found && (len(added.Parents) != 1 || added.Parents[0] != before.ID) {
			t.Errorf("%s follows %v and not %s", text, added.Parents, before.ID)
		}
	}
	look := func(want ...string) {
		t.Helper()
		history, err := s.History(noticed)
		check0(t, err)
		var got []string
		for _, r := range history {
			got = append(got, r.Text)
		}
		same(t, "history", got, want)
		latest, _, err := s.Latest(noticed)
		if err != nil || latest.Text != want[len(want)-1] {
			t.Errorf("latest %q, want %q, %v", latest.Text, want[len(want)-1], err)
		}
		all, err := Snapshots(path)
		check0(t, err)
		if len(all) != len(want) {
			t.Errorf("%d snapshots, want %d", len(all), len(want))
		}
		newest := openAt(t, all[0].Path, Options{ReadOnly: true})
		defer closeStore(t, newest)
		if kept, err := newest.History(noticed); err != nil || len(kept) != len(want) {
			t.Errorf("the newest snapshot has %d answers, want %d, %v", len(kept), len(want), err)
		}
	}
	write("1", 0)
	snapshot(t, s, "")
	look("1")
	c.pass(-year)
	write("2", 0)
	snapshot(t, s, "")
	look("1", "2")
	closeStore(t, s)
	s = openAt(t, path, Options{Now: c.now})
	write("3", 2)
	snapshot(t, s, "")
	look("1", "2", "3")
	c.pass(2 * year)
	write("4", 2)
	snapshot(t, s, "")
	look("1", "2", "3", "4")
	for visit, want := range map[int]string{0: "2", 1: "2", 2: "4"} {
		if r, _, err := s.LatestOf(noticed, visit); err != nil || r.Text != want {
			t.Errorf("latest of visit %d: %q, want %q, %v", visit, r.Text, want, err)
		}
	}
	kept := dump(t, s)
	check0(t, s.Rebuild())
	if !maps.Equal(kept, dump(t, s)) {
		t.Error("rebuilt is not kept")
	}
	look("1", "2", "3", "4")
	record := recordOf(t, s)
	s = openAt(t, workbookPath(t), Options{Now: c.now})
	importInto(t, s, record)
	if r, _, err := s.Latest(noticed); err != nil || r.Text != "4" {
		t.Errorf("imported: %q %v", r.Text, err)
	}
}
