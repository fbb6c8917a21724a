package content

import "goldenthread/content/page"

// OwnPlan is the format of a unit that has a timed plan of its own.
const OwnPlan = "plan"

// group reads the section of a unit that is for a group.
func (p parser) group(u *Unit, sec *page.Section) {
	if sec == nil {
		return
	}
	p.NothingBetween(sec)
	g := &u.Group
	g.Line = sec.Line
	g.Question = p.Whole(sec.Sub("Question"), "question", &u.texts)
	g.Bring = p.bring(sec, &u.texts)
	for _, item := range p.List(sec.Sub("Headings"), false) {
		g.Headings = append(g.Headings, Plain(p.Item(item, "headings", &u.texts)))
	}
	plan := sec.Sub("Plan")
	if plan != nil {
		g.Plan = p.steps(plan, &u.texts)
	}
	if u.keys != nil && plan != nil && FormatID(g.Format).Valid() {
		p.Fail(plan.Line, `a plan is given, but the front matter names the format %s, which has steps; expected no plan, or "format: plan"`, g.Format)
	}
	if u.keys != nil && plan == nil && g.Format == OwnPlan {
		p.Fail(sec.Line, `the front matter says "format: plan"; expected "### Plan" under "In a group"`)
	}
	g.Watch = p.Whole(sec.Sub(watchHeading), "watch", &u.texts)
	g.Silence = p.Whole(sec.Sub(silenceHeading), "silence", &u.texts)
	g.Dominance = p.Whole(sec.Sub(dominanceHeading), "dominance", &u.texts)
	g.Product = p.Whole(sec.Sub(productHeading), "product", &u.texts)
}

// bring reads what a way of working in a group needs; there may be nothing.
func (p parser) bring(sec *page.Section, texts *page.Passages) []Markdown {
	var bring []Markdown
	for _, item := range p.List(sec.Sub(bringHeading), false) {
		bring = append(bring, p.Item(item, "bring", texts))
	}
	return bring
}
