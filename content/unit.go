package content

import "github.com/yuin/goldmark/ast"

// unitHead is the front matter of a unit.
type unitHead struct {
	Rev        int        `yaml:"rev"`
	Kind       string     `yaml:"kind"`
	Minutes    Minutes    `yaml:"minutes"`
	Seeds      []SeedID   `yaml:"seeds"`
	Links      []Link     `yaml:"links"`
	Group      groupHead  `yaml:"group"`
	Activities []string   `yaml:"activities"`
	Sources    []SourceID `yaml:"sources"`
	Privacy    bool       `yaml:"privacy"`
}

type groupHead struct {
	Format  string `yaml:"format"`
	Minutes int    `yaml:"minutes"`
}

const (
	goodHeading    = "What good looks like"
	lookHeading    = "What to look at"
	groupHeading   = "In a group"
	productHeading = "What you take away"
)

var unitHeadings = []heading{
	{name: "Core"},
	{name: goodHeading},
	{name: "Notice"},
	{name: "Rate", subs: []heading{{name: lookHeading}}},
	{name: "Interpret"},
	{name: "Challenge"},
	{name: "Test"},
	{name: "Commit"},
	{name: groupHeading, subs: []heading{
		{name: "Question"},
		{name: bringHeading, optional: true},
		{name: "Headings", optional: true},
		{name: "Plan", optional: true},
		{name: watchHeading},
		{name: silenceHeading},
		{name: dominanceHeading},
		{name: productHeading},
	}},
}

// unit reads a unit's file into u, whose ID is known.
func (p *page) unit(u *Unit) {
	u.File = p.file
	var head unitHead
	root := p.frontMatter(&head)
	if root != nil {
		u.keys = root.keyLines()
		p.checkUnitHead(head, u.keys)
		p.links(u, head.Links)
	}
	u.Rev, u.Kind, u.Minutes, u.Seeds = head.Rev, head.Kind, head.Minutes, head.Seeds
	u.Activities, u.Sources, u.Privacy = head.Activities, head.Sources, head.Privacy
	u.Group.Format, u.Group.Minutes = head.Group.Format, head.Group.Minutes

	top := p.sections(unitHeadings)
	p.nothingBetween(top)
	u.Title = top.name
	u.texts = make(passages, 0, 48) // as many as most units have
	u.texts.add("title", top.line, Markdown(u.Title))
	core := top.sub("Core")
	u.Core = p.whole(core, "core", &u.texts)
	for _, item := range p.list(top.sub(goodHeading), false) {
		u.Good = append(u.Good, p.item(item, "good", &u.texts))
	}
	for _, stage := range Stages {
		step := &Step{ID: u.ID.Step(stage)}
		p.step(u, step, top)
		u.Steps = append(u.Steps, step)
	}
	p.group(u, top.sub(groupHeading), root)
}

func (p *page) checkUnitHead(head unitHead, keys keyLines) {
	if head.Rev < 1 {
		p.fail(keys.of("rev"), `expected "rev: 1" or more; it grows when a wording changes`)
	}
	if head.Kind == "" {
		p.fail(keys.of("kind"), `expected "kind:", such as discipline`)
	}
	if head.Minutes.Quick < 1 || head.Minutes.Full < head.Minutes.Quick {
		p.fail(keys.of("minutes"), `expected "minutes: {quick: 10, full: 25}", with full not below quick`)
	}
	if head.Group.Format == "" || head.Group.Minutes < 1 {
		p.fail(keys.of("group"), `expected "group:" with a format, such as G8, and minutes`)
	}
}

func (p *page) links(u *Unit, links []Link) {
	for _, l := range links {
		if l.Line == 0 { // an empty item
			l.Line = u.keys.of("links")
		}
		p.link(l, &u.texts)
		u.Links = append(u.Links, l)
	}
}

// link notes what a link lacks.
func (p *page) link(l Link, texts *passages) {
	if l.Unit == "" || l.Because == "" {
		p.fail(l.Line, `expected "unit:" and "because:", one sentence that a reader sees`)
	}
	texts.add("because", l.Line, Markdown(l.Because))
}

// step reads the section of a stage; that of read is the core.
func (p *page) step(u *Unit, s *Step, top *section) {
	stage := s.ID.Stage()
	sec := top.sub(stage.Title())
	if stage == Read {
		sec = top.sub("Core")
	}
	if sec == nil {
		return
	}
	s.Line = sec.line
	part := string(stage)
	switch stage {
	case Read:
		s.Prompt = u.Core
	case Rate:
		p.rate(u, s, sec)
	case Test:
		rest := p.first(sec, s, &u.texts)
		quote, rest := p.quote(sec, rest)
		if quote != nil {
			s.Ask = Plain(p.source(children(quote)))
			u.texts.add("ask", p.lineOf(quote), Markdown(s.Ask))
		}
		p.help(s, rest, &u.texts)
	case Commit:
		quote, rest := p.quote(sec, sec.blocks)
		if quote != nil {
			s.Prompt = p.source(children(quote))
			u.texts.add(part, p.lineOf(quote), s.Prompt)
		}
		p.help(s, rest, &u.texts)
	default:
		p.help(s, p.first(sec, s, &u.texts), &u.texts)
	}
}

func (p *page) rate(u *Unit, s *Step, sec *section) {
	items := p.list(sec, true)
	if n := len(items); n != 0 && n != len(LevelNames)-1 {
		p.fail(p.lineOf(items[n-1]), "expected four levels, from 1 to 4; here are %d", n)
	}
	for _, item := range items {
		text := p.item(item, "level", &u.texts)
		s.Levels = append(s.Levels, Level{Text: text, Line: p.lineOf(item)})
	}
	if look := sec.sub(lookHeading); look != nil {
		for _, item := range p.list(look, false) {
			s.Look = append(s.Look, p.item(item, "look", &u.texts))
		}
	}
}

// first makes the first paragraph of a section the step's prompt and returns
// the blocks after it.
func (p *page) first(sec *section, s *Step, texts *passages) []ast.Node {
	if len(sec.blocks) == 0 {
		p.fail(sec.line, "%q is empty; expected a paragraph, the prompt", sec.name)
		return nil
	}
	if sec.blocks[0].Kind() != ast.KindParagraph {
		p.fail(p.lineOf(sec.blocks[0]), "%q does not begin with its prompt; expected a paragraph", sec.name)
		return nil
	}
	s.Prompt = p.source(sec.blocks[:1])
	texts.add(string(s.ID.Stage()), p.lineOf(sec.blocks[0]), s.Prompt)
	return sec.blocks[1:]
}

func (p *page) help(s *Step, blocks []ast.Node, texts *passages) {
	s.Help = p.source(blocks)
	if len(blocks) > 0 {
		texts.add(string(s.ID.Stage())+" help", p.lineOf(blocks[0]), s.Help)
	}
}
