package content

import "goldenthread/content/page"

// Group holds a unit as a question for a group.
type Group struct {
	Format    string // "G1" to "G8", an activity "A1" to "A13", or "plan"
	Minutes   int
	Question  Markdown
	Bring     []Markdown   // needed beside the things that every group needs; may be empty
	Headings  []string     // for cards, where the format has none; may be empty
	Plan      []AgendaStep // the unit's own timed plan or that of its activity; empty when Format is a group format
	Watch     Markdown
	Silence   Markdown // the way out of a silence
	Dominance Markdown // the way out of one loud voice
	Product   Markdown // taken away by the people
	Line      int
}

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

// bring reads the things that a way of working in a group needs; there may be none.
func (p parser) bring(sec *page.Section, texts *page.Passages) []Markdown {
	var bring []Markdown
	for _, item := range p.List(sec.Sub(bringHeading), false) {
		bring = append(bring, p.Item(item, "bring", texts))
	}
	return bring
}
