package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/phrase"
)

// examining is what doctor was asked for.
type examining struct{ readAll, rebuild, tighten, json bool }

func (a *app) doctorCommand() *cobra.Command {
	var x examining
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Say where the workbook is, what it holds, and whether it is well",
		Long:  "Say where the workbook is, what it holds, whether it is whole, which snapshots there are, what could not be saved, how much room is left, and who else may read it. Nothing is changed, unless you say --rebuild, which makes the indexes again from what you wrote, or --tighten, which closes your files to other accounts. The exit code is 4 if something is damaged.",
		Example: strings.TrimSpace(`
goldenthread doctor
# read every value, and name what is damaged
goldenthread doctor --read-all
goldenthread doctor --json`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return a.doctor(x) }),
	}
	c.Flags().BoolVar(&x.readAll, "read-all", false, "read every value and compare it with its checksum")
	c.Flags().BoolVar(&x.rebuild, "rebuild", false, "make the indexes again first")
	c.Flags().BoolVar(&x.tighten, "tighten", false, "close the files to everybody else first")
	c.Flags().BoolVar(&x.json, "json", false, "write JSON, schema 1")
	return c
}

// doctor says what it found, and returns what is wrong.
func (a *app) doctor(x examining) error {
	path, named := a.dataPath()
	var rebuilt error
	if x.rebuild {
		if rebuilt = a.rebuild(path); errors.Is(rebuilt, fs.ErrNotExist) {
			rebuilt = nil // examining says so
		}
	}
	if x.tighten {
		closed, err := store.Tighten(path)
		if err := a.sayTightened(closed, x.json); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
	h, err := store.Examine(path, x.readAll)
	if err != nil {
		return err
	}
	var problem *store.Problem
	if !named && len(h.Snapshots) == 0 && errors.As(h.Problem, &problem) && problem.Kind == store.ProblemMissing {
		return &nothingYet{h.Path}
	}
	if x.json {
		err = writeJSON(a.Out, wireHealthOf(h, x.readAll))
	} else {
		_, err = io.WriteString(a.Out, a.healthText(h, x))
	}
	wrong := []error{err, h.Problem}
	if h.Problem == nil {
		wrong = append(wrong, rebuilt)
	}
	for _, d := range h.Damage {
		wrong = append(wrong, d)
	}
	return errors.Join(wrong...)
}

// sayTightened names what was closed; with JSON, where it is in nobody's way.
func (a *app) sayTightened(closed []store.Loose, json bool) error {
	out := a.Out
	if json {
		out = a.Err
	}
	for _, l := range closed {
		if _, err := fmt.Fprintf(out, "Closed to others: %s (%04o, now %04o).\n", l.Path, l.Mode, l.Mode&l.Want); err != nil {
			return err
		}
	}
	return nil
}

// rebuild makes the indexes of a workbook again, and never a workbook.
func (a *app) rebuild(path string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	st, err := a.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	return st.Rebuild()
}

// healthText has a paragraph for each thing, beginning with its name.
func (a *app) healthText(h store.Health, x examining) string {
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
	say("Health", "%s", a.healthLine(h, x))
	for _, d := range h.Damage {
		say("", "%s", damageLine(d))
	}
	a.saySnapshots(h, say)
	a.sayJournals(h, say)
	for _, path := range h.Aside {
		say("Set aside", "%s", path)
	}
	if h.Free >= 0 {
		say("Free space", "%s", phrase.Size(h.Free))
	}
	a.sayAccess(h, say)
	if h.Carrier != "" {
		say("Folder", "It belongs to %s, which may put an older file in the place of", h.Carrier)
		say("", "this one. Keep the workbook in a folder of this computer alone,")
		say("", "and let %s carry what %s backup writes.", h.Carrier, program)
	}
	return b.String()
}

func (a *app) healthLine(h store.Health, x examining) string {
	var problem *store.Problem
	switch {
	case errors.As(h.Problem, &problem) && problem.Kind == store.ProblemOlder:
		return "whole, but older than it was when it was last seen here"
	case errors.As(h.Problem, &problem):
		return "cannot be opened: " + string(problem.Kind)
	case h.Problem != nil:
		return "cannot be opened"
	case len(h.Damage) > 0:
		return phrase.Count(len(h.Damage), "damaged value") + ":"
	case x.readAll && h.Sealed:
		return "well; every value has its checksum (opening it shows whether one was altered on purpose)"
	case x.readAll:
		return "well; every value was read, and is as it was written"
	}
	return "it opens, and its structure is whole (--read-all reads every value)"
}

// damageLine names what is damaged, and what can be done about it.
func damageLine(d *store.Damage) string {
	switch d.Bucket {
	case "x_slot", "x_head":
		return "an index; made again with: " + program + " doctor --rebuild"
	case "content":
		return "the words of a question"
	case "draft":
		return "what was begun in " + d.Slot.String()
	case "rev":
		if d.Slot == (store.Slot{}) {
			return "an answer, revision " + d.ID.String()
		}
		return d.Slot.String() + ", revision " + d.ID.String()
	}
	return "in " + d.Bucket
}

type sayer func(name, format string, args ...any)

func (a *app) saySnapshots(h store.Health, say sayer) {
	if len(h.Snapshots) == 0 {
		say("Snapshots", "none yet; make one with: %s", a.again("backup"))
		return
	}
	say("Snapshots", "%d, in %s", len(h.Snapshots), store.SnapshotFolder(h.Path))
	for i, line := range strings.Split(strings.TrimSpace(snapshotLines(h.Snapshots)), "\n") {
		if i == 3 {
			say("", "and %d more; see: %s", len(h.Snapshots)-i, a.again("restore --list"))
			break
		}
		say("", "%s", strings.TrimSpace(line))
	}
}

// sayJournals names what could not be saved. A window that is open may still be
// about to.
func (a *app) sayJournals(h store.Health, say sayer) {
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
		say("", "The workbook offers to put it back when it is next opened; or: %s", a.again("import "+phrase.ShellPath(j.Path)))
	}
}

func (a *app) sayAccess(h store.Health, say sayer) {
	if len(h.Loose) == 0 {
		say("Permissions", "only you can read it")
		return
	}
	name := "Permissions"
	for _, loose := range h.Loose {
		say(name, "Others may look into %s (%o).", loose.Path, loose.Mode)
		name = ""
	}
	say("", "Close that to all but you with: %s", a.again("doctor --tighten"))
}

type wireHealth struct {
	Schema    int            `json:"schema"`
	Path      string         `json:"path"`
	Size      int64          `json:"size"`
	Problem   string         `json:"problem"` // "" if it opens
	ReadAll   bool           `json:"read_all"`
	Damage    []wireDamage   `json:"damage"` // complete only if read_all
	Form      int            `json:"workbook_schema"`
	Answers   int            `json:"answers"`
	Sealed    bool           `json:"sealed"` // then answers is 0
	Revisions int            `json:"revisions"`
	Drafts    int            `json:"drafts"`
	Folder    string         `json:"snapshot_folder"`
	Snapshots []wireSnapshot `json:"snapshots"`
	Newest    *time.Time     `json:"newest_snapshot"` // the newest that is sound; null if there is none
	Journals  []wireJournal  `json:"journals"`
	Aside     []string       `json:"set_aside"`
	Free      *int64         `json:"free"` // bytes; null if not known
	Loose     []wireLoose    `json:"loose"`
	Carrier   string         `json:"carrier"` // "" if nobody else has a hand in the folder
}

type wireDamage struct {
	Bucket string    `json:"bucket"`
	Step   string    `json:"step"`
	Field  string    `json:"field"`
	ID     *store.ID `json:"revision"`
}

type wireJournal struct {
	Path       string    `json:"path"`
	At         time.Time `json:"at"`
	Answers    int       `json:"answers"`
	Unreadable int       `json:"unreadable"` // entries that are damaged
	Readable   bool      `json:"readable"`
}

type wireLoose struct {
	Path string `json:"path"`
	Mode string `json:"mode"`
	Want string `json:"want"`
}

func wireHealthOf(h store.Health, readAll bool) wireHealth {
	out := wireHealth{
		Schema: 1, Path: h.Path, Size: h.Size, ReadAll: readAll, Damage: []wireDamage{}, Form: h.Schema,
		Answers: h.Answers, Sealed: h.Sealed, Revisions: h.Revisions, Drafts: h.Drafts,
		Folder: store.SnapshotFolder(h.Path), Snapshots: wireSnapshots(h.Snapshots),
		Journals: []wireJournal{}, Aside: append([]string{}, h.Aside...), Loose: []wireLoose{}, Carrier: h.Carrier,
	}
	var problem *store.Problem
	if errors.As(h.Problem, &problem) {
		out.Problem = string(problem.Kind)
	} else if h.Problem != nil {
		out.Problem = string(store.ProblemUnexpected)
	}
	for _, d := range h.Damage {
		wire := wireDamage{Bucket: d.Bucket, Step: string(d.Slot.Step), Field: d.Slot.Field}
		if !d.ID.IsZero() {
			wire.ID = &d.ID
		}
		out.Damage = append(out.Damage, wire)
	}
	for _, j := range h.Journals {
		out.Journals = append(out.Journals, wireJournal{j.Path, j.At, len(j.Slots), j.Unreadable, j.Err == nil})
	}
	for _, snap := range h.Snapshots {
		if snap.Err == nil {
			out.Newest = &snap.At
			break
		}
	}
	if h.Free >= 0 {
		out.Free = &h.Free
	}
	for _, loose := range h.Loose {
		out.Loose = append(out.Loose, wireLoose{loose.Path, fmt.Sprintf("%04o", loose.Mode), fmt.Sprintf("%04o", loose.Want)})
	}
	return out
}
