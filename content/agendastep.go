package content

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"goldenthread/content/letter"
	"goldenthread/content/page"
)

// stepHead holds the keys in braces after the first words of a step.
type stepHead struct {
	Run    string `yaml:"run"`
	Least  int    `yaml:"least"`
	Cut    int    `yaml:"cut"`
	Turn   int    `yaml:"turn"`
	Wall   string `yaml:"wall"`
	Own    bool   `yaml:"own"`
	Poll   string `yaml:"poll"`
	Round  int    `yaml:"round"`
	Ballot string `yaml:"ballot"`
}

// ballots are the ways in which votes are usually given.
var ballots = [...]string{"count", "private"}

const privateBallot = "private"

var (
	// stepTime finds a step's time, form and title: "3 min, pairs: compare."
	stepTime  = regexp.MustCompile(`^([0-9]{1,3}) min, (alone|pairs|threes|fours|all)(?:: (.+?))?\.?$`)
	stepExtra = regexp.MustCompile(`\s*(\{[^{}]*\})$`)
	mostMarks = regexp.MustCompile(`^(.+) \(at most ([1-9])\)$`)
)

const stepExpected = `expected a timed step such as "1. **3 min, pairs: compare.** What is said"; the forms are alone, pairs, threes, fours, all`

// labels begin the parts of a step that come after what is said; those of
// listLabels are lists.
var (
	labels     = [...]string{"Question", "Task", "Do", watchHeading, silenceHeading, dominanceHeading, "Headings", "Marks", "Options", "Items", "Sides"}
	listLabels = labels[6:]
)

// steps reads an ordered list of timed steps.
func (p parser) steps(sec *page.Section, texts *page.Passages) []AgendaStep {
	var steps []AgendaStep
	for _, item := range p.List(sec, true) {
		if s, ok := p.agendaStep(item, texts); ok {
			p.sameVote(&s, steps)
			steps = append(steps, s)
		}
	}
	return steps
}

func (p parser) agendaStep(item ast.Node, texts *page.Passages) (s AgendaStep, ok bool) {
	blocks := page.Children(item)
	s.Line = p.LineOf(item)
	strong, say := p.Strong(blocks)
	at := stepTime.FindStringSubmatch(strong)
	switch {
	case strong != "" && at == nil:
		p.Fail(s.Line, "%q is not a time and a form; %s", strong, stepExpected)
		return s, false
	case at == nil || strings.Trim(at[1], "0") == "":
		p.Fail(s.Line, stepExpected)
		return s, false
	}
	s.Minutes, _ = strconv.Atoi(at[1]) // at most three digits: the pattern says so
	s.Form = Form(at[2])
	s.Title = at[3]
	texts.Add("step", s.Line, Markdown(s.Title))
	if s.Title == "" {
		s.Title = s.Form.Words()
	}
	s.Title = letter.Capital(s.Title)
	var head stepHead
	if extra := stepExtra.FindStringSubmatchIndex(string(say)); extra != nil {
		p.YAML([]byte(say[extra[2]:extra[3]]), s.Line, &head)
		say = say[:extra[0]]
	}
	parts := p.stepParts(blocks[1:])
	p.run(&s, head, parts)
	p.said(&s, say, parts, texts)
	return s, true
}

// said reads the texts that people hear and see.
func (p parser) said(s *AgendaStep, say Markdown, parts []stepPart, texts *page.Passages) {
	for _, part := range parts {
		text := p.partText(part)
		into, name := (*Markdown)(nil), ""
		switch part.label {
		case "":
			text = joinMarkdown(say, text)
			part.line = s.Line
			into, name = &s.Say, "say"
		case "Question":
			into, name = &s.Question, "question"
		case "Task":
			into, name = &s.Task, "task"
		case "Do":
			into, name = &s.Do, "do"
		case watchHeading:
			into, name = &s.Watch, "watch"
		case silenceHeading:
			into, name = &s.Silence, "silence"
		case dominanceHeading:
			into, name = &s.Dominance, "dominance"
		default:
			continue
		}
		if text == "" {
			if part.label == "" {
				p.Fail(s.Line, stepExpected)
			} else {
				p.Fail(part.line, "%q is empty; expected text", part.label)
			}
			continue
		}
		*into = text
		texts.Add(name, part.line, text)
	}
	for _, part := range parts {
		if slices.Contains(listLabels, part.label) {
			texts.Add(strings.ToLower(part.label), part.line, p.Source(part.blocks))
		}
	}
}

// run reads how a step is run.
func (p parser) run(s *AgendaStep, head stepHead, parts []stepPart) {
	s.Run = RunTalk
	if head.Run != "" {
		s.Run = Run(head.Run)
	}
	if !slices.Contains(runs[:], s.Run) {
		p.Fail(s.Line, "a step cannot be run as %q; %s", head.Run, page.ExpectedOneOf(head.Run, namesOfRuns()))
		s.Run = RunTalk
	}
	s.Cut, s.Turn, s.Least = head.Cut, head.Turn, head.Least
	if s.Least == 0 {
		s.Least = usualLeast(*s)
	}
	lists := p.partLists(parts)
	switch s.Run {
	case RunCapture:
		s.Capture = &Capture{Wall: head.Wall, Own: head.Own}
		if s.Capture.Wall == "" {
			s.Capture.Wall = strings.ToLower(s.Title)
		}
		s.Capture.Headings = lists["Headings"].items
		for _, name := range lists["Marks"].items {
			s.Capture.Marks = append(s.Capture.Marks, markOf(name))
		}
	case RunVote, RunSpread, RunLevels:
		s.Vote = p.vote(s.Line, head, lists)
	}
	p.misplaced(s, head, parts)
}

func namesOfRuns() []string {
	var names []string
	for _, r := range runs {
		names = append(names, string(r))
	}
	return names
}

// usualLeast returns the minutes that a step may shrink to if its author gives none:
// reading aloud, voting and agreeing take their time, and talk takes two thirds.
func usualLeast(s AgendaStep) int {
	switch s.Run {
	case RunTalk, RunCapture, RunBreak:
		return min(s.Minutes, max(2, (2*s.Minutes+2)/3))
	}
	return s.Minutes
}

func (p parser) vote(line int, head stepHead, lists map[string]partList) *Vote {
	v := &Vote{Poll: head.Poll, Round: max(1, head.Round), Private: head.Ballot == privateBallot}
	if head.Ballot != "" && !slices.Contains(ballots[:], head.Ballot) {
		p.Fail(line, "there is no ballot %q; %s", head.Ballot, page.ExpectedOneOf(head.Ballot, ballots[:]))
	}
	titles := lists["Options"].items
	if lists["Options"].fromZero {
		v.Zero, titles = titles[0], titles[1:]
	}
	for _, title := range titles {
		v.Options = append(v.Options, VoteOption{Title: title})
	}
	v.Items, v.Sides = lists["Items"].items, lists["Sides"].items
	_, own := lists["Options"]
	v.Levels = !own
	return v
}

// sameVote fills a further round, and a spread, from the vote that they belong
// to: the one of their poll, or the last before them.
func (p parser) sameVote(s *AgendaStep, before []AgendaStep) {
	v := s.Vote
	if v == nil || s.Run == RunLevels {
		return
	}
	if s.Run == RunVote && v.Round == 1 {
		if v.Poll == "" {
			v.Poll = "vote"
		}
		return
	}
	for _, b := range slices.Backward(before) {
		if b.Run == RunVote && (v.Poll == "" || v.Poll == b.Vote.Poll) {
			round := v.Round
			*v = *b.Vote
			if s.Run == RunVote {
				v.Round = round
			}
			return
		}
	}
	p.Fail(s.Line, "there is no vote before this step that it could belong to; expected a step with {run: vote}, and the same poll where one is named")
}

// misplaced notes what a step says that its run has no use for.
func (p parser) misplaced(s *AgendaStep, head stepHead, parts []stepPart) {
	for _, part := range parts {
		belongs := true
		switch part.label {
		case "Headings", "Marks":
			belongs = s.Run == RunCapture
		case "Options", "Items", "Sides":
			belongs = s.Run == RunVote && s.Vote.Round == 1
		}
		if !belongs {
			p.Fail(part.line, "%q has no use in a step that is run as %s", part.label, s.Run)
		}
	}
	useless := func(key string, given bool, with ...Run) {
		if given && !slices.Contains(with, s.Run) {
			p.Fail(s.Line, "%q has no use in a step that is run as %s", key, s.Run)
		}
	}
	useless("wall", head.Wall != "", RunCapture)
	useless("own", head.Own, RunCapture)
	useless("poll", head.Poll != "", RunVote, RunSpread)
	useless("round", head.Round != 0, RunVote)
	useless("ballot", head.Ballot != "", RunVote)
}
