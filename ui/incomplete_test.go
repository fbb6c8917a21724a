package ui

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/nav"
	"goldenthread/ui/report"
	"goldenthread/ui/route"
	"goldenthread/ui/screen"
	"goldenthread/ui/step"
)

// wholeRecord is an export with a revision and a draft of every kind, in which no
// member is left out.
const wholeRecord = `{"schema": 1, "record": {
"revisions": [
 {"v": 1, "id": "01JCXYZ0000000000000000001", "kind": "answer", "step": "disciplines/mastery/notice", "field": "answer", "visit": 1, "wording": "WORDING", "parents": ["01JCXYZ0000000000000000000"], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:00:00Z", "text": "In the office.", "bytes": {"text": "SW4gdGhlIG9mZmljZS4="}},
 {"v": 1, "id": "01JCXYZ0000000000000000002", "kind": "rating", "step": "disciplines/mastery/rate", "field": "rating", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:01:00Z", "rating": {"level": 2, "confidence": "fairly", "evidence": "memory", "then_level": 1}},
 {"v": 1, "id": "01JCXYZ0000000000000000003", "kind": "test", "step": "disciplines/mastery/test", "field": "test", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:02:00Z", "test": {"who": "the deputy", "ask": "What helps?", "predicted": "little", "heard": "a lot"}},
 {"v": 1, "id": "01JCXYZ0000000000000000004", "kind": "commitment", "step": "disciplines/mastery/commit", "field": "commitment/01JCXYZ00000000000000000CC", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:03:00Z", "commitment": {"id": "01JCXYZ00000000000000000CC", "when": "we meet", "will": "ask", "obstacle": "haste", "fallback": "ask later", "witness": "the deputy", "due": "2026-11-21", "due_text": "soon", "state": "open", "log": [{"at": "2026-11-20T11:00:00Z", "state": "tried", "note": "half"}]}},
 {"v": 1, "id": "01JCXYZ0000000000000000005", "kind": "read", "step": "disciplines/mastery/read", "field": "read", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:04:00Z"},
 {"v": 1, "id": "01JCXYZ0000000000000000006", "kind": "visit", "step": "disciplines/mastery/read", "field": "visit", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:05:00Z"},
 {"v": 1, "id": "01JCXYZ0000000000000000007", "kind": "tension", "step": "tension/TENSION", "field": "tension", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:06:00Z", "tension": {"leaning": 1, "note": "mostly"}},
 {"v": 1, "id": "01JCXYZ0000000000000000008", "kind": "share", "step": "disciplines/mastery/notice", "field": "share/answer/1", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:07:00Z", "share": {"as": "shareable", "of": "01JCXYZ0000000000000000001"}},
 {"v": 1, "id": "01JCXYZ0000000000000000009", "kind": "form", "step": "disciplines/mastery/notice", "field": "board", "visit": 1, "wording": "WORDING", "parents": [], "device": "01JCXYZ00000000000000000DV", "at": "2026-11-20T10:08:00Z", "form": {"fields": {"one": "first"}, "rows": [{"name": "row", "cells": {"two": "second"}}]}}],
"drafts": [
 {"kind": "answer", "step": "disciplines/mastery/interpret", "field": "answer", "visit": 1, "wording": "WORDING", "at": "2026-11-20T10:00:00Z", "focus": "answer", "cursor": 3, "top": 1, "text": "That I", "bytes": {"text": "VGhhdCBJ"}},
 {"kind": "rating", "step": "disciplines/vision/rate", "field": "rating", "visit": 1, "wording": "WORDING", "at": "2026-11-20T10:00:00Z", "focus": "", "cursor": 0, "top": 0, "rating": {"level": 2, "confidence": "fairly", "evidence": "memory", "then_level": 1}},
 {"kind": "test", "step": "disciplines/vision/test", "field": "test", "visit": 1, "wording": "WORDING", "at": "2026-11-20T10:00:00Z", "focus": "who", "cursor": 0, "top": 0, "test": {"who": "the deputy", "ask": "What helps?", "predicted": "little", "heard": "a lot"}},
 {"kind": "commitment", "step": "disciplines/vision/commit", "field": "commitment/01JCXYZ00000000000000000DD", "visit": 1, "wording": "WORDING", "at": "2026-11-20T10:00:00Z", "focus": "when", "cursor": 0, "top": 0, "commitment": {"id": "01JCXYZ00000000000000000DD", "when": "we meet", "will": "ask", "obstacle": "haste", "fallback": "ask later", "witness": "the deputy", "due": "2026-11-21", "due_text": "soon", "state": "open", "log": [{"at": "2026-11-20T11:00:00Z", "state": "tried", "note": "half"}]}},
 {"kind": "form", "step": "disciplines/vision/notice", "field": "board", "visit": 1, "wording": "WORDING", "at": "2026-11-20T10:00:00Z", "focus": "", "cursor": 0, "top": 0, "form": {"fields": {"one": "first"}, "rows": [{"name": "row", "cells": {"two": "second"}}]}}],
"wordings": [{"name": "WORDING", "text": "What did you see?"}],
"forgotten": [{"step": "disciplines/systems/notice", "field": "answer", "at": "2026-11-20T10:00:00Z", "until": "2026-11-20T10:00:00Z"}]
}}`

// without returns every record that has one member less than a value, named by its
// path. What may not be left out is refused by report.Parse, or read.
func without(t *testing.T, value any) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	var root any
	var walk func(path string, v any)
	note := func(path string) {
		text, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		found[path] = text
	}
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				kept := v[name]
				delete(v, name)
				note(path + "/" + name)
				v[name] = kept
				walk(path+"/"+name, kept)
			}
		case []any:
			for i, one := range v {
				walk(path+"/"+strconv.Itoa(i), one)
			}
		}
	}
	root = value
	walk("", value)
	return found
}

// One record with a member left out stops no page and no export: it is refused when it
// is to be taken in, or every reader of the workbook reads it.
func TestAnIncompleteRecordStopsNothing(t *testing.T) {
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("WORDING", store.WordingOf("What did you see?"), "TENSION", book.Tensions[0].ID, "soon", "").Replace(wholeRecord)
	var whole any
	if err := json.Unmarshal([]byte(text), &whole); err != nil {
		t.Fatal(err)
	}
	if _, err := report.Parse(store.DefaultKinds(), []byte(text)); err != nil {
		t.Fatalf("the whole record: %v", err)
	}
	taken := 0
	for path, text := range without(t, whole) {
		record, err := report.Parse(store.DefaultKinds(), text)
		if err != nil {
			continue
		}
		taken++
		t.Run(path, func(t *testing.T) {
			t.Parallel() // they wait for the disk
			readEverywhere(t, record)
		})
	}
	if taken < 60 {
		t.Errorf("only %d incomplete records were taken in", taken)
	}
}

// Words of an import that would steer a terminal are drawn without what would, on every
// page, and a tab is a blank.
func TestImportedWordsSteerNoPage(t *testing.T) {
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	hostile := `A\u001b[31mB\u009b31mC\rD\tE\u202eF`
	words := []string{"soon", "", "WORDING", store.WordingOf("What did you see?"), "TENSION", book.Tensions[0].ID, `, "bytes": {"text": "SW4gdGhlIG9mZmljZS4="}`, "", `, "bytes": {"text": "VGhhdCBJ"}`, ""}
	for _, said := range []string{"In the office.", "the deputy", "What helps?", "little", "a lot", "we meet", "ask later", "haste", "half", "mostly", "first", "second", "That I"} {
		words = append(words, said, hostile)
	}
	words = append(words, `"will": "ask"`, `"will": "`+hostile+`"`)
	record, err := report.Parse(store.DefaultKinds(), []byte(strings.NewReplacer(words...).Replace(wholeRecord)))
	if err != nil {
		t.Fatal(err)
	}
	readEverywhere(t, record)
}

// readEverywhere takes a record into a new workbook and has all readers read it.
func readEverywhere(t *testing.T, record store.Record) {
	d := newDriver(t, 80, 24)
	if _, err := d.store.Import(record); err != nil {
		t.Fatalf("import: %v", err)
	}
	d.read(t)
	path := d.store.Path()
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	if h, err := store.Examine(path, true); err != nil || h.Problem != nil || len(h.Damage) > 0 {
		t.Errorf("doctor: %v, %v, %v", err, h.Problem, h.Damage)
	}
}

// One damaged value stops no page either: not an answer, not the words of a question,
// not the place to carry on from.
func TestADamagedValueStopsNoPage(t *testing.T) {
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("WORDING", store.WordingOf("What did you see?"), "TENSION", book.Tensions[0].ID, "soon", "").Replace(wholeRecord)
	record, err := report.Parse(store.DefaultKinds(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{
		"In the office.", "That I", `"level":2`, "What helps?", "ask later", "mostly", "second", "shareable", "What did you see?",
		"disciplines/mastery/interpret", "disciplines/systems/notice",
	} {
		t.Run(of, func(t *testing.T) {
			d := newDriver(t, 80, 24)
			if _, err := d.store.Import(record); err != nil {
				t.Fatal(err)
			}
			if err := d.store.SetSetting("last step", "disciplines/mastery/interpret"); err != nil {
				t.Fatal(err)
			}
			d.flipBit(of)
			d.open("", 80, 24)
			commitments, err := insight.Commitments(d.app.env.Book, d.store)
			if _, err = store.Unreadable(err); err != nil {
				t.Fatal(err)
			}
			d.openPages(t, commitments)
		})
	}
}

// read opens every page that shows answers, in its place, and writes every export.
func (d *driver) read(t *testing.T) {
	t.Helper()
	e := d.app.env
	from := report.From{Book: e.Book, Store: d.store, Exports: step.Kinds().Exports()}
	document, err := report.New(from, sunday, nil)
	if err != nil {
		t.Errorf("export: %v", err)
	}
	var b strings.Builder
	if err := document.Markdown(&b); err != nil {
		t.Errorf("export: %v", err)
	}
	if err := document.JSON(&b); err != nil {
		t.Errorf("export: %v", err)
	}
	shared, err := report.GatherShared(from, sunday, report.Choice{})
	if err != nil {
		t.Errorf("share: %v", err)
	}
	shared.Document.Items()
	if _, err := insight.Progress(e.Book, d.store); err != nil {
		t.Errorf("list: %v", err)
	}
	commitments, err := insight.Commitments(e.Book, d.store)
	if err != nil {
		t.Errorf("commitments: %v", err)
	}
	d.openPages(t, commitments)
}

// openPages opens every page that shows answers.
func (d *driver) openPages(t *testing.T, commitments []insight.Commitment) {
	t.Helper()
	e := d.app.env
	routes := []nav.Route{route.Home{}, route.LookBack{}, route.LookBack{Scope: "disciplines"}, route.Privacy{}, route.Delete{}, route.Mind{}}
	for _, c := range commitments {
		routes = append(routes, route.Due{ID: c.ID})
	}
	for _, p := range e.Book.Paths {
		routes = append(routes, route.Path{ID: p.ID})
	}
	for _, tension := range e.Book.Tensions[:1] {
		routes = append(routes, route.Tension{ID: tension.ID})
	}
	for _, id := range []content.UnitID{mastery, "disciplines/vision"} {
		routes = append(routes, route.Framework{ID: id.Framework()}, route.Unit{ID: id}, route.LookBack{Scope: string(id)})
		for _, stage := range append(slices.Clone(content.Stages[:]), content.Close) {
			routes = append(routes, route.Step{Unit: id, Stage: stage}, route.LookBack{Scope: string(id.Step(stage))})
		}
	}
	for _, r := range routes {
		d.open1(t, r)
	}
}

// open1 opens one page, draws it, and leaves it as it was.
func (d *driver) open1(t *testing.T, r nav.Route) {
	t.Helper()
	s, err := screen.Open(d.app.env, r)
	if err != nil {
		t.Errorf("%#v: %v", r, err)
		return
	}
	s.SetSize(76, 20)
	if drawn := s.View().Content; strings.TrimSpace(drawn) == "" {
		t.Errorf("%#v: nothing is drawn", r)
	}
	if drawn := s.View().Content; strings.Contains(drawn, "\x1b[31m") || strings.ContainsAny(drawn, "\r\t\u009b\u202e") {
		t.Errorf("%#v: what was typed steers the terminal: %q", r, drawn)
	}
	if resuming, ok := s.(nav.Resuming); ok {
		if err := resuming.Resume(); err != nil {
			t.Errorf("%#v: %v", r, err)
		}
	}
	if l, ok := r.(route.LookBack); ok && l.Scope == "" {
		for range 12 {
			if move, _ := s.Update(tea.KeyPressMsg{Code: tea.KeyDown}); move != nil {
				t.Errorf("%v", fmt.Sprint(move))
			}
		}
	}
	if leaving, ok := s.(nav.Leaving); ok {
		if err := leaving.Leave(); err != nil {
			t.Errorf("%#v: leaving: %v", r, err)
		}
	}
}
