package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"goldenthread/store"
	"goldenthread/ui/deleting"
	"goldenthread/ui/phrase"
)

// purgeCopies says which copies still hold it, and takes it out of them.
func (v *forgetVerb) purgeCopies(st *store.Store, copies []store.CopyWithDeleted) error {
	if !v.purge {
		if yes, err := v.confirmPurge(copies); err != nil || !yes {
			return errors.Join(err, answered(st, err))
		}
	}
	left, err := st.Purge(store.Within(v.place))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(v.Out, deleting.TakenOut); err != nil {
		return err
	}
	if err := v.removeDamaged(st, left); err != nil {
		return err
	}
	return store.AskDeleted.Answer(st)
}

// answered closes the question about the copies, unless something went wrong with it.
func answered(st *store.Store, err error) error {
	if err != nil {
		return nil
	}
	return store.AskDeleted.Answer(st)
}

// confirmPurge names the copies that hold it, and asks whether it is taken out of
// them. In scripts it is not, and the line that does it is said.
func (v *forgetVerb) confirmPurge(copies []store.CopyWithDeleted) (bool, error) {
	if len(copies) == 0 {
		return false, nil
	}
	if err := v.sayCopies(copies); err != nil {
		return false, err
	}
	if v.yes {
		_, err := fmt.Fprintf(v.Out, "Take it out of them: %s\n", v.again("forget "+v.place+" --purge --yes"))
		return false, err
	}
	return v.prompt().Confirm("Take it out of them, too? Everything else in them stays.")
}

func (v *forgetVerb) sayCopies(copies []store.CopyWithDeleted) error {
	var b strings.Builder
	b.WriteString("These copies still hold it:\n")
	for _, r := range copies {
		if r.Err != nil {
			fmt.Fprintf(&b, "  %s: it cannot be told%s\n", r.Path, phrase.Because(r.Err))
			continue
		}
		fmt.Fprintf(&b, "  %s: %s\n", r.Path, v.amount(r.Traces))
	}
	_, err := io.WriteString(v.Out, b.String())
	return err
}

// removeDamaged names the copies that may still hold it, and removes them if that
// is wanted.
func (v *forgetVerb) removeDamaged(st *store.Store, left []store.CopyWithDeleted) error {
	if len(left) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString(deleting.Unreadable + "\n")
	for _, r := range left {
		fmt.Fprintf(&b, "  %s%s\n", r.Path, phrase.Because(r.Err))
	}
	if _, err := io.WriteString(v.Out, b.String()); err != nil {
		return err
	}
	yes := v.damaged
	if !yes && !v.yes {
		var err error
		if yes, err = v.prompt().Confirm("Remove these files, with everything that is in them?"); err != nil {
			return err
		}
	}
	if !yes {
		_, err := fmt.Fprintf(v.Out, "Remove them: %s\n", v.again("forget "+v.place+" --purge --remove-damaged"))
		return err
	}
	removed, err := deleting.Remove(st, left)
	for _, r := range left[:removed] {
		if _, err := fmt.Fprintf(v.Out, "Removed: %s\n", r.Path); err != nil {
			return err
		}
	}
	return err
}
