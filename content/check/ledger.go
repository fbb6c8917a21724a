package check

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"

	"goldenthread/content"
)

// Ledger lists everything that was published before.
type Ledger struct {
	IDs      []content.StepID           // every step, and the key of every tension, that ever was
	Wordings map[content.StepID]Wording // how each was worded last
}

// Wording identifies the words of a step at a rev of its unit.
type Wording struct {
	Rev  int
	Hash string
}

// ReadLedger reads the two files of a ledger: IDs, one a line, and wordings,
// a line each of ID, rev and hash.
func ReadLedger(ids, wordings []byte) (*Ledger, error) {
	l := &Ledger{Wordings: map[content.StepID]Wording{}}
	lines := bufio.NewScanner(bytes.NewReader(ids))
	for lines.Scan() {
		if lines.Text() != "" {
			l.IDs = append(l.IDs, content.StepID(lines.Text()))
		}
	}
	lines = bufio.NewScanner(bytes.NewReader(wordings))
	for n := 1; lines.Scan(); n++ {
		var id content.StepID
		var w Wording
		if _, err := fmt.Sscanf(lines.Text(), "%s %d %s", &id, &w.Rev, &w.Hash); err != nil {
			return nil, fmt.Errorf("check: wordings, line %d: %w", n, err)
		}
		l.Wordings[id] = w
	}
	return l, lines.Err()
}

// LedgerOf returns a workbook as it would be published now.
func LedgerOf(w *content.Workbook) *Ledger {
	l := &Ledger{Wordings: map[content.StepID]Wording{}}
	for _, u := range w.Units() {
		for _, s := range u.Steps {
			l.IDs = append(l.IDs, s.ID)
			l.Wordings[s.ID] = Wording{u.Rev, hashOf(s)}
		}
	}
	for _, t := range w.Tensions {
		l.IDs = append(l.IDs, t.Key())
	}
	return l
}

// Add takes over the entries of another ledger; no ID is lost.
func (l *Ledger) Add(now *Ledger) {
	l.IDs = append(l.IDs, now.IDs...)
	for id, w := range now.Wordings {
		l.Wordings[id] = w
	}
}

// Files returns the ledger as ReadLedger reads it, sorted by ID.
func (l *Ledger) Files() (ids, wordings []byte) {
	all := slices.Clone(l.IDs)
	slices.Sort(all)
	for _, id := range slices.Compact(all) {
		ids = fmt.Appendf(ids, "%s\n", id)
		if w, ok := l.Wordings[id]; ok {
			wordings = fmt.Appendf(wordings, "%s %d %s\n", id, w.Rev, w.Hash)
		}
	}
	return ids, wordings
}
