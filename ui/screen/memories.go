package screen

import (
	"slices"

	"goldenthread/store"
)

// memories gathers revisions in any order and knows which of them follows which:
// by what each names as its parents, and only else by its ID, for a clock may have
// gone back.
type memories struct {
	all     []store.Revision
	parents map[store.ID][]store.ID
	ends    map[visited]map[store.ID]bool // what no other of the same visit follows
	before  map[visited]map[store.ID]bool // what another of the same visit follows
	ranks   map[store.ID]rank
}

// visited is a slot in a visit of its unit.
type visited struct {
	slot  store.Slot
	visit int
}

// rank is the place of a revision in time: the greatest ID among it and what it
// follows, and how many it follows one after another.
type rank struct {
	id    store.ID
	depth int
}

func newMemories() *memories {
	return &memories{
		parents: map[store.ID][]store.ID{}, ranks: map[store.ID]rank{},
		ends: map[visited]map[store.ID]bool{}, before: map[visited]map[store.ID]bool{},
	}
}

func (m *memories) add(r store.Revision) {
	v := visited{r.Slot, r.Visit}
	if m.ends[v] == nil {
		m.ends[v], m.before[v] = map[store.ID]bool{}, map[store.ID]bool{}
	}
	if !m.before[v][r.ID] {
		m.ends[v][r.ID] = true
	}
	for _, parent := range r.Parents {
		m.before[v][parent] = true
		delete(m.ends[v], parent)
	}
	m.all, m.parents[r.ID] = append(m.all, r), r.Parents
}

// isEnd reports whether a revision is where its visit ended, and whether it is
// one of several: then two computers have each written on.
func (m *memories) isEnd(r store.Revision) (is, several bool) {
	ends := m.ends[visited{r.Slot, r.Visit}]
	return ends[r.ID], ends[r.ID] && len(ends) > 1
}

// newestFirst orders what was gathered: nothing comes before what follows it.
func (m *memories) newestFirst() []store.Revision {
	slices.SortFunc(m.all, func(a, b store.Revision) int {
		one, other := m.rank(a.ID), m.rank(b.ID)
		if by := other.id.Compare(one.id); by != 0 {
			return by
		}
		if one.depth != other.depth {
			return other.depth - one.depth
		}
		return b.ID.Compare(a.ID)
	})
	return m.all
}

func (m *memories) rank(id store.ID) rank {
	if known, ok := m.ranks[id]; ok {
		return known
	}
	m.ranks[id] = rank{id: id} // parents that go round in a circle end here
	r := rank{id: id}
	for _, parent := range m.parents[id] {
		p := m.rank(parent)
		if p.id.Compare(r.id) > 0 {
			r.id = p.id
		}
		r.depth = max(r.depth, p.depth+1)
	}
	m.ranks[id] = r
	return r
}
