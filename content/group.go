package content

import (
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
	g.Bring = p.bring(sec, &u.texts)
	for _, item := range p.list(sec.sub("Headings"), false) {
		g.Headings = append(g.Headings, Plain(p.item(item, "headings", &u.texts)))
	}
	plan := sec.sub("Plan")
	if plan != nil {
		g.Plan = p.steps(plan, &u.texts)
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

// bring reads what a way of working in a group needs; there may be nothing.
func (p *page) bring(sec *section, texts *passages) []Markdown {
	var bring []Markdown
	for _, item := range p.list(sec.sub(bringHeading), false) {
		bring = append(bring, p.item(item, "bring", texts))
	}
	return bring
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
