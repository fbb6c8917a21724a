package check

import (
	"slices"
	"strings"

	"goldenthread/content"
)

const (
	longestPrompt  = 28 // words
	longestStarter = 32 // words
)

// promptForm is L05.
func promptForm(c *checker) {
	for _, t := range c.texts {
		questions, n := strings.Count(t.plain, "?"), len(wordsOf(t.plain))
		switch {
		case t.is("notice", "interpret", "challenge"):
			if questions != 1 {
				c.about(t, t.plain, "", "%d question marks; expected one", questions)
			}
			if n > longestPrompt {
				c.about(t, t.plain, "", "%d words; expected at most %d", n, longestPrompt)
			}
		case t.is("commit"):
			if _, _, ok := content.SplitPlan(t.plain); !ok || !strings.HasPrefix(t.plain, "When ") {
				c.about(t, t.plain, "", `expected "When ..., I will ..."`)
			}
			if questions > 0 {
				c.about(t, t.plain, "", "a commitment asks nothing; expected no question mark")
			}
			if n > longestStarter {
				c.about(t, t.plain, "", "%d words; expected at most %d", n, longestStarter)
			}
		}
	}
}

// closedForms are the ways in which a prompt is not open.
var closedForms = []struct {
	form pattern
	why  string
}{
	{
		newPattern(`(?i)^(?:do|does|did|is|are|was|were|am|has|have|had|can|could|will|would|should|may|might)\b`),
		"can be answered with yes or no",
	},
	{
		newPattern(`(?i)\band (?:what|which|who|whose|whom|where|when|how|why)\b`),
		"asks two questions in one",
	},
	{
		newPattern(`(?i)\b(?:describe|explain|list|name|say|tell|write|think|consider|imagine|recall|choose) and (?:describe|explain|list|name|say|tell|write|think|consider|imagine|recall|choose)\b`),
		"asks for two things in one",
	},
	{
		newPattern(`(?i)\bwhy (?:do|did|don't|didn't|have|haven't|are|aren't|were|would|wouldn't) you\b`),
		"asks for reasons about the self, where what or which would be kinder",
	},
}

// openPrompts is L06.
func openPrompts(c *checker) {
	for _, t := range c.texts {
		if !t.is("notice", "interpret", "challenge") {
			continue
		}
		for _, f := range closedForms {
			if words := f.form().FindString(t.plain); words != "" {
				c.about(t, words, "", "%q %s", words, f.why)
			}
		}
	}
}

var pushy = newPattern(`(?i)\b(?:just|simply|obviously|should|must)\b`)

// tone is L18. "A just decision" is a fair word: the list of accepted
// warnings is for that.
func tone(c *checker) {
	for _, t := range c.texts {
		if words := pushy().FindString(t.plain); words != "" && t.prompt() {
			c.about(t, words, "leave it out, or ask instead", "%q presses the reader", words)
		}
		if strings.Contains(t.plain, "!") {
			c.about(t, "!", "end with a full stop", "an exclamation mark")
		}
		if at := strings.IndexFunc(t.plain, isEmoji); at >= 0 {
			c.about(t, t.plain[at:], "say it in words", "an emoji or a pictograph")
		}
	}
}

func isEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r == 0xFE0F
}

// sensitive are the units whose prompts touch students or a named weakness.
var sensitive = []content.UnitID{"purpose/each", "conditions/justice", "threads/celebrate", "threads/golden"}

// privacyFlag is L22.
func privacyFlag(c *checker) {
	for _, u := range c.book.Units() {
		if slices.Contains(sensitive, u.ID) && !u.Privacy {
			c.report(u.File, u.KeyLine("privacy"), string(u.ID), `add "privacy: true" to the front matter`,
				"the prompts touch students or a weakness, and the rule on names is not repeated")
		}
	}
}

var (
	recent = newPattern(`(?i)\b(?:last|latest|recent|recently|this|these|today|yesterday|current|your|our|one|two|three|days?|weeks?|fortnight|months?|terms?|years?)\b`)
	person = newPattern(`(?i)\b(?:somebody|someone|anybody|anyone|person|people|colleagues?|students?|pupils?|learners?|child|children|parents?|carers?|famil(?:y|ies)|governors?|trustees?|boards?|teachers?|leaders?|heads?|principals?|teams?|members?|staff|newcomers?|assistants?|managers?|partners?|neighbours?|friends?|visitors?|those|the (?:one|two|newest))\b`)
)

// particularEvidence is L23.
func particularEvidence(c *checker) {
	for _, u := range c.book.Units() {
		test, rate := u.Step(content.Test), u.Step(content.Rate)
		if !person().MatchString(content.Plain(test.Prompt)) {
			c.report(u.File, test.Line, string(test.Prompt), "name a role, such as somebody in the office", "test: it is not said whom to ask")
		}
		if !strings.HasSuffix(test.Ask, "?") {
			c.report(u.File, test.Line, test.Ask, "", "test: what to ask is not a question")
		}
		if !slices.ContainsFunc(rate.Look, func(md content.Markdown) bool { return recent().MatchString(content.Plain(md)) }) {
			c.report(u.File, rate.Line, content.LookHeading, "say which one, or since when", "nothing under %q is recent and particular", content.LookHeading)
		}
	}
}
