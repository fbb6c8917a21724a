package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"goldenthread/content"
	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// model is a store as plain maps, and the store that must do the same.
type model struct {
	path      string
	clock     *clock
	store     *Store
	revisions map[Slot][]Revision // oldest first
	drafts    map[Slot]Draft
	asked     map[string]string // by the name of the wording
	place     string
	settings  map[string]string
	opens     string // the passphrase; "" is that there is none
}

func TestStoreDoesWhatMapsDo(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(root, "")
		if err != nil {
			t.Fatal(err)
		}
		m := &model{
			path: filepath.Join(dir, "workbook.db"), clock: newClock(), revisions: map[Slot][]Revision{},
			drafts: map[Slot]Draft{}, asked: map[string]string{}, settings: map[string]string{},
		}
		m.open(t)
		t.Repeat(rapid.StateMachineActions(m))
		if err := m.store.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func (m *model) open(t *rapid.T) {
	s, err := openOn(quick, m.path, Options{Now: m.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	if s.Locked() != (m.opens != "") {
		t.Fatalf("locked %t, and its passphrase is %q", s.Locked(), m.opens)
	}
	if err := s.Unlock([]byte(m.opens)); err != nil {
		t.Fatal(err)
	}
	m.store = s
}

// Seal puts a passphrase on the workbook, another one, other keys, or none.
func (m *model) Seal(t *rapid.T) {
	passphrase := rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "passphrase")
	again := m.opens != "" && rapid.Bool().Draw(t, "same keys")
	err := error(nil)
	switch {
	case passphrase == "":
		err = m.store.Unseal()
	case again:
		err = m.store.SetPassphrase([]byte(passphrase), light)
	default:
		err = newKeys(m.store, passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.opens = passphrase
}

// Lock locks and unlocks; a wrong passphrase changes nothing.
func (m *model) Lock(t *rapid.T) {
	err := m.store.Lock()
	if m.opens != "" {
		if wrong := m.store.Unlock([]byte("wrong")); !errors.Is(wrong, vault.ErrWrong) {
			t.Fatalf("a wrong passphrase: %v", wrong)
		}
	}
	if err := errors.Join(err, m.store.Unlock([]byte(m.opens))); err != nil {
		t.Fatal(err)
	}
}

func drawSlot(t *rapid.T) Slot {
	return Slot{
		Step:  rapid.SampledFrom([]content.StepID{notice, rate, notice + "2", "d"}).Draw(t, "step"),
		Field: rapid.SampledFrom([]string{FieldAnswer, FieldReason1, FieldRating, "a"}).Draw(t, "field"),
	}
}

// drawText draws any bytes, now and then more than a page of them.
func drawText(t *rapid.T) string {
	text := rapid.OneOf(rapid.String(), rapid.StringN(0, 3, -1),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
	if len(text) > 0 && rapid.IntRange(0, 9).Draw(t, "long") == 0 {
		text += string(make([]byte, 5000)) + text
	}
	return text
}

func drawBody(t *rapid.T) (Kind, Body) {
	switch kind := rapid.SampledFrom(DefaultKinds()).Draw(t, "kind").Kind; kind {
	case KindAnswer:
		return kind, Body{Text: drawText(t)}
	case KindRating:
		return kind, Body{Rating: &Rating{Level: rapid.IntRange(0, 4).Draw(t, "level"), Confidence: rapid.SampledFrom(confidences).Draw(t, "confidence")}}
	case KindTest:
		return kind, Body{Test: &Test{Who: drawText(t), Heard: drawText(t)}}
	case KindCommitment:
		due := calendar.Date{Year: 2026, Month: time.November, Day: 22}.AddDays(rapid.IntRange(-999, 999).Draw(t, "due"))
		log := []LogEntry{{newClock().Time, StateOpen, drawText(t)}}
		return kind, Body{Commitment: &Commitment{ID: ID{1}, Will: drawText(t), Due: due, State: rapid.SampledFrom(states).Draw(t, "state"), Log: log}}
	case KindTension:
		return kind, Body{Tension: &Tension{Leaning: rapid.IntRange(-2, 2).Draw(t, "leaning"), Note: drawText(t)}}
	case KindForm:
		texts := rapid.MapOfN(rapid.StringMatching("[a-z]{1,3}"), rapid.Custom(drawText), 0, 3)
		f := Form{Fields: texts.Draw(t, "fields")}
		for range rapid.IntRange(0, 2).Draw(t, "rows") {
			f.Rows = append(f.Rows, FormRow{Cells: texts.Draw(t, "cells")})
		}
		return kind, Body{Form: &f}
	case KindShare:
		return kind, Body{Share: &Share{As: rapid.SampledFrom(Sharings[:]).Draw(t, "as"), Of: ID{1}}}
	default:
		return kind, Body{}
	}
}

// fieldFor puts a mark beside an answer and not among answers.
func fieldFor(slot Slot, kind Kind) Slot {
	if kind == KindShare {
		slot.Field = ShareField(slot.Field, 1)
	}
	return slot
}

func drawAsked(t *rapid.T, m *model) string {
	asked := rapid.OneOf(rapid.SampledFrom([]string{"", "Why?", "What did you notice?"}), rapid.String()).Draw(t, "asked")
	if asked != "" {
		m.asked[WordingOf(asked)] = asked
	}
	return asked
}

func (m *model) Add(t *rapid.T) {
	slot := drawSlot(t)
	kind, body := drawBody(t)
	slot = fieldFor(slot, kind)
	asked := drawAsked(t, m)
	added, err := m.store.Add(Revision{Kind: kind, Slot: slot, Visit: rapid.IntRange(0, 3).Draw(t, "visit"), Body: body}, asked)
	if err != nil {
		t.Fatal(err)
	}
	if compare(added.Body) != compare(body) || added.Wording != WordingOf(asked) || !added.At.Equal(m.clock.Time) {
		t.Fatalf("added %#v", added)
	}
	before := m.revisions[slot]
	if len(before) > 0 && (len(added.Parents) != 1 || added.Parents[0] != before[len(before)-1].ID) {
		t.Fatalf("parents %v", added.Parents)
	}
	m.revisions[slot] = append(before, added)
	delete(m.drafts, slot)
}

func (m *model) PutDraft(t *rapid.T) {
	kind, body := drawBody(t)
	d := Draft{Kind: kind, Slot: fieldFor(drawSlot(t), kind), Body: body, Cursor: rapid.IntRange(0, 99).Draw(t, "cursor"), Focus: "text"}
	asked := drawAsked(t, m)
	if err := m.store.PutDraft(d, asked); err != nil {
		t.Fatal(err)
	}
	d.Wording, d.At = WordingOf(asked), m.clock.Time
	m.drafts[d.Slot] = d
}

func (m *model) DropDraft(t *rapid.T) {
	slot := drawSlot(t)
	if err := m.store.DropDraft(slot); err != nil {
		t.Fatal(err)
	}
	delete(m.drafts, slot)
}

func (m *model) Keep(t *rapid.T) {
	m.place = rapid.String().Draw(t, "place")
	name, value := rapid.StringN(0, 2, -1).Draw(t, "name"), rapid.String().Draw(t, "value")
	m.settings[name] = value
	if err := m.store.SetPlace(m.place); err != nil {
		t.Fatal(err)
	}
	if err := m.store.SetSetting(name, value); err != nil {
		t.Fatal(err)
	}
}

// Tick moves the clock, also back.
func (m *model) Tick(t *rapid.T) {
	m.clock.pass(time.Duration(rapid.Int64Range(-1e13, 1e13).Draw(t, "pass")))
}

func (m *model) Reopen(t *rapid.T) {
	if err := m.store.Close(); err != nil {
		t.Fatal(err)
	}
	m.open(t)
}

func (m *model) Rebuild(t *rapid.T) {
	if err := m.store.Rebuild(); err != nil {
		t.Fatal(err)
	}
}

// Restore puts a snapshot in the place of the workbook, which may be spoilt.
func (m *model) Restore(t *rapid.T) {
	if rapid.IntRange(0, 4).Draw(t, "rarely") > 0 {
		return // it syncs
	}
	snap, err := m.store.Snapshot("")
	if err := errors.Join(err, m.store.Close()); err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "spoilt") {
		if err := os.Truncate(m.path, int64(rapid.IntRange(0, 5000).Draw(t, "size"))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Restore(m.path, snap.Path, Options{Now: m.clock.now}); err != nil {
		t.Fatal(err)
	}
	m.open(t)
}

// Import brings nothing new from a workbook's own record, and all of it into an
// empty one.
func (m *model) Import(t *rapid.T) {
	record, err := m.store.Record(nil)
	if err != nil {
		t.Fatal(err)
	}
	if done, err := m.store.Import(record); err != nil || done.Revisions+done.Drafts+len(done.Left)+len(done.Differing) != 0 {
		t.Fatalf("its own: %+v %v", done, err)
	}
	path := m.path + ".other"
	other, err := openOn(quick, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = other.Import(record)
	again, wrong := other.Record(nil)
	if err := errors.Join(err, wrong, other.Close(), os.Remove(path), os.Remove(related.MarkerPath(path))); err != nil {
		t.Fatal(err)
	}
	got, wrong := json.Marshal(again)
	want, err := json.Marshal(record)
	if err := errors.Join(err, wrong); err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Fatalf("imported: %d revisions and %d drafts of %d and %d",
			len(again.Revisions), len(again.Drafts), len(record.Revisions), len(record.Drafts))
	}
}

// Forget deletes a slot, or the slots of a step, and what nothing else asks.
func (m *model) Forget(t *rapid.T) {
	if rapid.IntRange(0, 4).Draw(t, "rarely") > 0 {
		return // it syncs
	}
	chosen, whole := drawSlot(t), rapid.Bool().Draw(t, "step")
	in := func(slot Slot) bool { return slot.Step == chosen.Step && (whole || slot == chosen) }
	record, err := m.store.Record(nil)
	if err != nil {
		t.Fatal(err)
	}
	went, err := m.store.Forget(in)
	if err != nil {
		t.Fatal(err)
	}
	want := Trace{}
	for slot, revisions := range m.revisions {
		if in(slot) {
			want.Revisions += len(revisions)
			delete(m.revisions, slot)
		}
	}
	for slot := range m.drafts {
		if in(slot) {
			want.Drafts++
			delete(m.drafts, slot)
		}
	}
	if got := went.Total(); got.Revisions != want.Revisions || got.Drafts != want.Drafts {
		t.Fatalf("forgotten %+v, want %+v", got, want)
	}
	m.forgetAsked()
	record.Drafts = nil // one that was dropped may come back
	if done, err := m.store.Import(record); err != nil || done.Revisions > 0 || len(done.Deleted) > len(went) {
		t.Fatalf("an older record: %+v %v", done, err)
	}
}

// forgetAsked leaves the words that something needs.
func (m *model) forgetAsked() {
	named := map[string]bool{}
	for _, revisions := range m.revisions {
		for _, r := range revisions {
			named[r.Wording] = true
		}
	}
	for _, d := range m.drafts {
		named[d.Wording] = true
	}
	maps.DeleteFunc(m.asked, func(name, _ string) bool { return !named[name] })
}

// compare is a form in which equal values are equal strings: with no bytes lost,
// and times as they are in JSON.
func compare(v any) string {
	switch v := v.(type) {
	case Revision:
		return compare(v.Body) + fmt.Sprint(v.V, v.ID, v.Kind, v.Slot, v.Visit, v.Wording, v.Parents, v.Device, v.At.UTC())
	case Draft:
		return compare(v.Body) + fmt.Sprint(v.Kind, v.Slot, v.Visit, v.Wording, v.Focus, v.Cursor, v.Top, v.At.UTC())
	case Body:
		text := ""
		v.prose(func(path string, prose *string) { text += fmt.Sprintf("%s %q\n", path, *prose) })
		payload, err := file.Marshal(v)
		return fmt.Sprint(text, string(payload), err)
	}
	return fmt.Sprintf("%#v", v)
}

func (m *model) Check(t *rapid.T) {
	m.checkSlots(t)
	m.checkSteps(t)
	m.checkRest(t)
}

func (m *model) checkSlots(t *rapid.T) {
	slot := drawSlot(t)
	want := m.revisions[slot]
	got, err := m.store.History(slot)
	if err != nil || !slices.EqualFunc(got, want, func(a, b Revision) bool { return compare(a) == compare(b) }) {
		t.Fatalf("history %s: %d revisions, want %d, %v", slot, len(got), len(want), err)
	}
	latest, found, err := m.store.Latest(slot)
	if err != nil || found != (len(want) > 0) || found && compare(latest) != compare(want[len(want)-1]) {
		t.Fatalf("latest %s: %#v %v %v", slot, latest, found, err)
	}
	for visit := range 4 {
		latest, found, err := m.store.LatestOf(slot, visit)
		last := len(want) - 1
		for last >= 0 && VisitNumber(want[last].Visit) != VisitNumber(visit) {
			last--
		}
		if err != nil || found != (last >= 0) || found && compare(latest) != compare(want[last]) {
			t.Fatalf("latest %s of visit %d: %#v %v %v", slot, visit, latest, found, err)
		}
	}
	d, found, err := m.store.Draft(slot)
	wantDraft, wantFound := m.drafts[slot]
	if err != nil || found != wantFound || compare(d) != compare(wantDraft) {
		t.Fatalf("draft %s: %#v %v %v", slot, d, found, err)
	}
}

func (m *model) checkSteps(t *rapid.T) {
	step := drawSlot(t).Step
	current, err := m.store.Current(step)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for slot, revisions := range m.revisions {
		if slot.Step != step {
			continue
		}
		n++
		want := compare(revisions[len(revisions)-1])
		if !slices.ContainsFunc(current, func(r Revision) bool { return compare(r) == want }) {
			t.Fatalf("current %s: %s is missing", step, slot)
		}
	}
	if len(current) != n {
		t.Fatalf("current %s: %d, want %d", step, len(current), n)
	}
}

func (m *model) checkRest(t *rapid.T) {
	all := map[ID]string{}
	for _, revisions := range m.revisions {
		for _, r := range revisions {
			all[r.ID] = compare(r)
		}
	}
	last, n := ID{}, 0
	for r, err := range m.store.Revisions() {
		if err != nil || all[r.ID] != compare(r) || r.ID.Compare(last) <= 0 {
			t.Fatalf("revision %#v %v", r, err)
		}
		last, n = r.ID, n+1
	}
	drafts, err := m.store.Drafts()
	if n != len(all) || err != nil || len(drafts) != len(m.drafts) {
		t.Fatalf("%d revisions, want %d; %d drafts, want %d; %v", n, len(all), len(drafts), len(m.drafts), err)
	}
	for name, want := range m.asked {
		if asked, found, err := m.store.Wording(name); err != nil || !found || asked != want {
			t.Fatalf("wording %q, want %q, %v", asked, want, err)
		}
	}
	if place, err := m.store.Place(); err != nil || place != m.place {
		t.Fatalf("place %q, want %q, %v", place, m.place, err)
	}
	for name, want := range m.settings {
		if value, err := m.store.Setting(name); err != nil || value != want {
			t.Fatalf("setting %q is %q, want %q, %v", name, value, want, err)
		}
	}
}
