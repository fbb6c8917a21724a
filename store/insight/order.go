package insight

import (
	"slices"

	"goldenthread/store"
)

// Order gathers revisions in any order and knows which of them follows which: by what
// each names as its parents, and only else by its ID, for a clock may have gone back.
type Order struct {
	all       []store.Revision
	parents   map[store.ID][]store.ID
	ends      map[visited]map[store.ID]bool // what no other of the same visit follows
	before    map[visited]map[store.ID]bool // what another of the same visit follows
	positions map[store.ID]position
}

// visited is a slot in a visit of its unit.
type visited struct {
	slot  store.Slot
	visit int
}

func visitedBy(r store.Revision) visited { return visited{r.Slot, store.VisitNumber(r.Visit)} }

// position is the place of a revision in time: the greatest ID among it and what it
// follows, and how many it follows one after another.
type position struct {
	id    store.ID
	depth int
}

// NewOrder makes an order without revisions.
func NewOrder() *Order {
	return &Order{
		parents: map[store.ID][]store.ID{}, positions: map[store.ID]position{},
		ends: map[visited]map[store.ID]bool{}, before: map[visited]map[store.ID]bool{},
	}
}

// Add gathers a revision.
func (o *Order) Add(r store.Revision) {
	v := visitedBy(r)
	if o.ends[v] == nil {
		o.ends[v], o.before[v] = map[store.ID]bool{}, map[store.ID]bool{}
	}
	if !o.before[v][r.ID] {
		o.ends[v][r.ID] = true
	}
	for _, parent := range r.Parents {
		o.before[v][parent] = true
		delete(o.ends[v], parent)
	}
	o.all, o.parents[r.ID] = append(o.all, r), r.Parents
}

// IsEnd reports whether a revision is where its visit ended, and whether it is
// one of several: then two computers have each written on.
func (o *Order) IsEnd(r store.Revision) (is, several bool) {
	ends := o.ends[visitedBy(r)]
	return ends[r.ID], ends[r.ID] && len(ends) > 1
}

// NewestFirst returns the gathered revisions in order: none comes before one that
// follows it.
func (o *Order) NewestFirst() []store.Revision {
	slices.SortFunc(o.all, func(a, b store.Revision) int {
		one, other := o.position(a.ID), o.position(b.ID)
		if by := other.id.Compare(one.id); by != 0 {
			return by
		}
		if one.depth != other.depth {
			return other.depth - one.depth
		}
		return b.ID.Compare(a.ID)
	})
	return o.all
}

func (o *Order) position(id store.ID) position {
	if known, ok := o.positions[id]; ok {
		return known
	}
	o.positions[id] = position{id: id} // parents that go round in a circle end here
	r := position{id: id}
	for _, parent := range o.parents[id] {
		p := o.position(parent)
		if p.id.Compare(r.id) > 0 {
			r.id = p.id
		}
		r.depth = max(r.depth, p.depth+1)
	}
	o.positions[id] = r
	return r
}
