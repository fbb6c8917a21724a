package content

import (
	"github.com/yuin/goldmark/ast"

	"goldenthread/content/page"
)

// Unit holds one discipline, component, condition, action, driver or practice: seven
// steps, one for each stage, and the same question for a group.
type Unit struct {
	ID         UnitID
	Title      string
	Rev        int    // raised whenever the wording of a prompt or level changes
	Kind       string // discipline, component, condition, action, driver or practice
	Minutes    Minutes
	Seeds      []SeedID
	Links      []Link
	Activities []string // "A1" to "A13"
	Sources    []SourceID
	Privacy    bool // the prompts touch students or a named weakness: repeat the rule on roles and initials
	Core       Markdown
	Good       []Markdown // "What good looks like", three to five items
	Steps      []*Step    // one for each stage, in the order of Stages
	Group      Group
	File       string // path in the fs.FS
	texts      page.Passages
	keys       page.KeyLines
}

// KeyLine returns the line of a key of the unit's front matter, or 1 when it is
// not given.
func (u *Unit) KeyLine(key string) int { return u.keys.Of(key) }

// Step returns the unit's step at a stage, or nil.
func (u *Unit) Step(stage Stage) *Step {
	for _, s := range u.Steps {
		if s.ID.Stage() == stage {
			return s
		}
	}
	return nil
}

// Minutes says how long a unit takes.
type Minutes struct {
	Quick int `yaml:"quick"` // for notice, rate and one plan
	Full  int `yaml:"full"`  // for all seven stages
}

// Link is a reason to go from one unit to another.
type Link struct {
	Unit    UnitID `yaml:"unit"`
	Because string `yaml:"because"` // one sentence that a reader sees
	Line    int    `yaml:",line"`   // line in its file
}

// Step is one stage of a unit.
type Step struct {
	ID     StepID
	Prompt Markdown   // the question; of read the core, of test whom to ask, of commit the starter
	Help   Markdown   // more under the prompt; may be empty
	Levels []Level    // rate only: four, level 1 first
	Look   []Markdown // rate only: things that a rating could rest on
	Ask    string     // test only: the question to put to somebody, plain text
	Line   int        // line of its heading in the unit's file
}

// Level is one of the four descriptions of a rating.
type Level struct {
	Text Markdown
	Line int
}

// LevelNames are the names of the levels in every unit; LevelNames[0] is the
// answer "not enough to go on".
var LevelNames = [...]string{
	"I do not have enough to go on",
	"In words only",
	"In pockets",
	"Established",
	"Shared and self-improving",
}

// unitHead is the front matter of a unit's file.
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

// The headings of a unit that an author may have to be told about.
const (
	GoodHeading    = "What good looks like"
	LookHeading    = "What to look at"
	GroupHeading   = "In a group"
	productHeading = "What you take away"
)

var unitHeadings = []page.Heading{
	{Name: "Core"},
	{Name: GoodHeading},
	{Name: "Notice"},
	{Name: "Rate", Subs: []page.Heading{{Name: LookHeading}}},
	{Name: "Interpret"},
	{Name: "Challenge"},
	{Name: "Test"},
	{Name: "Commit"},
	{Name: GroupHeading, Subs: []page.Heading{
		{Name: "Question"},
		{Name: bringHeading, Optional: true},
		{Name: "Headings", Optional: true},
		{Name: "Plan", Optional: true},
		{Name: watchHeading},
		{Name: silenceHeading},
		{Name: dominanceHeading},
		{Name: productHeading},
	}},
}

// unit reads a unit's file into u, whose ID is known.
func (p parser) unit(u *Unit) {
	u.File = p.Name
	var head unitHead
	if u.keys = p.FrontMatter(&head); u.keys != nil {
		p.checkUnitHead(head, u.keys)
		p.links(u, head.Links)
	}
	u.Rev, u.Kind, u.Minutes, u.Seeds = head.Rev, head.Kind, head.Minutes, head.Seeds
	u.Activities, u.Sources, u.Privacy = head.Activities, head.Sources, head.Privacy
	u.Group.Format, u.Group.Minutes = head.Group.Format, head.Group.Minutes

	top := p.Sections(unitHeadings)
	p.NothingBetween(top)
	u.Title = top.Name
	u.texts = make(page.Passages, 0, 48) // as many as most units have
	u.texts.Add("title", top.Line, Markdown(u.Title))
	core := top.Sub("Core")
	u.Core = p.Whole(core, "core", &u.texts)
	for _, item := range p.List(top.Sub(GoodHeading), false) {
		u.Good = append(u.Good, p.Item(item, "good", &u.texts))
	}
	for _, stage := range Stages {
		step := &Step{ID: u.ID.Step(stage)}
		p.step(u, step, top)
		u.Steps = append(u.Steps, step)
	}
	p.group(u, top.Sub(GroupHeading))
}

func (p parser) checkUnitHead(head unitHead, keys page.KeyLines) {
	if head.Rev < 1 {
		p.Fail(keys.Of("rev"), `expected "rev: 1" or more; it grows when a wording changes`)
	}
	if head.Kind == "" {
		p.Fail(keys.Of("kind"), `expected "kind:", such as discipline`)
	}
	if head.Minutes.Quick < 1 || head.Minutes.Full < head.Minutes.Quick || head.Minutes.Full > MostMinutes {
		p.Fail(keys.Of("minutes"), `expected "minutes: {quick: 10, full: 25}", with full not below quick and at most %d`, MostMinutes)
	}
	if head.Group.Format == "" || head.Group.Minutes < 1 {
		p.Fail(keys.Of("group"), `expected "group:" with a format, such as G8, and minutes`)
	}
}

func (p parser) links(u *Unit, links []Link) {
	for _, l := range links {
		if l.Line == 0 { // an empty item
			l.Line = u.keys.Of("links")
		}
		p.link(l, &u.texts)
		u.Links = append(u.Links, l)
	}
}

// link notes what a link lacks.
func (p parser) link(l Link, texts *page.Passages) {
	if l.Unit == "" || l.Because == "" {
		p.Fail(l.Line, `expected "unit:" and "because:", one sentence that a reader sees`)
	}
	texts.Add("because", l.Line, Markdown(l.Because))
}

// step reads the section of a stage; that of read is the core.
func (p parser) step(u *Unit, s *Step, top *page.Section) {
	stage := s.ID.Stage()
	sec := top.Sub(stage.Title())
	if stage == Read {
		sec = top.Sub("Core")
	}
	if sec == nil {
		return
	}
	s.Line = sec.Line
	part := string(stage)
	switch stage {
	case Read:
		s.Prompt = u.Core
	case Rate:
		p.rate(u, s, sec)
	case Test:
		rest := p.first(sec, s, &u.texts)
		quote, rest := p.Quote(sec, rest)
		if quote != nil {
			s.Ask = Plain(p.Source(page.Children(quote)))
			u.texts.Add("ask", p.LineOf(quote), Markdown(s.Ask))
		}
		p.help(s, rest, &u.texts)
	case Commit:
		quote, rest := p.Quote(sec, sec.Blocks)
		if quote != nil {
			s.Prompt = p.Source(page.Children(quote))
			u.texts.Add(part, p.LineOf(quote), s.Prompt)
		}
		p.help(s, rest, &u.texts)
	default:
		p.help(s, p.first(sec, s, &u.texts), &u.texts)
	}
}

func (p parser) rate(u *Unit, s *Step, sec *page.Section) {
	items := p.List(sec, true)
	if n := len(items); n != 0 && n != len(LevelNames)-1 {
		p.Fail(p.LineOf(items[n-1]), "expected four levels, from 1 to 4; here are %d", n)
	}
	for _, item := range items {
		text := p.Item(item, "level", &u.texts)
		s.Levels = append(s.Levels, Level{Text: text, Line: p.LineOf(item)})
	}
	if look := sec.Sub(LookHeading); look != nil {
		for _, item := range p.List(look, false) {
			s.Look = append(s.Look, p.Item(item, "look", &u.texts))
		}
	}
}

// first makes the first paragraph of a section the step's prompt and returns
// the blocks after it.
func (p parser) first(sec *page.Section, s *Step, texts *page.Passages) []ast.Node {
	if len(sec.Blocks) == 0 {
		p.Fail(sec.Line, "%q is empty; expected a paragraph, the prompt", sec.Name)
		return nil
	}
	if sec.Blocks[0].Kind() != ast.KindParagraph {
		p.Fail(p.LineOf(sec.Blocks[0]), "%q does not begin with its prompt; expected a paragraph", sec.Name)
		return nil
	}
	s.Prompt = p.Source(sec.Blocks[:1])
	texts.Add(string(s.ID.Stage()), p.LineOf(sec.Blocks[0]), s.Prompt)
	return sec.Blocks[1:]
}

func (p parser) help(s *Step, blocks []ast.Node, texts *page.Passages) {
	s.Help = p.Source(blocks)
	if len(blocks) > 0 {
		texts.Add(string(s.ID.Stage())+" help", p.LineOf(blocks[0]), s.Help)
	}
}
