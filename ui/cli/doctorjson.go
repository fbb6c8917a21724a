package cli

import (
	"errors"
	"fmt"
	"time"

	"goldenthread/store"
	"goldenthread/store/related"
)

type wireHealth struct {
	Schema       int            `json:"schema"`
	Path         string         `json:"path"`
	Size         int64          `json:"size"`
	Problem      string         `json:"problem"` // "" if it opens
	ReadAll      bool           `json:"read_all"`
	Damage       []wireDamage   `json:"damage"` // complete only if read_all
	Form         int            `json:"workbook_schema"`
	Answers      int            `json:"answers"`
	Sealed       bool           `json:"sealed"` // then answers is 0
	Revisions    int            `json:"revisions"`
	Drafts       int            `json:"drafts"`
	Folder       string         `json:"snapshot_folder"`
	Snapshots    []wireSnapshot `json:"snapshots"`
	Newest       *time.Time     `json:"newest_snapshot"` // the newest that is sound; null if there is none
	Journals     []wireJournal  `json:"journals"`
	Aside        []string       `json:"set_aside"`
	Free         *int64         `json:"free"` // bytes; null if not known
	Loose        []wireLoose    `json:"loose"`
	SyncProvider string         `json:"carrier"` // the service that syncs the folder; "" if none
	Unseen       []wireUnseen   `json:"unseen"`
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

type wireUnseen struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

type wireLoose struct {
	Path string `json:"path"`
	Mode string `json:"mode"`
	Want string `json:"want"`
}

// wireHealthOf returns what is written as JSON.
func wireHealthOf(h store.Health, readAll bool) wireHealth {
	out := wireHealth{
		Schema: 1, Path: h.Path, Size: h.Size, ReadAll: readAll, Damage: []wireDamage{}, Form: h.Schema,
		Answers: h.Answers, Sealed: h.Sealed, Revisions: h.Revisions, Drafts: h.Drafts,
		Folder: related.SnapshotFolder(h.Path), Snapshots: wireSnapshots(h.Snapshots),
		Journals: []wireJournal{}, Aside: append([]string{}, h.Aside...), Loose: []wireLoose{}, SyncProvider: h.SyncProvider, Unseen: []wireUnseen{},
	}
	var problem *store.Problem
	if errors.As(h.Problem, &problem) {
		out.Problem = string(problem.Kind)
	} else if h.Problem != nil {
		out.Problem = string(store.ProblemUnexpected)
	}
	for _, d := range h.Damage {
		of := store.OriginOf(d)
		wire := wireDamage{Bucket: d.Bucket, Step: string(of.Slot.Step), Field: of.Slot.Field}
		if !of.ID.IsZero() {
			wire.ID = &of.ID
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
	for _, err := range h.Unseen {
		u := unseenOf(err)
		out.Unseen = append(out.Unseen, wireUnseen{u.path, u.err.Error()})
	}
	for _, loose := range h.OpenPermissions {
		out.Loose = append(out.Loose, wireLoose{loose.Path, fmt.Sprintf("%04o", loose.Mode), fmt.Sprintf("%04o", loose.Want)})
	}
	return out
}
