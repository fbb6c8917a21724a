// Package check says whether a workbook is good: whether its units are whole, its
// IDs those that were published, its prompts open, its words our own and its
// Markdown plain enough for a narrow terminal. What a workbook is, and whether its
// files can be read at all, is content's affair.
//
// Workbook runs the lint list of rules, one function each, in the files named by
// their subject. Published has what was ever published of the program's own book.
package check

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"goldenthread/content"
	"goldenthread/content/page"
)

// Option gives the check something that it cannot find in the workbook.
type Option func(*checker)

// WithSeedTexts gives the texts that the workbook draws on, one *.txt each:
// no long run of their words may stand in the workbook (L09).
func WithSeedTexts(fsys fs.FS) Option { return func(c *checker) { c.seedTexts = fsys } }

// WithLedger gives the ledger of earlier versions: no ID may vanish (L02), and no
// wording may change in silence (L24).
func WithLedger(l *Ledger) Option { return func(c *checker) { c.ledger = l } }

// rule is one line of the lint list.
type rule struct {
	id       string
	severity Severity
	says     string
	find     func(*checker)
}

// rules is the lint list. A rule speaks only through checker.report.
var rules = [...]rule{
	{"L01", Error, "every unit is whole", wholeUnits},
	{"L02", Error, "IDs have their form and never vanish", stableIDs},
	{"L03", Error, "links lead to units of other frameworks, and back", soundLinks},
	{"L04", Error, "no seed is lost", seedsCarried},
	{"L05", Error, "a prompt asks one short question; a commitment says when and what", promptForm},
	{"L06", Warning, "a prompt is open", openPrompts},
	{"L07", Error, "a level is short and has no absolutes", levelForm},
	{"L08", Warning, "a level differs from the one below it", levelContrast},
	{"L09", Error, "the words are our own; quotations are short and have a source", ownWords},
	{"L10", Error, "no instrument items, trademarks, inspection bodies or myths", deniedPhrases},
	{"L11", Warning, "the text reads easily", easyReading},
	{"L12", Warning, "words are at home in every country", neutralTerms},
	{"L13", Warning, "spelling is British", britishSpelling},
	{"L14", Error, "a group's minutes add up", func(c *checker) { groupMinutes(c); agendaMinutes(c) }},
	{"L15", Error, "a path's steps follow each other without a gap", pathSteps},
	{"L16", Error, "the Markdown is plain enough for a narrow terminal", plainMarkup},
	{"L17", Error, "no hidden characters; quotation marks of one kind", cleanCharacters},
	{"L18", Warning, "the tone is that of a colleague", tone},
	{"L19", Error, "every source that is named is known, and described", knownSources},
	{"L20", Warning, "no statistics on the screen", noStatistics},
	{"L21", Error, "nothing is left to be filled in", noPlaceholders},
	{"L22", Warning, "a prompt about students or a weakness repeats the rule on names", privacyFlag},
	{"L23", Warning, "evidence is a recent thing, and a test has somebody to ask", particularEvidence},
	{"L24", Error, "a changed wording raises the unit's rev", wordingRevs},
	{"L25", Error, "every step of an agenda can be led", ledSteps},
	{"L26", Error, "what is projected fits", projectedFits},
	{"L27", Error, "nobody is asked to name anybody", noNames},
	{"L28", Warning, "every file in the folder is read", everythingRead},
}

// Workbook returns everything in the lint list that is wrong with a workbook,
// sorted by file and line. Problems of severity Note say what could not be
// checked. Warnings that check-allowed.yaml accepts are left out.
func Workbook(w *content.Workbook, opts ...Option) []Problem {
	c := &checker{book: w, texts: readings(w), stripped: slices.Clone(w.Stripped)}
	for _, opt := range opts {
		opt(c)
	}
	c.authorFiles()
	for i := range rules {
		c.rule = &rules[i]
		c.rule.find(c)
	}
	found := withoutAllowed(c.found, c.allowed)
	slices.SortStableFunc(found, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// Agenda returns everything that is wrong with a facilitator's own agenda, beside
// a workbook whose units it may name.
func Agenda(w *content.Workbook, a *content.Agenda, opts ...Option) []Problem {
	return slices.DeleteFunc(Workbook(w.Only(a), opts...), func(p Problem) bool { return p.File != a.File })
}

// checker holds a workbook while its rules run.
type checker struct {
	book      *content.Workbook
	texts     []reading
	seeds     []*seed
	allowed   []*allowance
	stripped  []page.Stripped
	seedTexts fs.FS
	ledger    *Ledger
	rule      *rule
	found     []Problem
}

// report notes a problem under the rule that runs.
func (c *checker) report(file string, line int, words, suggestion, format string, args ...any) {
	c.found = append(c.found, Problem{
		File: file, Line: line, ID: c.rule.id, Severity: c.rule.severity,
		Msg: fmt.Sprintf(format, args...), Words: words, Suggestion: suggestion,
	})
}

// about notes a problem with some words of a text.
func (c *checker) about(t reading, words, suggestion, format string, args ...any) {
	c.report(t.File, t.Line, words, suggestion, "%s: "+format, append([]any{t.Part}, args...)...)
}

// note says that the rule that runs could not be followed, and why.
func (c *checker) note(format string, args ...any) {
	c.found = append(c.found, Problem{
		ID: c.rule.id, Severity: Note, Msg: fmt.Sprintf(format, args...),
	})
}

// whole reports whether the workbook is one of several frameworks, so that
// links between frameworks can be asked for. A school's own folder with one
// or two is not.
func (c *checker) whole() bool { return len(c.book.Frameworks) >= 3 }

// reading is a text of the workbook, with its words.
type reading struct {
	content.Passage
	plain string
}

func (r reading) is(parts ...string) bool { return slices.Contains(parts, r.Part) }

// prompt reports whether the text asks something of its reader.
func (r reading) prompt() bool {
	return r.is("notice", "interpret", "challenge", "test", "ask", "commit", "question")
}

// readings lists every text of the workbook.
func readings(w *content.Workbook) []reading {
	var all []reading
	for _, p := range w.Passages() {
		all = append(all, reading{p, content.Plain(p.Text)})
	}
	return all
}

// of returns the texts of a unit.
func (c *checker) of(u *content.Unit) []reading {
	var own []reading
	for _, t := range c.texts {
		if t.Unit == u {
			own = append(own, t)
		}
	}
	return own
}
