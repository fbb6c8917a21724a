//go:build !windows

package e2e

import (
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// promise writes a commitment that is due yesterday, as if it had been made a
// week ago.
func (m *machine) promise() {
	m.write(func(st *store.Store) error {
		id, err := st.NewID()
		if err != nil {
			return err
		}
		_, err = st.Add(store.Revision{
			Kind:  store.KindCommitment,
			Slot:  store.Slot{Step: content.UnitID(mastery).Step(content.Commit), Field: store.CommitmentField(id)},
			Visit: 1,
			Body: store.Body{Commitment: &store.Commitment{
				ID: id, When: "the bell goes", Will: "ask before I answer", State: store.StateOpen,
				Due: calendar.DateOf(time.Now().UTC()).AddDays(-1),
			}},
		}, "When …, I will …")
		return err
	})
}

// A commitment that is due is asked about before everything else; what became
// of it is kept, and it is not asked about again.
func TestDue(t *testing.T) {
	for _, answer := range []struct{ key, state, ask, note string }{
		{"1", "kept", "What made it possible?", "a quiet corridor"},
		{"2", "tried", "What got in the way?", "the agenda was full"},
	} {
		t.Run(answer.state, func(t *testing.T) {
			m := newMachine(t)
			m.promise()
			x := m.start(80, 24)
			if s := x.want("A commitment › Personal mastery", "yesterday", "When the bell goes, I will"); s.has("ask before I answer") {
				t.Errorf("it is told before it can be recalled\n%v", s)
			}
			x.keys("<enter>")
			x.want("ask before I answer", "1  Kept", "4  Dropped")
			x.keys(answer.key + "<tab>")
			x.until("the note's cursor", func(s screen) bool { return s.visible && s.has(answer.ask) })
			x.writeAll(answer.note)
			x.keys("<esc>")
			x.want("Golden Thread", "q quit")
			x.keys("q")
			x.ends(0)

			c := m.export().Commitments
			if len(c) != 1 || c[0].State != answer.state || len(c[0].Log) != 1 || c[0].Log[0].State != answer.state || c[0].Log[0].Note != answer.note {
				t.Errorf("kept %+v", c)
			}
			x = m.start(80, 24)
			x.want("Golden Thread", "q quit")
		})
	}
}

// Esc puts the question off; the commitment stays due.
func TestDuePutOff(t *testing.T) {
	m := newMachine(t)
	m.promise()
	x := m.start(80, 24)
	x.want("What was it? Recall it first.")
	x.keys("<esc>")
	x.want("Golden Thread", "Commitments", "yesterday", "ask before I answer")
	x.keys("q")
	x.ends(0)
	if c := m.export().Commitments; len(c) != 1 || c[0].State != "open" || len(c[0].Log) != 0 {
		t.Errorf("kept %+v", c)
	}
	x = m.start(80, 24)
	x.want("What was it? Recall it first.")
}
