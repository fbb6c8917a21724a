package session

import (
	"fmt"
	"io"
	"strings"

	"goldenthread/content/typed"
	"goldenthread/ui/report/paper"
)

const caution = "This is for our own learning. It is not for appraisal, ranking or inspection files. Roles stand in place of names, and nobody's vote is known."

// page is a report that is being written as Markdown.
type page struct{ paper.Page }

// Markdown writes the report as Markdown. What was typed stays text.
func (r *Report) Markdown(w io.Writer) error {
	p := &page{}
	p.Line("# " + typed.Text(r.Title).Heading())
	p.Line(typed.Text(r.Summary()).Sentence())
	p.Line(caution)
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
			p.Line("### " + typed.Text(step).Heading())
		}
		if wall.Heading != "" {
			p.Line(typed.Text(wall.Heading).Strong())
		}
		p.Items(wall.Cards)
	}
	if len(r.Commitments) > 0 {
		p.Line("## What we will do")
		var items []string
		for _, c := range r.Commitments {
			items = append(items, c.Words())
		}
		p.Items(items)
	}
	p.Line("## The agenda, planned and taken")
	rows := []string{"| | step | planned | taken |", "| --- | --- | ---: | ---: |"}
	for _, s := range r.Steps {
		rows = append(rows, fmt.Sprintf("| %d | %s | %d min | %s |", s.Number, typed.Text(s.Title).Cell(), s.Planned, s.TookWords()))
	}
	p.Line(strings.Join(rows, "\n"))
	if words := r.ForgottenWords(); words != "" {
		p.Line(words)
	}
	return paper.Write(w, "session", p.String())
}

func (p *page) vote(v Vote) {
	question := v.Question
	if v.About != "" {
		question += " " + v.About
	}
	p.Line("### " + typed.Text(question).Heading())
	head, rule := "| | |", "| ---: | --- |"
	for _, name := range v.Rounds {
		head, rule = head+" "+name+" |", rule+" ---: |"
	}
	rows := []string{head, rule}
	for _, o := range v.Options {
		row := fmt.Sprintf("| %d | %s |", o.Number, typed.Text(o.Text).Cell())
		for _, n := range o.Counts {
			row += fmt.Sprintf(" %d |", n)
		}
		rows = append(rows, row)
	}
	p.Line(strings.Join(rows, "\n"))
}
