package cli

import (
	"errors"
	"fmt"
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// healthText has a paragraph for each thing, beginning with its name.
func (v *doctorVerb) healthText(h store.Health) string {
	var b strings.Builder
	say := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-12s %s\n", name, fmt.Sprintf(format, args...))
	}
	say("Workbook", "%s", h.Path)
	if h.Schema > 0 { // it could be read, though it may be older than last seen
		holds := phrase.Count(h.Answers, "answer")
		if h.Sealed {
			holds = "sealed"
		}
		say("", "%s, %s, %s, %s; schema %d", phrase.Size(h.Size), holds,
			phrase.Count(h.Revisions, "revision"), phrase.Count(h.Drafts, "draft"), h.Schema)
	}
	say("Health", "%s", v.healthLine(h))
	for _, d := range h.Damage {
		say("", "%s", damageLine(d))
	}
	v.saySnapshots(h, say)
	v.sayJournals(h, say)
	for _, path := range h.Aside {
		say("Set aside", "%s", path)
	}
	for _, err := range h.Unseen {
		u := unseenOf(err)
		say("Not seen", "%s cannot be looked into%s", u.path, phrase.Because(u.err))
	}
	if h.Free >= 0 {
		say("Free space", "%s", phrase.Size(h.Free))
	}
	v.sayAccess(h, say)
	if h.SyncProvider != "" {
		say("Folder", "It belongs to %s, which may put an older file in the place of", h.SyncProvider)
		say("", "this one. Keep the workbook in a folder of this computer alone,")
		say("", "and let %s carry what %s backup writes.", h.SyncProvider, program)
	}
	return b.String()
}

func (v *doctorVerb) healthLine(h store.Health) string {
	var problem *store.Problem
	switch {
	case errors.As(h.Problem, &problem) && problem.Kind == store.ProblemOlder:
		return "whole, but older than it was when it was last seen here"
	case errors.As(h.Problem, &problem):
		return "cannot be opened: " + trouble.WhyShut(problem)
	case h.Problem != nil:
		return "cannot be opened" + phrase.Because(h.Problem)
	case len(h.Damage) > 0:
		return phrase.Count(len(h.Damage), "damaged value") + ":"
	case v.readAll && h.Sealed:
		return "well; every value has its checksum (opening it shows whether one was altered on purpose)"
	case v.readAll:
		return "well; every value was read, and is as it was written"
	}
	return "it opens, and its structure is whole (--read-all reads every value)"
}

// damageLine names what is damaged, and what can be done about it.
func damageLine(d *store.Damage) string {
	of := store.OriginOf(d)
	switch d.Bucket {
	case "x_slot", "x_head":
		return "an index; made again with: " + program + " doctor --rebuild"
	case "content":
		return "the words of a question"
	case "draft":
		return "what was begun in " + of.Slot.String()
	case "rev":
		if of.Slot == (store.Slot{}) {
			return "an answer, revision " + of.ID.String()
		}
		return of.Slot.String() + ", revision " + of.ID.String()
	}
	return "in " + d.Bucket
}

type sayer func(name, format string, args ...any)

func (v *doctorVerb) saySnapshots(h store.Health, say sayer) {
	if len(h.Snapshots) == 0 && len(h.Unseen) > 0 {
		say("Snapshots", "none that can be seen")
		return
	}
	if len(h.Snapshots) == 0 {
		say("Snapshots", "none yet; make one with: %s", v.again("backup"))
		return
	}
	say("Snapshots", "%d, in %s", len(h.Snapshots), related.SnapshotFolder(h.Path))
	for i, line := range strings.Split(strings.TrimSpace(snapshotLines(h.Snapshots)), "\n") {
		if i == 3 {
			say("", "and %d more; see: %s", len(h.Snapshots)-i, v.again("restore --list"))
			break
		}
		say("", "%s", strings.TrimSpace(line))
	}
}

// sayJournals names what could not be saved. A window that is open may still be
// about to.
func (v *doctorVerb) sayJournals(h store.Health, say sayer) {
	for _, j := range h.Journals {
		switch {
		case j.Err != nil:
			say("Recovery", "%s cannot be read%s", j.Path, phrase.Because(j.Err))
			continue
		case len(j.Slots) == 0:
			say("Recovery", "%s is damaged; nothing in it can be read", j.Path)
			continue
		}
		say("Recovery", "%s that could not be saved, of %s, in", phrase.Count(len(j.Slots), "answer"), phrase.Moment(j.At))
		say("", "%s", j.Path)
		if j.Unreadable > 0 {
			say("", "Part of it is damaged.")
		}
		say("", "The workbook offers to put it back when it is next opened; or: %s", v.again("import "+phrase.ShellPath(j.Path)))
	}
}

func (v *doctorVerb) sayAccess(h store.Health, say sayer) {
	if len(h.OpenPermissions) == 0 {
		say("Permissions", "only you can read it")
		return
	}
	name := "Permissions"
	for _, loose := range h.OpenPermissions {
		say(name, "Others may look into %s (%o).", loose.Path, loose.Mode)
		name = ""
	}
	say("", "Close that to all but you with: %s", v.again("doctor --tighten"))
}
