package content

import (
	"slices"
	"strings"

	"goldenthread/content/page"
)

// AgendaID names an agenda. For one of a file it is the file's name, such as
// "senior-team"; for that of a unit it is the unit's ID, and for that of a
// group format the format's.
type AgendaID string

// Agenda holds a plan for a group, with the minutes of each step. The projected view
// and the console run it.
type Agenda struct {
	ID         AgendaID
	Title      string
	For        string // for whom, in a few words
	Lead       Markdown
	Minutes    int // the sum of the steps
	People     People
	Unit       UnitID   // whose levels it works with; may be empty
	Chooses    bool     // another unit may be chosen: see Choose
	Asks       bool     // the group brings its own question: see Choose
	Question   Markdown // may be empty where the steps ask for themselves
	Activities []string
	Order      int        // among the agendas of files; those without one come first
	Bring      []Markdown // what to prepare and bring
	Room       []Markdown // how the room is set out
	After      Markdown   // says what happens next, and when people hear of it
	Throughout Guidance   // holds for every step that has none of its own
	Steps      []AgendaStep
	File       string // path in the fs.FS; that of the unit or format that it is made of
	stripped   []page.Stripped
	texts      page.Passages
	keys       page.KeyLines
}

// KeyLine returns the line of a key of the agenda's front matter, or 1 when it
// is not given.
func (a *Agenda) KeyLine(key string) int { return a.keys.Of(key) }

// People says for how many an agenda's minutes are right. More people need two
// minutes more for each step; see Fit.
type People struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Usual returns the number of people that a session begins with before anybody has
// given one: that of most groups, within the agenda's own bounds.
func (p People) Usual() int {
	const usual = 12
	return min(max(usual, p.From), p.To)
}

// Guidance is for the facilitator alone: the room never sees it.
type Guidance struct {
	Watch     Markdown // the signs to watch for
	Silence   Markdown // the way out of a silence
	Dominance Markdown // the way out of one loud voice
}

// or returns the guidance, with that of another where it has none.
func (g Guidance) or(other Guidance) Guidance {
	if g.Watch == "" {
		g.Watch = other.Watch
	}
	if g.Silence == "" {
		g.Silence = other.Silence
	}
	if g.Dominance == "" {
		g.Dominance = other.Dominance
	}
	return g
}

// Form names how people sit together for a step of an agenda.
type Form string

// The forms.
const (
	Alone  Form = "alone"
	Pairs  Form = "pairs"
	Threes Form = "threes"
	Fours  Form = "fours"
	All    Form = "all"
)

var forms = [...]Form{Alone, Pairs, Threes, Fours, All}

// Words returns the form as people say it: "in pairs".
func (f Form) Words() string {
	switch f {
	case Alone:
		return "alone"
	case All:
		return "all together"
	}
	return "in " + string(f)
}

// AgendaStep is one timed step of an agenda, of a format or of a unit's plan.
type AgendaStep struct {
	Title    string // a few words
	Form     Form
	Minutes  int
	Least    int      // the minutes that it may shrink to; Minutes when it may not
	Cut      int      // which step to leave out first, from 1, when time is short; 0 is never
	Turn     int      // seconds for each person, when the step is a round; else 0
	Say      Markdown // what the facilitator reads aloud; see Script
	Question Markdown // projected; empty is the agenda's
	Task     Markdown // projected under the question, when it is revealed
	Do       Markdown // what people do, for the facilitator
	Guidance          // of the step itself; see Agenda.Guidance
	Run      Run
	Capture  *Capture // of RunCapture, else nil
	Vote     *Vote    // of RunVote, RunSpread and RunLevels, else nil
	Line     int
}

// Run names what the program does during a step.
type Run string

// How a step is run.
const (
	RunTalk    Run = "talk"    // the question, the task and the clock
	RunOpening Run = "opening" // how words are used, and what will be kept and shown
	RunReview  Run = "review"  // what became of the group's earlier commitments
	RunLevels  Run = "levels"  // the four levels of the agenda's unit, one at a time, to be read aloud
	RunVote    Run = "vote"    // votes are given and stay sealed
	RunSpread  Run = "spread"  // the votes are shown
	RunCapture Run = "capture" // what people say becomes cards
	RunGroups  Run = "groups"  // people are put into groups of the step's form
	RunCommit  Run = "commit"  // commitments are said aloud and logged: cue and action, a role, a date
	RunBreak   Run = "break"   // nothing but the clock
)

var runs = [...]Run{RunTalk, RunOpening, RunReview, RunLevels, RunVote, RunSpread, RunCapture, RunGroups, RunCommit, RunBreak}

// Capture says how cards are gathered.
type Capture struct {
	Wall     string   // steps with the same wall work on the same cards
	Headings []string // where a card may be put, at most nine; none is one pile
	Own      bool     // the room makes headings of its own
	Marks    []Mark   // what a card may be marked with, at most nine
}

// Mark is something that a card can be marked with.
type Mark struct {
	Name string
	Most int // how many cards may have it; 0 is any number
}

// Vote holds the options of a vote. Votes of the same poll are rounds of one vote,
// which are shown side by side.
type Vote struct {
	Poll    string
	Round   int          // 1 or 2
	Levels  bool         // the options are the four levels of the agenda's unit
	Options []VoteOption // one to nine, by the keys 1 to 9
	Zero    string       // the option of the key 0; may be empty
	Items   []string     // voted on one after another; without any, the question alone
	Sides   []string     // groups that vote apart; without any, everyone together
	Private bool         // usually by passing the laptop round; else by counting hands or cards
}

// VoteOption is one option of a vote.
type VoteOption struct {
	Title string
	Text  Markdown // more of it; may be empty
}

// Script returns the text that the facilitator reads aloud. An opening has the rules
// on words and on keeping them; votes is the number that must be in before a spread is
// shown, usually FewestVotes.
func (s AgendaStep) Script(votes int) Markdown {
	switch s.Run {
	case RunOpening:
		return joinMarkdown(s.Say, openingScript(votes))
	case RunReview:
		return joinMarkdown(s.Say, reviewScript)
	}
	return s.Say
}

// Guidance returns the guidance for a step: its own, and where it has none that of the
// whole agenda.
func (a *Agenda) Guidance(step int) Guidance { return a.Steps[step].or(a.Throughout) }

// Asked returns the question that is projected at a step; it may be empty.
func (a *Agenda) Asked(step int) Markdown {
	if q := a.Steps[step].Question; q != "" {
		return q
	}
	return a.Question
}

// StepMinutes returns the sum of the steps' minutes.
func StepMinutes(steps []AgendaStep) int {
	minutes := 0
	for _, s := range steps {
		minutes += s.Minutes
	}
	return minutes
}

func joinMarkdown(parts ...Markdown) Markdown {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, string(p))
		}
	}
	return Markdown(strings.Join(kept, "\n\n"))
}

const (
	agendaFolder = "agendas"
	kitFile      = "kit.md"
)

// Agendas returns every agenda: those of files first, then one for each unit
// in the order of the book, then the formats for a question of the group's own.
func (w *Workbook) Agendas() []*Agenda {
	all := slices.Clone(w.Written())
	for _, u := range w.Units() {
		all = append(all, w.unitAgenda(u))
	}
	for _, f := range w.Formats {
		all = append(all, w.formatAgenda(f, nil, ""))
	}
	return all
}

// Agenda returns the agenda with that ID, or nil. The ID of a format may be
// written small.
func (w *Workbook) Agenda(id AgendaID) *Agenda {
	for _, a := range w.Written() {
		if a.ID == id {
			return a
		}
	}
	if u := w.Unit(UnitID(id)); u != nil {
		return w.unitAgenda(u)
	}
	if f := w.Format(FormatID(strings.ToUpper(string(id)))); f != nil {
		return w.formatAgenda(f, nil, "")
	}
	return nil
}

// Choose returns an agenda with the levels of a chosen unit, where it Chooses,
// and with a question, where it Asks: that of the group, or without one that
// of the unit. A nil unit leaves the agenda's own. The question is shown as it was
// typed, whatever signs are in it.
func (w *Workbook) Choose(a *Agenda, u *Unit, question Typed) *Agenda {
	if f := w.Format(FormatID(a.ID)); f != nil {
		return w.formatAgenda(f, u, question)
	}
	b := *a
	b.Steps = slices.Clone(a.Steps)
	if u != nil && a.Chooses {
		b.Unit = u.ID
		b.fillLevels(w)
	}
	return &b
}

// fillLevels puts the four levels of the agenda's unit where they are read or
// voted on; without a unit their names alone.
func (a *Agenda) fillLevels(w *Workbook) {
	var levels []VoteOption
	for i, name := range LevelNames[1:] {
		level := VoteOption{Title: name}
		if u := w.Unit(a.Unit); u != nil {
			level.Text = u.Step(Rate).Levels[i].Text
		}
		levels = append(levels, level)
	}
	for i, s := range a.Steps {
		if s.Vote != nil && s.Vote.Levels {
			vote := *s.Vote
			vote.Options, vote.Zero = levels, LevelNames[0]
			a.Steps[i].Vote = &vote
		}
	}
}
