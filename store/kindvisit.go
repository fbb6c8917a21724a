package store

// KindVisit records that a visit of a unit began. It holds nothing.
const KindVisit Kind = "visit"

var visitKind = KindSpec{Kind: KindVisit, Tag: 'v', Begins: true}
