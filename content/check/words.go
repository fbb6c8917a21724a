package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goldenthread/content"
)

// phrase is an entry of a word list, with what to do about it.
type phrase struct {
	form    pattern
	instead string
}

func phrases(instead string, forms ...string) phrase {
	return phrase{newPattern(`(?i)\b(?:` + strings.Join(forms, "|") + `)\b`), instead}
}

// exactly is for abbreviations, which are words in another case.
func exactly(instead string, forms ...string) phrase {
	return phrase{newPattern(`\b(?:` + strings.Join(forms, "|") + `)\b`), instead}
}

// denied are phrases that may be in no text.
var denied = []phrase{
	phrases("ask in words of our own; this is an item of a published scale",
		`if you make a mistake on this team`, `members of this team are able to bring up`, `people on this team sometimes reject`,
		`safe to take a risk on this team`, `difficult to ask other members of this team`, `undermines my efforts`,
		`unique skills and talents are valued`, `openly discuss mistakes in order to learn`, `people are rewarded for learning`,
		`view problems in their work as an opportunity`, `whenever people state their view`, `people listen to others' views before speaking`,
		`freedom to adapt their goals`, `in my organi[sz]ation, people`, `in my school, staff`),
	phrases("use a name of our own; this one is a trademark or an instrument", `critical friends? groups?`, `dloq`, `myers-briggs`, `talis`),
	exactly("use a name of our own; this one is a trademark", `CFG`, `MBTI`),
	phrases("leave inspection out", `ofsted`, `estyn`, `hmie?`, `education scotland`, `independent schools inspectorate`, `education review office`),
	phrases("leave it out; it is a myth or a label", `learning styles?`, `(?:visual|auditory|kina?esthetic) learners?`, `kina?esthetic`,
		`(?:left|right)[- ]brain(?:ed)?`, `learning pyramid`, `cone of (?:experience|learning)`, `digital natives?`, `generation z`,
		`millennials?`, `dunning[- ]kruger`, `personality types?`),
}

// deniedPhrases is L10.
func deniedPhrases(c *checker) { c.phrases(denied, func(reading) bool { return true }) }

// local are terms that only some countries use, with what to write.
var local = []phrase{
	phrases("term", `semesters?`),
	phrases("year, or young people of an age", `grade [0-9]+`, `[0-9]+(?:st|nd|rd|th)[- ]graders?`, `grades?`, `key stages?`),
	phrases("all years", `k-12`),
	phrases("leave inspection out", `ofsted`),
	phrases("development day", `insets?`, `inset days?`, `pd days?`),
	phrases("central team, or head or principal", `superintendents?`),
	exactly("central team", `MATs?`),
	exactly("improvement plan", `SIPs?`),
	exactly("development", `CPD`, `CPDL`),
	exactly("senior team", `SLT`, `SMT`),
}

var (
	principal = newPattern(`(?i)\bprincipals?\b`)
	head      = newPattern(`(?i)\bhead(?:s|teachers?)?\b`)
)

// neutralTerms is L12. What a source says may keep the source's terms, and a
// glossary is there to name them.
func neutralTerms(c *checker) {
	ours := func(t reading) bool {
		return !t.is("introduction", "not known", "lineage", content.PageSources, content.PageGlossary)
	}
	c.phrases(local, ours)
	for _, t := range c.texts {
		if words := principal().FindString(t.plain); words != "" && ours(t) && !head().MatchString(t.plain) {
			c.about(t, words, "write head or principal", "%q is at home only in some countries", words)
		}
	}
}

func (c *checker) phrases(list []phrase, in func(reading) bool) {
	for _, t := range c.texts {
		if !in(t) {
			continue
		}
		for _, p := range list {
			if words := p.form().FindString(t.plain); words != "" {
				c.about(t, words, p.instead, "%q: %s", words, p.instead)
			}
		}
	}
}

// american are spellings of one country, by the beginning of the word.
var american = newPattern(`(?i)\b(?:(?:organi|recogni|prioriti|reali|summari|emphasi|generali|speciali|criti?ci|utili|minimi|maximi|visuali|normali|categori)z(?:e|ed|es|er|ers|ing|ation|ations|ational)|analyz(?:e|ed|es|ing)|behaviors?|behavioral|programs?|centers?|centered|colors?|favor(?:s|ed|ite|able)?|labor|honor(?:s|ed)?|neighbors?|neighborhoods?|fulfill|enrollment|judgment|modeling|modeled|counselors?|skillful|learning-centered|defense|practicing)\b`)

// britishSpelling is L13. A word with a capital beside another is part of a
// proper name, which keeps its own spelling.
func britishSpelling(c *checker) {
	for _, t := range c.texts {
		for _, at := range american().FindAllStringIndex(t.plain, -1) {
			if words := t.plain[at[0]:at[1]]; !properName(t.plain, at[0], at[1]) {
				c.about(t, words, "", "%q is not the British spelling", words)
			}
		}
	}
}

func properName(s string, from, to int) bool {
	if !startsUpper(s[from:]) {
		return false
	}
	before := strings.Fields(s[:from])
	if len(before) > 0 && startsUpper(before[len(before)-1]) {
		return true
	}
	return startsUpper(strings.TrimLeft(s[to:], " "))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

var statistic = newPattern(`[0-9]\s*(?:%|per ?cent\b)|\b[dgr]\s*=\s*[-−]?[0-9.]`)

// noStatistics is L20.
func noStatistics(c *checker) {
	for _, t := range c.texts {
		if words := statistic().FindString(t.plain); words != "" {
			c.about(t, words, `keep it for "About the evidence"`, "%q is a statistic", words)
		}
	}
}

var placeholder = newPattern(`(?i)\b(?:todo|tbd|tbc|fixme|lorem|ipsum|xxx+)\b|\?\?\?|<`)

// noPlaceholders is L21. Starters may show a gap as <...>.
func noPlaceholders(c *checker) {
	for _, t := range c.texts {
		words := placeholder().FindString(string(t.Text))
		if words == "" || words == "<" && t.is("commit") {
			continue
		}
		c.about(t, words, "", "%q is a place to be filled in", words)
	}
}
