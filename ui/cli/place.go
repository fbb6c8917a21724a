package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/page"
	"goldenthread/ui/explain"
)

// place returns the route of a framework, a unit or a step that a person named.
// A unit's own name is enough if only one unit has it.
func place(book *content.Workbook, name string) (string, error) {
	name = strings.Trim(strings.ToLower(strings.TrimSpace(name)), "/")
	if isPlace(book, name) {
		return name, nil
	}
	found := withoutFramework(book, name)
	if len(found) == 1 {
		return found[0], nil
	}
	return "", &noPlace{name: name, fits: found, near: nearest(places(book), name)}
}

func isPlace(book *content.Workbook, name string) bool {
	return book.Framework(content.FrameworkID(name)) != nil ||
		book.Unit(content.UnitID(name)) != nil ||
		book.Step(content.StepID(name)) != nil
}

// withoutFramework returns the places that a name without its framework fits.
func withoutFramework(book *content.Workbook, name string) []string {
	var found []string
	for _, f := range book.Frameworks {
		if full := string(f.ID) + "/" + name; isPlace(book, full) {
			found = append(found, full)
		}
	}
	return found
}

// noPlace is the error of a name that means no place of the book, or several.
type noPlace struct {
	name string
	fits []string // the places that the name means, if several
	near []string // what may have been meant
}

func (e *noPlace) Error() string { return "cli: no place " + e.name }

func (e *noPlace) Code() int { return explain.Misused }

func (e *noPlace) Words() explain.Words {
	said := explain.Lines(fmt.Sprintf("There is no unit %q.", e.name), explain.Unchanged, "See all of them: "+program+" list")
	if len(e.fits) > 0 {
		said.Happened = fmt.Sprintf("%q is the name of more than one unit.", e.name)
		said.Next = "Say which: " + strings.Join(e.fits, ", ")
	} else if len(e.near) > 0 {
		said.Next = "Did you mean: " + strings.Join(e.near, ", ")
	}
	return said
}

// places lists the names of the frameworks and units.
func places(book *content.Workbook) []string {
	var names []string
	for _, f := range book.Frameworks {
		names = append(names, string(f.ID))
		for _, u := range f.Units {
			names = append(names, string(u.ID))
		}
	}
	return names
}

// nearest returns up to three names that a word may be a slip of, the most
// likely first. A stage at its end is compared with the stages.
func nearest(names []string, word string) []string {
	if unit, stage, ok := cutStage(names, word); ok {
		var near []string
		for _, s := range closest(stageNames(), stage) {
			near = append(near, unit+"/"+s)
		}
		if len(near) == 0 {
			near = []string{unit}
		}
		return near
	}
	near := closest(names, word)
	for _, match := range fuzzy.Find(word, names) {
		if !slices.Contains(near, match.Str) {
			near = append(near, match.Str)
		}
	}
	return near[:min(3, len(near))]
}

// cutStage cuts what follows a unit that is there.
func cutStage(names []string, word string) (unit, stage string, ok bool) {
	cut := strings.LastIndexByte(word, '/')
	if cut < 0 {
		return "", "", false
	}
	unit, stage = word[:cut], word[cut+1:]
	for _, name := range names {
		if strings.Contains(name, "/") && (name == unit || strings.HasSuffix(name, "/"+unit)) {
			return name, stage, true
		}
	}
	return "", "", false
}

func stageNames() []string {
	names := make([]string, len(content.Stages))
	for i, stage := range content.Stages {
		names[i] = string(stage)
	}
	return names
}

// closest returns the names that are a few letters from a word, or whose last
// part is; the closest first. How few goes by the word's last part: the part
// before it is mostly right.
func closest(names []string, word string) []string {
	few := 1 + len(word[strings.LastIndexByte(word, '/')+1:])/4
	far := map[string]int{}
	var near []string
	for _, name := range names {
		d := page.Distance(name, word)
		if _, last, ok := strings.Cut(name, "/"); ok {
			d = min(d, page.Distance(last, word))
		}
		if d <= few {
			far[name] = d
			near = append(near, name)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return far[a] - far[b] })
	return near
}

// completePlaces completes units, and the stages behind a unit.
func (a *app) completePlaces(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	book, err := a.book()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, f := range book.Frameworks {
		for _, u := range f.Units {
			names = append(names, string(u.ID)+"\t"+u.Title)
			if strings.HasPrefix(begun, string(u.ID)+"/") {
				for _, s := range u.Steps {
					names = append(names, string(s.ID))
				}
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
