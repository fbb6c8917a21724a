package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/store/insight"
)

func listCommand(a *app) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "list",
		Short: "List the frameworks and their units, and how far each has come",
		Long:  "List the frameworks and their units. A unit is not yet begun, begun, open (a commitment was made) or returned (it was rated again on a later visit).",
		Example: strings.TrimSpace(`
goldenthread list
goldenthread list --json`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return list(a, asJSON) }),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON, schema 1")
	return c
}

// list writes the units and how far each has come.
func list(a *app, asJSON bool) (err error) {
	book, err := a.book()
	if err != nil {
		return err
	}
	st, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	units, damage := progress(book, st)
	if asJSON {
		err = writeListJSON(a.Out, book, units)
	} else {
		err = writeList(a.Out, book, units)
	}
	return errors.Join(err, damage)
}

// progress returns how far each unit has come, also where nobody has written yet.
func progress(book *content.Workbook, st *store.Store) (map[content.UnitID]insight.Unit, error) {
	if st != nil {
		return insight.Progress(book, st)
	}
	units := map[content.UnitID]insight.Unit{}
	for _, u := range book.Units() {
		units[u.ID] = insight.Unit{ID: u.ID, State: insight.NotYet, Visit: 1}
	}
	return units, nil
}

// writeList writes at most 80 columns, in words and without colour.
func writeList(w io.Writer, book *content.Workbook, units map[content.UnitID]insight.Unit) error {
	var b strings.Builder
	for _, f := range book.Frameworks {
		fmt.Fprintf(&b, "%s: %s\n", f.ID, f.Title)
		width := 0
		for _, u := range f.Units {
			width = max(width, len(slug(u.ID)))
		}
		for _, u := range f.Units {
			fmt.Fprintf(&b, "  %-8s  %-*s  %s\n", units[u.ID].State, width, slug(u.ID), u.Title)
		}
		b.WriteByte('\n')
	}
	if all := book.Units(); len(all) > 0 {
		fmt.Fprintf(&b, "Open one with: %s open %s\n", program, all[0].ID)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// slug returns the unit's own name, without its framework.
func slug(id content.UnitID) string {
	_, name, _ := strings.Cut(string(id), "/")
	return name
}

type wireList struct {
	Schema     int             `json:"schema"`
	Frameworks []wireFramework `json:"frameworks"`
}

type wireFramework struct {
	ID    content.FrameworkID `json:"id"`
	Title string              `json:"title"`
	Units []wireUnit          `json:"units"`
}

type wireUnit struct {
	ID     content.UnitID `json:"id"`
	Title  string         `json:"title"`
	State  insight.State  `json:"state"`
	Visit  int            `json:"visit"`
	Stages []wireStage    `json:"stages"`
	Level  *int           `json:"level"` // the latest rating, null before the first
	Last   *time.Time     `json:"last"`  // when something was last written, null if nothing was
}

type wireStage struct {
	Stage content.Stage `json:"stage"`
	State string        `json:"state"` // not yet, begun or done, in this visit
}

func writeListJSON(w io.Writer, book *content.Workbook, units map[content.UnitID]insight.Unit) error {
	out := wireList{Schema: 1, Frameworks: []wireFramework{}}
	for _, f := range book.Frameworks {
		framework := wireFramework{ID: f.ID, Title: f.Title, Units: []wireUnit{}}
		for _, u := range f.Units {
			framework.Units = append(framework.Units, wireUnitOf(u, units[u.ID]))
		}
		out.Frameworks = append(out.Frameworks, framework)
	}
	return writeJSON(w, out)
}

func wireUnitOf(u *content.Unit, come insight.Unit) wireUnit {
	out := wireUnit{ID: u.ID, Title: u.Title, State: come.State, Visit: come.Visit}
	for i, stage := range content.Stages {
		out.Stages = append(out.Stages, wireStage{stage, [...]string{"not yet", "begun", "done"}[come.Beads[i]]})
	}
	if come.Rating != nil {
		out.Level = &come.Rating.Rating.Level
	}
	if !come.Last.IsZero() {
		out.Last = &come.Last
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(safetext.JSON(b.Bytes()))
	return err
}
