package store

import (
	"errors"
	"slices"
	"strconv"
)

// KindShare is a mark: how far an answer may go. It does not count as written: a
// mark that could not be set, and was set later without asking, might let go what
// nobody wants to let go any more.
const KindShare Kind = "share"

var shareKind = KindSpec{
	Kind: KindShare, Tag: 'h', Member: "share", Apart: shareFieldPrefix,
	Validate: func(b *Body) error {
		if s := b.Share; s != nil && (!slices.Contains(Sharings[:], s.As) || s.Of.IsZero()) {
			return errors.New("a mark needs a step and a revision")
		}
		return nil
	},
}

// Sharing names how far an answer may go.
type Sharing string

// The steps of sharing, from nobody to anybody. Each is written into the file
// and never renamed.
const (
	Private   Sharing = "private"   // nobody is given it; every answer is, until it is marked
	Shareable Sharing = "shareable" // it may be given to somebody
	Evidence  Sharing = "evidence"  // it may stand in a file about the work
)

// Sharings are the steps in their order.
var Sharings = [...]Sharing{Private, Shareable, Evidence}

// Next returns the step after s; private comes after the last.
func (s Sharing) Next() Sharing {
	return Sharings[(slices.Index(Sharings[:], s)+1)%len(Sharings)]
}

// Share marks an answer: the words of one revision and no others. Words that are
// written later are private until they are marked.
type Share struct {
	As Sharing `json:"as"`
	Of ID      `json:"of"` // the revision
}

const shareFieldPrefix = "share/"

// ShareField returns the field that the marks of a field are kept in, one for
// each visit of the unit.
func ShareField(field string, visit int) string {
	return shareFieldPrefix + field + "/" + strconv.Itoa(VisitNumber(visit))
}

func shareSlot(r Revision) Slot { return Slot{r.Step, ShareField(r.Field, r.Visit)} }
