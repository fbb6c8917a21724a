package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/deleting"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// forgetVerb deletes what is in a place, or everything, for good.
type forgetVerb struct {
	*app
	place   string // a framework, a unit or a step; "" with all
	all     bool
	purge   bool // take it out of the copies, too
	damaged bool // remove copies that cannot be read
	yes     bool // ask nothing
}

func forgetCommand(a *app) *cobra.Command {
	v := &forgetVerb{app: a}
	c := &cobra.Command{
		Use:   "forget UNIT[/STAGE] | --all",
		Short: "Delete what you wrote in a unit or a step for good, or everything",
		Long: `Delete what you wrote in a unit or a step, with every earlier version and what you have begun there. You are shown first what goes, and asked.

It cannot be undone: no snapshot is made of it, the file is made anew without it, and a later import leaves it out. What you write there afterwards is kept as ever. The snapshots, and the files that were set aside, still hold it until you have it taken out of them, too: you are asked, or say --purge.`,
		Example: strings.TrimSpace(`
goldenthread forget disciplines/mastery/notice
goldenthread forget disciplines/mastery --purge
# delete the workbook, its snapshots and all that lies beside it
goldenthread forget --all`),
		Args: v.take,
		RunE: a.later(func([]string) error {
			if v.all {
				return v.runAll()
			}
			return v.run()
		}),
		ValidArgsFunction: a.completePlaces,
	}
	c.Flags().BoolVar(&v.all, "all", false, "everything: the workbook, its snapshots, and what lies beside it")
	c.Flags().BoolVar(&v.purge, "purge", false, "take it out of the snapshots and the files set aside, too")
	c.Flags().BoolVar(&v.damaged, "remove-damaged", false, "with --purge: remove those that cannot be read")
	c.Flags().BoolVar(&v.yes, "yes", false, "ask nothing, in scripts")
	return c
}

// take reads the arguments, and refuses what cannot be meant together.
func (v *forgetVerb) take(c *cobra.Command, args []string) error {
	if err := atMostOne(c, args); err != nil {
		return err
	}
	wrong := &explain.Misuse{Command: c.CommandPath()}
	switch {
	case len(args) == 1 && v.all:
		wrong.Err = errors.New("a UNIT and --all exclude each other")
	case len(args) == 0 && !v.all:
		wrong.Err, wrong.Instead = errors.New("which unit?"), program+" forget disciplines/mastery"
	case v.all && (v.purge || v.damaged):
		wrong.Err, wrong.Instead = errors.New("--all removes the copies anyway"), program+" forget --all"
	case v.damaged && !v.purge:
		wrong.Err = errors.New("--remove-damaged belongs to --purge")
	default:
		if !v.all {
			v.place = strings.Trim(args[0], "/")
		}
		return nil
	}
	return wrong
}

// run deletes what is in a place. It says first what goes, and asks.
func (v *forgetVerb) run() (err error) {
	if err := v.mayAsk(); err != nil {
		return err
	}
	book, err := v.book()
	if err != nil {
		return err
	}
	route, unknown := place(book, v.place)
	if unknown == nil {
		v.place = route // else what was written in a unit that is gone can still be had
	}
	if path, _ := v.dataPath(); !exists(path) {
		return errors.Join(unknown, v.nothingYet())
	}
	st, err := v.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	found, err := deleting.Find(st, store.Within(v.place))
	switch {
	case err != nil:
		return err
	case len(found.Here) == 0 && len(found.Holding()) == 0 && unknown != nil:
		return unknown
	case len(found.Here) == 0 && len(found.Holding()) == 0:
		return v.sayNothing(found)
	}
	if err := v.confirm(found); err != nil {
		return err
	}
	gone, err := st.Forget(store.Within(v.place))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(v.Out, "Deleted: %s. %s was made anew without them.\n", v.amount(gone), st.Path()); err != nil {
		return err
	}
	return errors.Join(v.purgeCopies(st, found.Copies), v.sayUnreached())
}

// mayAsk refuses to delete what nobody was asked about.
func (v *forgetVerb) mayAsk() error {
	if v.yes || v.prompt().Possible() {
		return nil
	}
	line := "forget --all --yes"
	if !v.all {
		line = "forget " + v.place + " --yes"
	}
	return &explain.Misuse{Command: program + " forget", Err: errors.New("there is nobody to ask whether it may be deleted"), Instead: v.again(line)}
}

func (v *forgetVerb) amount(all store.Traces) string { return deleting.Amount(all, v.Now()) }

func (v *forgetVerb) sayNothing(found deleting.Found) error {
	var b strings.Builder
	fmt.Fprintf(&b, "There is nothing of %s, so nothing was deleted.\n", v.place)
	for _, r := range found.Copies {
		fmt.Fprintf(&b, "Whether %s holds some of it cannot be told%s.\n", r.Path, phrase.Because(r.Err))
	}
	_, err := io.WriteString(v.Out, b.String())
	return err
}

// confirm says what goes, and asks unless it was told not to.
func (v *forgetVerb) confirm(found deleting.Found) error {
	var b strings.Builder
	if len(found.Here) > 0 {
		b.WriteString("This is deleted, with every earlier version:\n\n")
		for _, step := range deleting.Steps(found.Here) {
			fmt.Fprintf(&b, "  %s: %s\n", step[0].Step, v.amount(step))
		}
	} else {
		fmt.Fprintf(&b, "The workbook itself has nothing of %s. Copies of it have:\n\n", v.place)
		for _, r := range found.Holding() {
			fmt.Fprintf(&b, "  %s: %s\n", r.Path, v.amount(r.Traces))
		}
	}
	b.WriteString("\nIt cannot be undone, and no snapshot is made of it first.\n")
	return v.confirmWord(b.String())
}

// confirmWord deletes nothing unless the word itself is typed.
func (v *forgetVerb) confirmWord(about string) error {
	if _, err := io.WriteString(v.Err, about); err != nil || v.yes {
		return err
	}
	word, err := v.prompt().Line("Type forget to delete it; anything else keeps it: ")
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if word != "forget" {
		return errKept
	}
	return nil
}

// errKept reports that the person thought better of it.
var errKept = explain.New("cli: nothing was forgotten", explain.Failed, explain.Lines("Nothing was deleted.", "", ""))

func (v *forgetVerb) sayUnreached() error {
	_, err := fmt.Fprintln(v.Out, deleting.Unreached+" The disk itself may keep parts of files that were removed.")
	return err
}
