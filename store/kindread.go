package store

// KindRead records that a step was read. It holds nothing.
const KindRead Kind = "read"

var readKind = KindSpec{
	Kind: KindRead, Tag: 'd',
	Progress: func(string, *Body) Progress { return Done },
}
