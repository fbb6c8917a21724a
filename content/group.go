package content

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// ownPlan is the format of a unit that has a timed plan of its own.
const ownPlan = "plan"

// group reads the section of a unit that is for a group.
func (p *page) group(u *Unit, sec *section, root *yamlNode) {
	if sec == nil {
		return
	}
	p.nothingBetween(sec)
	g := &u.Group
	g.Line = sec.line
	g.Question = p.whole(sec.sub("Question"), "question", &u.texts)
	plan := sec.sub("Plan")
	if plan != nil {
		g.Plan = p.moves(plan, &u.texts)
	}
	if root != nil && plan != nil && formatForm.MatchString(g.Format) {
		p.fail(plan.line, `a plan is given, but the front matter names the format %s, which has steps; expected no plan, or "format: plan"`, g.Format)
	}
	if root != nil && plan == nil && g.Format == ownPlan {
		p.fail(sec.line, `the front matter says "format: plan"; expected "### Plan" under "In a group"`)
	}
	g.Watch = p.whole(sec.sub(watchHeading), "watch", &u.texts)
	g.Silence = p.whole(sec.sub(silenceHeading), "silence", &u.texts)
	g.Dominance = p.whole(sec.sub(dominanceHeading), "dominance", &u.texts)
	g.Product = p.whole(sec.sub(productHeading), "product", &u.texts)
}

// moveTime is how a move says its time and form: "3 min, pairs."
var moveTime = regexp.MustCompile(`^([0-9]{1,3}) min, (alone|pairs|threes|fours|all)\.$`)

const moveExpected = `expected a timed step such as "1. **3 min, pairs.** What is said"; the forms are alone, pairs, threes, fours, all`

// moves reads an ordered list of timed steps.
func (p *page) moves(sec *section, texts *passages) []Move {
	var moves []Move
	for _, item := range p.list(sec, true) {
		blocks := children(item)
		strong, say := p.strongAndRest(blocks)
		if strong == "" {
			p.fail(p.lineOf(item), moveExpected)
			continue
		}
		at := moveTime.FindStringSubmatch(strong)
		if at == nil {
			p.fail(p.lineOf(item), "%q is not a time and a form; %s", strong, moveExpected)
			continue
		}
		minutes, _ := strconv.Atoi(at[1]) // at most three digits: the pattern says so
		if minutes == 0 || say == "" {
			p.fail(p.lineOf(item), moveExpected)
			continue
		}
		m := Move{Minutes: minutes, Form: Form(at[2]), Say: say, Do: p.source(blocks[1:]), Line: p.lineOf(item)}
		texts.add("say", m.Line, m.Say)
		if m.Do != "" {
			texts.add("do", p.lineOf(blocks[1]), m.Do)
		}
		moves = append(moves, m)
	}
	return moves
}

// strongAndRest takes the strong text from the beginning of a list item's first
// paragraph. Without one, strong is empty.
func (p *page) strongAndRest(blocks []ast.Node) (strong string, rest Markdown) {
	if len(blocks) == 0 {
		return "", ""
	}
	inner, found := strings.CutPrefix(string(p.source(blocks[:1])), "**")
	if !found {
		return "", ""
	}
	strong, after, found := strings.Cut(inner, "**")
	if !found {
		return "", ""
	}
	return strong, Markdown(strings.TrimSpace(after))
}
