package store

// KindVisit records that a visit of a unit began. It holds nothing.
const KindVisit Kind = "visit"

// VisitNumber returns the number of a visit, from 1. A record that does not say which
// visit it is of is of the first.
func VisitNumber(visit int) int { return max(visit, 1) }

var visitKind = KindSpec{Kind: KindVisit, Tag: 'v', Begins: true}
