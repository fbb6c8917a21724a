package report

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/session"
	"goldenthread/ui/phrase"
)

// Session is a group's session as it is handed out: what was planned and how it
// went, how votes were spread, what was said, what will be done. It is made of
// the session alone.
type Session struct {
	Title, Group string
	Began, Ended time.Time // Ended is zero while it runs
	People       int
	Steps        []SessionStep
	Votes        []SessionVote
	Walls        []SessionWall
	Commitments  []SessionCommitment
	Forgotten    []string // what the group decided not to keep
}

// SessionStep is a step, planned and as it went.
type SessionStep struct {
	Number  int
	Title   string
	Planned int // minutes
	Took    int // minutes, rounded; 0 is not reached, or passed over
}

// SessionVote is a vote whose spread was shown.
type SessionVote struct {
	Question string
	About    string // the item and the side, where there are several
	Rounds   []string
	Options  []SessionOption
}

// SessionOption is an option and how many chose it in each round.
type SessionOption struct {
	Number int
	Text   string
	Counts []int
}

// SessionWall is the cards of a heading, or what remains of them.
type SessionWall struct {
	Step    string
	Heading string
	Cards   []string
}

// SessionCommitment is what somebody will do, and what became of it.
type SessionCommitment struct {
	Text  string
	Role  string
	Due   calendar.Date
	State string        // "" while it is new
	Said  calendar.Date // the day of the earlier session; no day for one of this
}

// NewSession makes the report of a session.
func NewSession(s *session.Session) *Session {
	about := s.About()
	r := &Session{Title: about.Title, Group: about.Group, Began: about.Began, Ended: about.Ended, People: about.People}
	spent := s.Place().Spent
	for i, step := range s.Agenda() {
		took := 0
		if i < len(spent) && spent[i] > 0 {
			took = max(1, int((spent[i]+30*time.Second)/time.Minute))
		}
		r.Steps = append(r.Steps, SessionStep{Number: i + 1, Title: step.Title, Planned: step.Minutes, Took: took})
	}
	for _, v := range s.Votes() {
		if shown := sessionVote(v); len(shown.Rounds) > 0 {
			r.Votes = append(r.Votes, shown)
		}
	}
	r.walls(s, about)
	for _, c := range s.Commitments() {
		r.Commitments = append(r.Commitments, sessionCommitment(c))
	}
	if !about.Ended.IsZero() {
		for _, part := range []struct {
			kept bool
			name string
		}{{about.Keep.Counts, "counts of votes"}, {about.Keep.Themes, "headings and themes"}, {about.Keep.Cards, "cards word for word"}, {about.Keep.Commitments, "commitments"}} {
			if !part.kept {
				r.Forgotten = append(r.Forgotten, part.name)
			}
		}
	}
	return r
}

func sessionVote(v session.Vote) SessionVote {
	out := SessionVote{Question: v.Question, About: strings.TrimSpace(v.Item + " " + v.Side)}
	for i, option := range v.Options {
		out.Options = append(out.Options, SessionOption{Number: v.First + i, Text: option})
	}
	names := []string{"first", "after talk"}
	for i, round := range v.Rounds {
		if !round.Shown() {
			continue
		}
		out.Rounds = append(out.Rounds, names[min(i, 1)])
		for j := range out.Options {
			out.Options[j].Counts = append(out.Options[j].Counts, round.Counts[j])
		}
	}
	return out
}

// walls gathers the cards by step and heading; of those that were forgotten, the
// themes.
func (r *Session) walls(s *session.Session, about session.About) {
	add := func(step int, heading, text string) {
		title := ""
		if agenda := s.Agenda(); step < len(agenda) {
			title = agenda[step].Title
		}
		for i, w := range r.Walls {
			if w.Step == title && w.Heading == heading {
				r.Walls[i].Cards = append(r.Walls[i].Cards, text)
				return
			}
		}
		r.Walls = append(r.Walls, SessionWall{title, heading, []string{text}})
	}
	cards := s.Cards()
	first := map[string]int{} // the step in which a wall was begun
	for _, c := range cards {
		if _, known := first[c.Wall]; !known || c.Wall == "" {
			first[c.Wall] = c.Step
		}
		if !c.Struck {
			add(first[c.Wall], c.Heading, cardText(c.Group, c.Text, c.Mark))
		}
	}
	if len(cards) > 0 {
		return
	}
	for _, t := range about.Themes {
		add(t.Step, t.Heading, cardText(t.Theme, phrase.Count(t.Cards, "card"), t.Mark))
	}
}

func cardText(group, text, mark string) string {
	if group != "" {
		text = group + ": " + text
	}
	if mark != "" {
		text += " (" + mark + ")"
	}
	return text
}

func sessionCommitment(c session.Commitment) SessionCommitment {
	text := "I will " + c.Action
	if c.Cue != "" {
		text = "When " + c.Cue + ", I will " + c.Action
	}
	out := SessionCommitment{Text: text, Role: c.Role, Due: c.Due, Said: c.Said}
	if c.State != session.StateOpen {
		out.State = string(c.State)
	}
	return out
}

// minutes is how long the session was planned and took, in all.
func (r *Session) minutes() (planned, took int) {
	for _, s := range r.Steps {
		planned, took = planned+s.Planned, took+s.Took
	}
	return planned, took
}

// Summary is whose session it was, when, and how many were there.
func (r *Session) Summary() string {
	planned, took := r.minutes()
	text := fmt.Sprintf("%s, %s, %s. Planned: %s", r.Group, moment(r.Began), phrase.Count(r.People, "person"), phrase.Count(planned, "minute"))
	if r.Ended.IsZero() {
		return text + "; it has not ended."
	}
	return text + fmt.Sprintf(", taken: %d.", took)
}

// ForgottenWords says what the group did not keep; "" if it kept all.
func (r *Session) ForgottenWords() string {
	if len(r.Forgotten) == 0 {
		return ""
	}
	return "Not kept, as the group decided: " + strings.Join(r.Forgotten, ", ") + "."
}

// Words is a commitment in a sentence, with its role and days.
func (c SessionCommitment) Words() string {
	var side []string
	if c.Role != "" {
		side = append(side, c.Role)
	}
	if !c.Due.IsZero() {
		side = append(side, "again on "+c.Due.String())
	}
	if !c.Said.IsZero() {
		side = append(side, "said on "+c.Said.String())
	}
	if c.State != "" {
		side = append(side, c.State)
	}
	if len(side) == 0 {
		return c.Text + "."
	}
	return c.Text + " (" + strings.Join(side, ", ") + ")."
}

const sessionCaution = "This is for our own learning. It is not for appraisal, ranking or inspection files. Roles stand in place of names, and nobody's vote is known."

// Markdown writes the report as Markdown. What was typed stays text.
func (r *Session) Markdown(w io.Writer) error {
	p := &Page{}
	p.Line("# " + escapeAfter(r.Title))
	p.Line(escapeAfter(r.Summary()))
	p.Line(sessionCaution)
	if len(r.Votes) > 0 {
		p.Line("## How we voted")
	}
	for _, v := range r.Votes {
		p.vote(v)
	}
	if len(r.Walls) > 0 {
		p.Line("## What we said")
	}
	step := ""
	for _, wall := range r.Walls {
		if wall.Step != step {
			step = wall.Step
			p.Line("### " + escapeAfter(step))
		}
		if wall.Heading != "" {
			p.Line("**" + escapeAfter(wall.Heading) + "**")
		}
		p.items(wall.Cards)
	}
	if len(r.Commitments) > 0 {
		p.Line("## What we will do")
		var items []string
		for _, c := range r.Commitments {
			items = append(items, c.Words())
		}
		p.items(items)
	}
	p.Line("## The agenda, planned and taken")
	rows := []string{"| | step | planned | taken |", "| --- | --- | ---: | ---: |"}
	for _, s := range r.Steps {
		rows = append(rows, fmt.Sprintf("| %d | %s | %d min | %s |", s.Number, cell(s.Title), s.Planned, s.TookWords()))
	}
	p.Line(strings.Join(rows, "\n"))
	if words := r.ForgottenWords(); words != "" {
		p.Line(words)
	}
	if _, err := io.WriteString(w, p.String()); err != nil {
		return fmt.Errorf("report: session: %w", err)
	}
	return nil
}

// TookWords is how long a step took.
func (s SessionStep) TookWords() string {
	if s.Took == 0 {
		return "–"
	}
	return fmt.Sprintf("%d min", s.Took)
}

func (p *Page) items(texts []string) {
	var items []string
	for _, text := range texts {
		items = append(items, "- "+escapeAfter(text))
	}
	p.Line(strings.Join(items, "\n"))
}

func (p *Page) vote(v SessionVote) {
	question := v.Question
	if v.About != "" {
		question += " " + v.About
	}
	p.Line("### " + escapeAfter(question))
	head, rule := "| | |", "| ---: | --- |"
	for _, name := range v.Rounds {
		head, rule = head+" "+name+" |", rule+" ---: |"
	}
	rows := []string{head, rule}
	for _, o := range v.Options {
		row := fmt.Sprintf("| %d | %s |", o.Number, cell(o.Text))
		for _, n := range o.Counts {
			row += fmt.Sprintf(" %d |", n)
		}
		rows = append(rows, row)
	}
	p.Line(strings.Join(rows, "\n"))
}

// cell keeps a text in its cell of a table.
func cell(text string) string {
	return strings.ReplaceAll(escapeAfter(strings.Join(strings.Fields(text), " ")), "|", `\|`)
}

// HTML writes the report as one page that needs nothing else, and prints well.
func (r *Session) HTML(w io.Writer) error {
	if err := sessionPage.Execute(w, r); err != nil {
		return fmt.Errorf("report: session: %w", err)
	}
	return nil
}

// Width is the length of a bar in CSS; the longest of its vote has a hundred pixels.
func (v SessionVote) Width(n int) template.CSS {
	most := 1
	for _, o := range v.Options {
		for _, count := range o.Counts {
			most = max(most, count)
		}
	}
	return template.CSS(fmt.Sprintf("%dpx", 100*n/most))
}

var sessionPage = template.Must(template.New("session").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{{.Title}}: {{.Group}}</title>
<style>
body { font: 12pt/1.5 Georgia, serif; max-width: 42em; margin: 2em auto; padding: 0 1em; color: black; background: white }
h1, h2, h3 { line-height: 1.2; break-after: avoid } h2 { margin-top: 2em }
table { border-collapse: collapse; width: 100%; break-inside: avoid }
th, td { text-align: left; padding: .2em .6em .2em 0; border-bottom: 1px solid silver; vertical-align: top }
.n { text-align: right; white-space: nowrap } .bar { display: inline-block; height: .8em; background: gray; print-color-adjust: exact; -webkit-print-color-adjust: exact }
.spread td { width: 25% } li { break-inside: avoid } .quiet { color: dimgray }
@media print { body { margin: 0; max-width: none } @page { margin: 2cm } }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<p>{{.Summary}}</p>
<p class="quiet">` + sessionCaution + `</p>
{{if .Votes}}<h2>How we voted</h2>
{{range $v := .Votes}}<h3>{{.Question}}{{if .About}} {{.About}}{{end}}</h3>
<table class="spread"><tr><th></th>{{range .Rounds}}<th>{{.}}</th>{{end}}</tr>
{{range .Options}}<tr><th>{{.Number}} {{.Text}}</th>{{range .Counts}}<td>{{if .}}<span class="bar" style="width:{{$v.Width .}}"></span> {{end}}{{.}}</td>{{end}}</tr>
{{end}}</table>
{{end}}{{end}}{{if .Walls}}<h2>What we said</h2>
{{$step := ""}}{{range .Walls}}{{if ne .Step $step}}{{$step = .Step}}<h3>{{.Step}}</h3>
{{end}}{{if .Heading}}<p><strong>{{.Heading}}</strong></p>
{{end}}<ul>
{{range .Cards}}<li>{{.}}</li>
{{end}}</ul>
{{end}}{{end}}{{if .Commitments}}<h2>What we will do</h2>
<ul>
{{range .Commitments}}<li>{{.Words}}</li>
{{end}}</ul>
{{end}}<h2>The agenda, planned and taken</h2>
<table><tr><th></th><th>step</th><th class="n">planned</th><th class="n">taken</th></tr>
{{range .Steps}}<tr><td>{{.Number}}</td><td>{{.Title}}</td><td class="n">{{.Planned}} min</td><td class="n">{{.TookWords}}</td></tr>
{{end}}</table>
{{with .ForgottenWords}}<p class="quiet">{{.}}</p>
{{end}}</body>
</html>
`))
