package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
)

func agendaListCommand(a *app) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "list",
		Short: "List the agendas, with their minutes",
		Long:  "List the agendas of their own first, then those of the units, then the group formats for a question that you bring. The minutes are as planned; agenda show fits them to what there is.",
		Example: strings.TrimSpace(`
goldenthread agenda list
goldenthread agenda list --json`),
		Args: noArguments,
		RunE: a.later(func([]string) error {
			book, err := a.book()
			if err != nil {
				return err
			}
			if asJSON {
				return writeAgendasJSON(a.Out, book)
			}
			return writeAgendas(a.Out, book)
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON, schema 1")
	return c
}

// agendaKinds are the kinds of agendas, with what is said over them.
var agendaKinds = []struct{ kind, title string }{
	{"agenda", "Agendas"},
	{"unit", "For each unit"},
	{"format", "For a question of your own"},
}

func agendaKind(book *content.Workbook, agenda *content.Agenda) string {
	switch {
	case book.Unit(content.UnitID(agenda.ID)) != nil:
		return "unit"
	case agenda.Asks:
		return "format"
	}
	return "agenda"
}

// writeAgendas writes at most 80 columns, in words and without colour.
func writeAgendas(w io.Writer, book *content.Workbook) error {
	var b strings.Builder
	all := book.Agendas()
	width := 0
	for _, agenda := range all {
		width = max(width, len(agenda.ID))
	}
	for _, kind := range agendaKinds {
		fmt.Fprintf(&b, "%-*s  min\n", width+2, kind.title)
		for _, agenda := range all {
			if agendaKind(book, agenda) == kind.kind {
				fmt.Fprintf(&b, "  %-*s  %3d  %s\n", width, agenda.ID, agenda.Minutes, agenda.Title)
			}
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "Look at one with: %s agenda show %s\n", program, all[0].ID)
	_, err := io.WriteString(w, b.String())
	return err
}

type wireAgendas struct {
	Schema  int          `json:"schema"`
	Agendas []wireAgenda `json:"agendas"`
}

type wireAgenda struct {
	ID         content.AgendaID `json:"id"`
	Kind       string           `json:"kind"` // agenda, unit or format
	Title      string           `json:"title"`
	For        string           `json:"for"`
	Minutes    int              `json:"minutes"`
	Least      int              `json:"least"` // the fewest minutes that it can be fitted to
	People     wirePeople       `json:"people"`
	Unit       *content.UnitID  `json:"unit"` // null without one
	Activities []string         `json:"activities"`
	Steps      []wireAgendaStep `json:"steps"`
}

type wirePeople struct {
	From int `json:"from"`
	To   int `json:"to"`
}

type wireAgendaStep struct {
	Title   string       `json:"title"`
	Form    content.Form `json:"form"`
	Run     content.Run  `json:"run"`
	Minutes int          `json:"minutes"`
	Least   int          `json:"least"`
	Cut     int          `json:"cut"` // 0: never left out
}

func writeAgendasJSON(w io.Writer, book *content.Workbook) error {
	out := wireAgendas{Schema: 1, Agendas: []wireAgenda{}}
	for _, agenda := range book.Agendas() {
		wire := wireAgenda{
			ID: agenda.ID, Kind: agendaKind(book, agenda), Title: agenda.Title, For: agenda.For,
			Minutes: agenda.Minutes, Least: agenda.Shortest(), People: wirePeople(agenda.People),
			Activities: append([]string{}, agenda.Activities...),
		}
		if agenda.Unit != "" {
			wire.Unit = &agenda.Unit
		}
		for _, s := range agenda.Steps {
			wire.Steps = append(wire.Steps, wireAgendaStep{s.Title, s.Form, s.Run, s.Minutes, s.Least, s.Cut})
		}
		out.Agendas = append(out.Agendas, wire)
	}
	return writeJSON(w, out)
}
