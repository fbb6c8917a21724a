package env

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/ui/report"
)

// Kind is the row of one kind of answer in the table of kinds: how it is opened,
// shown and exported. Its content is described by the store's row.
type Kind struct {
	Kind   store.Kind
	Opens  map[content.Stage]Opener // for the stages that it answers; nil for a kind that answers none
	Lines  Lines                    // nil shows nothing
	Quotes bool                     // the question is quoted over it when looking back
	Brief  Brief                    // nil says nothing
	Export report.Export            // the zero Export takes nothing away
}

// Opener makes the step of a place, with the answers that were written there before.
type Opener func(e *Env, p Place) (Step, error)

// Lines returns an answer in words, a paragraph each.
type Lines func(b store.Body, today calendar.Date) []string

// Brief returns the words of an answer that begin the row of its step; ok is false
// where it adds nothing to the row.
type Brief func(field string, b store.Body) (said string, ok bool)

// Kinds is a table of kinds.
type Kinds []Kind

// Of returns the row of a kind; the zero row if there is none.
func (ks Kinds) Of(kind store.Kind) Kind {
	for _, k := range ks {
		if k.Kind == kind {
			return k
		}
	}
	return Kind{}
}

// Opener returns the opener of a stage, or nil.
func (ks Kinds) Opener(stage content.Stage) Opener {
	for _, k := range ks {
		if open := k.Opens[stage]; open != nil {
			return open
		}
	}
	return nil
}

// Exports returns the exports of the kinds, in the order of the rows.
func (ks Kinds) Exports() []report.Export {
	var all []report.Export
	for _, k := range ks {
		if k.Export.Member != "" {
			all = append(all, k.Export)
		}
	}
	return all
}
