package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/phrase"
)

// listSnapshots writes the snapshots, and how one is put back.
func listSnapshots(a *app, asJSON bool) error {
	path, _ := a.dataPath()
	all, err := store.Snapshots(path)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, struct {
			Schema    int            `json:"schema"`
			Folder    string         `json:"folder"`
			Snapshots []wireSnapshot `json:"snapshots"`
		}{1, related.SnapshotFolder(path), wireSnapshots(all)})
	}
	var b strings.Builder
	if len(all) == 0 {
		fmt.Fprintf(&b, "There is no snapshot of %s yet.\nMake one with: %s\n", path, a.again("backup"))
	} else {
		fmt.Fprintf(&b, "In %s:\n%s", related.SnapshotFolder(path), snapshotLines(all))
		sound := slices.IndexFunc(all, func(snap store.Snapshot) bool { return snap.Err == nil })
		if sound >= 0 {
			fmt.Fprintf(&b, "\nPut one back with: %s\n               or: %s\n",
				a.again("restore --newest"), a.again("restore "+filepath.Base(all[sound].Path)))
		}
	}
	_, err = io.WriteString(a.Out, b.String())
	return err
}

// snapshotLines returns a line for each, the newest first.
func snapshotLines(all []store.Snapshot) string {
	var b strings.Builder
	for _, snap := range all {
		holds := phrase.Count(snap.Answers, "answer")
		switch {
		case snap.Err != nil:
			holds = "damaged"
		case snap.Sealed:
			holds = "sealed"
		}
		fmt.Fprintf(&b, "  %s  %12s  %9s  %s\n", snap.At.Local().Format("2006-01-02 15:04"), holds, phrase.Size(snap.Size), filepath.Base(snap.Path))
	}
	return b.String()
}

type wireSnapshot struct {
	Path    string    `json:"path"`
	At      time.Time `json:"at"`
	Size    int64     `json:"size"`
	Answers int       `json:"answers"`
	Sealed  bool      `json:"sealed"` // then answers is 0
	Sound   bool      `json:"sound"`  // its structure; restore reads every value
}

func wireSnapshots(all []store.Snapshot) []wireSnapshot {
	out := make([]wireSnapshot, 0, len(all))
	for _, snap := range all {
		out = append(out, wireSnapshot{snap.Path, snap.At, snap.Size, snap.Answers, snap.Sealed, snap.Err == nil})
	}
	return out
}

// completeSnapshots completes the names of snapshots, and files, but for names that a
// shell could not show as they are.
func (a *app) completeSnapshots(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	path, _ := a.dataPath()
	all, err := store.Snapshots(path)
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, snap := range all {
		if name := filepath.Base(snap.Path); safetext.IsName(name) {
			names = append(names, name+"\t"+phrase.Moment(snap.At))
		}
	}
	return names, cobra.ShellCompDirectiveDefault
}
