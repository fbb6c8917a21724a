package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/check"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// findAgenda returns an agenda by its ID, or by the path of a file. A unit's
// own name is enough if only one unit has it.
func findAgenda(book *content.Workbook, name string) (*content.Agenda, error) {
	if isAgendaFile(name) {
		return agendaOfFile(book, name)
	}
	id := strings.ToLower(strings.TrimSpace(name))
	if agenda := book.Agenda(content.AgendaID(id)); agenda != nil {
		return agenda, nil
	}
	if route, err := place(book, id); err == nil {
		if agenda := book.Agenda(content.AgendaID(route)); agenda != nil {
			return agenda, nil
		}
	}
	var names []string
	for _, agenda := range book.Agendas() {
		names = append(names, string(agenda.ID))
	}
	return nil, &noAgenda{name: name, near: nearest(names, id)}
}

func isAgendaFile(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }

// agendaOfFile reads an agenda of a facilitator's own. One with errors cannot
// be led, and is refused.
func agendaOfFile(book *content.Workbook, name string) (*content.Agenda, error) {
	agenda, found, err := checkedAgenda(book, name, nil)
	if err != nil {
		return nil, err
	}
	var errs []check.Problem
	for _, p := range found {
		if p.Severity == check.Error {
			errs = append(errs, p)
		}
	}
	if len(errs) > 0 {
		return nil, &badAgenda{name, errs}
	}
	return agenda, nil
}

// checkedAgenda reads an agenda and what is wrong with it. If it cannot be read
// as content, that is what is wrong.
func checkedAgenda(book *content.Workbook, name string, options []check.Option) (*content.Agenda, []check.Problem, error) {
	if _, err := os.Stat(name); err != nil {
		return nil, nil, &noAgendaFile{name, err}
	}
	agenda, err := content.ReadAgenda(book, os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		found := unreadableProblems(err)
		if len(found) == 0 {
			return nil, nil, &noAgendaFile{name, err}
		}
		return nil, inFolders(filepath.Dir(name), found), nil
	}
	return agenda, inFolders(filepath.Dir(name), check.Agenda(book, agenda, options...)), nil
}

// completeAgendas completes the IDs of agendas.
func (a *app) completeAgendas(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	book, err := a.book()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, agenda := range book.Agendas() {
		names = append(names, string(agenda.ID)+"\t"+agenda.Title)
	}
	return names, cobra.ShellCompDirectiveDefault // a file of one's own is fine, too
}

// noAgenda is the error of a name that means no agenda.
type noAgenda struct {
	name string
	near []string
}

func (e *noAgenda) Error() string { return "cli: no agenda " + e.name }
func (e *noAgenda) Code() int     { return explain.Misused }

func (e *noAgenda) Words() explain.Words {
	said := explain.Lines(fmt.Sprintf("There is no agenda %q.", e.name), explain.Unchanged, "See all of them: "+program+" agenda list")
	if len(e.near) > 0 {
		said.Next = "Did you mean: " + strings.Join(e.near, ", ")
	}
	return said
}

// noAgendaFile is the error of a file that cannot be read.
type noAgendaFile struct {
	name string
	err  error
}

func (e *noAgendaFile) Error() string { return "cli: agenda " + e.name + ": " + e.err.Error() }
func (e *noAgendaFile) Unwrap() error { return e.err }
func (e *noAgendaFile) Code() int     { return explain.Failed }

func (e *noAgendaFile) Words() explain.Words {
	if os.IsNotExist(e.err) {
		return explain.Lines("There is no file "+e.name+".", explain.Unchanged, "Check the name, or see the agendas that there are: "+program+" agenda list")
	}
	return explain.Lines(e.name+" cannot be read"+phrase.Because(e.err)+".", explain.Unchanged, "Name another file.")
}

// badAgenda is the error of a file of an agenda that has errors.
type badAgenda struct {
	name string
	errs []check.Problem
}

func (e *badAgenda) Error() string { return "cli: agenda " + e.name + " has errors" }
func (e *badAgenda) Code() int     { return explain.Failed }

func (e *badAgenda) Words() explain.Words {
	var b strings.Builder
	fmt.Fprintf(&b, "The agenda in %s cannot be led yet.", e.name)
	for _, p := range e.errs[:min(mostErrors, len(e.errs))] {
		fmt.Fprintf(&b, "\n%s", p)
	}
	if more := len(e.errs) - mostErrors; more > 0 {
		fmt.Fprintf(&b, "\nand %s more", phrase.Count(more, "error"))
	}
	return explain.Lines(b.String(), explain.Unchanged, "Correct that, and look again with: "+program+" agenda check "+e.name)
}
