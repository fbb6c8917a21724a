package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/session"
	"goldenthread/ui/phrase"
)

// forgetting is what forget was asked for.
type forgetting struct {
	place   string // a framework, a unit or a step; "" with all
	all     bool
	purge   bool // take it out of the copies, too
	damaged bool // remove copies that cannot be read
	yes     bool // ask nothing
}

func (a *app) forgetCommand() *cobra.Command {
	var x forgetting
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
		Args: func(c *cobra.Command, args []string) error { return x.take(c, args) },
		RunE: a.later(func([]string) error {
			if x.all {
				return a.forgetAll(x)
			}
			return a.forget(x)
		}),
		ValidArgsFunction: a.completePlaces,
	}
	c.Flags().BoolVar(&x.all, "all", false, "everything: the workbook, its snapshots, and what lies beside it")
	c.Flags().BoolVar(&x.purge, "purge", false, "take it out of the snapshots and the files set aside, too")
	c.Flags().BoolVar(&x.damaged, "remove-damaged", false, "with --purge: remove those that cannot be read")
	c.Flags().BoolVar(&x.yes, "yes", false, "ask nothing, in scripts")
	return c
}

// take reads the arguments, and refuses what cannot be meant together.
func (x *forgetting) take(c *cobra.Command, args []string) error {
	if err := atMostOne(c, args); err != nil {
		return err
	}
	wrong := &misuse{command: c.CommandPath()}
	switch {
	case len(args) == 1 && x.all:
		wrong.err = errors.New("a UNIT and --all exclude each other")
	case len(args) == 0 && !x.all:
		wrong.err, wrong.instead = errors.New("which unit?"), program+" forget disciplines/mastery"
	case x.all && (x.purge || x.damaged):
		wrong.err, wrong.instead = errors.New("--all removes the copies anyway"), program+" forget --all"
	case x.damaged && !x.purge:
		wrong.err = errors.New("--remove-damaged belongs to --purge")
	default:
		if !x.all {
			x.place = strings.Trim(args[0], "/")
		}
		return nil
	}
	return wrong
}

// forget deletes what is in a place. It says first what goes, and asks.
func (a *app) forget(x forgetting) (err error) {
	if err := a.mayAsk(x); err != nil {
		return err
	}
	book, err := a.book()
	if err != nil {
		return err
	}
	route, unknown := place(book, x.place)
	if unknown == nil {
		x.place = route // else what was written in a unit that is gone can still be had
	}
	path, _ := a.dataPath()
	if !exists(path) {
		return errors.Join(unknown, &nothingYet{path})
	}
	st, err := a.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	in := store.Within(x.place)
	here, err := st.Traces(in)
	if err != nil {
		return err
	}
	copies, err := st.Remnants(in)
	if err != nil {
		return err
	}
	if len(here) == 0 && len(holding(copies)) == 0 {
		return a.nothingThere(x, copies, unknown)
	}
	if err := a.askForget(x, here, copies); err != nil {
		return err
	}
	gone, err := st.Forget(in)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(a.Out, "Deleted: %s. %s was made anew without them.\n", amount(gone), st.Path()); err != nil {
		return err
	}
	return errors.Join(a.purge(st, x, copies), a.sayUnreached())
}

// mayAsk refuses to delete what nobody was asked about.
func (a *app) mayAsk(x forgetting) error {
	if x.yes || a.asks(a.IO) {
		return nil
	}
	line := "forget --all --yes"
	if !x.all {
		line = "forget " + x.place + " --yes"
	}
	return &misuse{command: program + " forget", err: errors.New("there is nobody to ask whether it may be deleted"), instead: a.again(line)}
}

// holding returns the copies that are known to hold something.
func holding(copies []store.Remnant) (some []store.Remnant) {
	for _, r := range copies {
		if len(r.Traces) > 0 {
			some = append(some, r)
		}
	}
	return some
}

func (a *app) nothingThere(x forgetting, copies []store.Remnant, unknown error) error {
	if unknown != nil {
		return unknown
	}
	var b strings.Builder
	fmt.Fprintf(&b, "There is nothing of %s, so nothing was deleted.\n", x.place)
	for _, r := range copies {
		fmt.Fprintf(&b, "Whether %s holds some of it cannot be told%s.\n", r.Path, phrase.Because(r.Err))
	}
	_, err := io.WriteString(a.Out, b.String())
	return err
}

// askForget says what goes, and asks unless it was told not to.
func (a *app) askForget(x forgetting, here store.Traces, copies []store.Remnant) error {
	var b strings.Builder
	if len(here) > 0 {
		fmt.Fprintf(&b, "This is deleted, with every earlier version:\n\n%s\n", steps(here))
	} else {
		fmt.Fprintf(&b, "The workbook itself has nothing of %s. Copies of it have:\n\n", x.place)
		for _, r := range holding(copies) {
			fmt.Fprintf(&b, "  %s: %s\n", r.Path, amount(r.Traces))
		}
		b.WriteString("\n")
	}
	b.WriteString("It cannot be undone, and no snapshot is made of it first.\n")
	return a.askWord(x, b.String())
}

// askWord deletes nothing unless the word itself is typed.
func (a *app) askWord(x forgetting, about string) error {
	if _, err := io.WriteString(a.Err, about); err != nil || x.yes {
		return err
	}
	if _, err := fmt.Fprint(a.Err, "Type forget to delete it; anything else keeps it: "); err != nil {
		return err
	}
	word, err := readLine(a.In)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(word) != "forget" {
		return errKept
	}
	return nil
}

// errKept is that the person thought better of it.
var errKept = errors.New("cli: nothing was forgotten")

// steps has a line for each step: how much there is of it, and from when.
func steps(all store.Traces) string {
	var b strings.Builder
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Step == all[from].Step {
			to++
		}
		fmt.Fprintf(&b, "  %s: %s\n", all[from].Step, amount(all[from:to]))
		from = to
	}
	return b.String()
}

// amount is "2 answers in 5 versions, of 4 October 2026 to 22 November 2026".
func amount(all store.Traces) string {
	total := all.Total()
	text := "that it was read"
	if n := all.Answers(); n > 0 {
		text = phrase.Count(n, "answer") + " in " + phrase.Count(all.Versions(), "version")
	}
	switch first, last := phrase.Day(total.First), phrase.Day(total.Last); {
	case total.First.IsZero(): // it is damaged
	case first == last:
		text += ", of " + first
	default:
		text += ", of " + first + " to " + last
	}
	return text
}

// bySteps leaves one of each step, the latest.
func bySteps(all []store.Forgotten) (steps []store.Forgotten) {
	for _, one := range all {
		last := len(steps) - 1
		if last < 0 || steps[last].Step != one.Step {
			steps = append(steps, one)
		} else if one.At.After(steps[last].At) {
			steps[last] = one
		}
	}
	return steps
}

// purge says which copies still hold it, and takes it out of them.
func (a *app) purge(st *store.Store, x forgetting, copies []store.Remnant) error {
	if len(copies) == 0 && !x.purge {
		return nil
	}
	if !x.purge {
		if err := a.sayRemnants(copies); err != nil {
			return err
		}
		if x.yes {
			_, err := fmt.Fprintf(a.Out, "Take it out of them: %s\n", a.again("forget "+x.place+" --purge --yes"))
			return err
		}
		yes, err := a.confirmed("Take it out of them, too? Everything else in them stays.")
		if err != nil || !yes {
			return err
		}
	}
	left, err := st.Purge(store.Within(x.place))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.Out, "It was taken out of every copy that can be read; everything else in them is as it was."); err != nil {
		return err
	}
	return a.removeDamaged(st, x, left)
}

func (a *app) sayRemnants(copies []store.Remnant) error {
	var b strings.Builder
	b.WriteString("These copies still hold it:\n")
	for _, r := range copies {
		if r.Err != nil {
			fmt.Fprintf(&b, "  %s: it cannot be told%s\n", r.Path, phrase.Because(r.Err))
			continue
		}
		fmt.Fprintf(&b, "  %s: %s\n", r.Path, amount(r.Traces))
	}
	_, err := io.WriteString(a.Out, b.String())
	return err
}

// removeDamaged names the copies that may still hold it, and removes them if that
// was asked for.
func (a *app) removeDamaged(st *store.Store, x forgetting, left []store.Remnant) error {
	if len(left) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("These cannot be read to their end, so they were left as they are, and may hold it:\n")
	for _, r := range left {
		fmt.Fprintf(&b, "  %s%s\n", r.Path, phrase.Because(r.Err))
	}
	if _, err := io.WriteString(a.Out, b.String()); err != nil {
		return err
	}
	yes := x.damaged
	if !yes && !x.yes {
		var err error
		if yes, err = a.confirmed("Remove these files, with everything that is in them?"); err != nil {
			return err
		}
	}
	if !yes {
		_, err := fmt.Fprintf(a.Out, "Remove them: %s\n", a.again("forget "+x.place+" --purge --remove-damaged"))
		return err
	}
	for _, r := range left {
		if err := st.RemoveRemnant(r); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.Out, "Removed: %s\n", r.Path); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) sayUnreached() error {
	_, err := io.WriteString(a.Out, "Not reached: exports and backups that you have made elsewhere, what a sync service or a backup of this computer keeps, and what the disk itself keeps of files that were removed.\n")
	return err
}

// forgetAll deletes the workbook and everything beside it.
func (a *app) forgetAll(x forgetting) error {
	if err := a.mayAsk(x); err != nil {
		return err
	}
	path, _ := a.dataPath()
	h, err := store.Examine(path, false)
	if err != nil {
		return err
	}
	copies := len(h.Snapshots) + len(h.Aside)
	if !exists(path) && copies == 0 {
		return &nothingYet{path}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "This deletes the workbook %s with everything in it", h.Path)
	if h.Problem == nil {
		fmt.Fprintf(&b, " (%s in %s)", phrase.Count(h.Answers, "answer"), phrase.Count(h.Revisions+h.Drafts, "version"))
	}
	fmt.Fprintf(&b, ", %s and %s that were set aside.\nIt cannot be undone, and no copy is made of it first.\n",
		phrase.Count(len(h.Snapshots), "snapshot"), phrase.Count(len(h.Aside), "file"))
	if err := a.askWord(x, b.String()); err != nil {
		return err
	}
	removed, err := store.ForgetAll(path, store.Options{Now: a.Now})
	for _, one := range removed {
		if _, err := fmt.Fprintf(a.Out, "Removed: %s\n", one); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if sessions, _ := session.List(store.SessionFolder(h.Path)); len(sessions) > 0 {
		if _, err := fmt.Fprintf(a.Out, "Kept: %s of groups, in %s. Delete that folder if they are to go, too.\n",
			phrase.Count(len(sessions), "session"), store.SessionFolder(h.Path)); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(a.Out, "Left: %s.lock, which is empty.\n", h.Path); err != nil {
		return err
	}
	return a.sayUnreached()
}
