package content

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goldenthread/content/page"
)

// PathID names a path for one person, such as "fifteen". It is the name of
// the path's file.
type PathID string

// Path leads one person through a unit by the clock.
type Path struct {
	ID      PathID
	Title   string
	Minutes int
	Lead    Markdown // the text under the title; may be empty
	Steps   []PathStep
	File    string // path in the fs.FS
	texts   page.Passages
}

// PathStep is one step of a path, from one minute to another.
type PathStep struct {
	From, To int
	Say      Markdown
	Show     Show
	Stage    Stage // the stage to show, when Show is ShowStage
	Line     int
}

// Show names what the program shows at a step of a path.
type Show string

// What a step can show. A path without a step that shows ShowChoose takes the
// unit whose return is due, or the one that was left alone longest.
const (
	ShowNothing Show = ""       // the words of the step alone
	ShowStage   Show = "stage"  // a stage of the unit
	ShowDue     Show = "due"    // the returns that are due, one after the other; nothing when none is
	ShowChoose  Show = "choose" // the concerns and the units, to choose one
	ShowLinks   Show = "links"  // where the unit leads
	ShowClose   Show = "close"  // WorkingPrompt, and the end of the path
)

var shows = [...]Show{ShowDue, ShowChoose, ShowLinks, ShowClose}

// pathHead is the front matter of a path.
type pathHead struct {
	Minutes int `yaml:"minutes"`
}

var (
	pathTime = regexp.MustCompile(`^([0-9]{1,3})-([0-9]{1,3})\.$`)
	pathShow = regexp.MustCompile(`\s*\{([a-z]+)\}$`)
)

const pathExpected = `expected a timed step such as "1. **0-3.** What is done {notice}"`

// path reads a path into t.
func (p parser) path(t *Path) {
	t.ID = PathID(strings.TrimSuffix(path.Base(p.Name), ".md"))
	var head pathHead
	if keys := p.FrontMatter(&head); keys != nil && head.Minutes < 1 {
		p.Fail(keys.Of("minutes"), `expected "minutes:", how long the path takes`)
	}
	t.Minutes = head.Minutes
	top := p.Sections([]page.Heading{{Name: stepsHeading}})
	t.Title = top.Name
	t.texts.Add("title", top.Line, Markdown(t.Title))
	if len(top.Blocks) > 0 {
		t.Lead = p.Source(top.Blocks)
		t.texts.Add("lead", p.LineOf(top.Blocks[0]), t.Lead)
	}
	for _, item := range p.List(top.Sub(stepsHeading), true) {
		blocks := page.Children(item)
		strong, say := p.Strong(blocks)
		at := pathTime.FindStringSubmatch(strong)
		if at == nil || say == "" || len(blocks) > 1 {
			p.Fail(p.LineOf(item), pathExpected)
			continue
		}
		step := PathStep{Line: p.LineOf(item)}
		step.From, _ = strconv.Atoi(at[1]) // at most three digits: the pattern says so
		step.To, _ = strconv.Atoi(at[2])
		step.Say, step.Show, step.Stage = p.shown(say, step.Line)
		t.texts.Add("say", step.Line, step.Say)
		t.Steps = append(t.Steps, step)
	}
}

// shown cuts the name in braces from the end of a step's words.
func (p parser) shown(say Markdown, line int) (Markdown, Show, Stage) {
	at := pathShow.FindStringSubmatchIndex(string(say))
	if at == nil {
		return say, ShowNothing, ""
	}
	name := string(say[at[2]:at[3]])
	say = say[:at[0]]
	if slices.Contains(Stages[:], Stage(name)) {
		return say, ShowStage, Stage(name)
	}
	if slices.Contains(shows[:], Show(name)) {
		return say, Show(name), ""
	}
	var names []string
	for _, s := range Stages {
		names = append(names, string(s))
	}
	for _, s := range shows {
		names = append(names, string(s))
	}
	p.Fail(line, "there is nothing to show that is called %q; %s", name, page.ExpectedOneOf(name, names))
	return say, ShowNothing, ""
}

// Path returns the path with that ID, or nil.
func (w *Workbook) Path(id PathID) *Path {
	for _, p := range w.Paths {
		if p.ID == id {
			return p
		}
	}
	return nil
}
