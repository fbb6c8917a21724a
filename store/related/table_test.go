package related

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Every name of the table is found again by its own row, whatever the workbook is
// called, and no row but one of a person's own choosing takes a name from another.
func TestEveryNameIsFound(t *testing.T) {
	at := time.Date(2026, 11, 22, 13, 3, 0, 0, time.UTC)
	for _, name := range []string{"workbook.db", "w", ".hidden.db", "a.part", "NAME.db", "STAMP", "my book.db.new"} {
		path := filepath.Join(t.TempDir(), name)
		for i, r := range table {
			made := r.name.of(path, at)
			f, ours := fileOf(r.in, made, path)
			if !ours || f.Kind != r.kind || f.Half != r.half {
				t.Errorf("%s, row %d: %s is %+v, %v", name, i, made, f, ours)
			}
			if strings.Contains(string(r.name), "STAMP") && !f.At.Equal(at) {
				t.Errorf("%s: the date in %s is %s", name, made, f.At)
			}
		}
	}
}

// A name that only looks like one of the table is nobody's.
func TestOtherNamesAreNobodys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	for in, names := range map[place][]string{
		beside: {
			"workbook.dbx", "workbook.db.bak", "other.db", "workbook.db.seen.part.part", "workbook.db.damaged-2026", "workbook.db.damaged-20261322-130300",
			"workbook.db.damaged-20261122-130300.old", "workbook.db.saved-20261122-130300.lock", "xworkbook.db", ".part", ".salvaging", "movie.part", "",
		},
		snapshots: {"workbook-20261122-130300.db.part", "workbook-2-20261122-130300.db", "notes.txt", "workbook-.db", "other-20261122-130300.db"},
		recovery:  {"workbook-20261122-130300.txt", "reserve", "workbook-2-20261122-130300.journal", "workbook-reserve.part"},
	} {
		for _, name := range names {
			if f, ours := fileOf(in, name, path); ours {
				t.Errorf("%q is taken for %+v", name, f)
			}
		}
	}
}

// What makes a name makes one of the table.
func TestBuildersAreInTheTable(t *testing.T) {
	at := time.Date(2026, 11, 22, 13, 3, 0, 0, time.UTC)
	path := filepath.Join(t.TempDir(), "workbook.db")
	snapshot, journal := filepath.Join(SnapshotFolder(path), SnapshotName(path, at)), JournalPath(path, at)
	salvaging, saved := SalvagingPath(path), SalvageName(path, at)
	for in, paths := range map[place][]string{
		beside: {
			LockPath(path), OwnerPath(path), MarkerPath(path), PartPath(MarkerPath(path)), EditingPath(path), PartPath(EditingPath(path)), CopyingPath(path, at),
			NewPath(path), RestoringPath(path), RewritingPath(RestoringPath(path)), RewritingPath(path), CopyPath(path),
			salvaging, NewPath(salvaging), RewritingPath(salvaging), AsidePath(salvaging, AsideUnsealed(), at),
			AsidePath(path, AsideSound(), at), AsidePath(path, AsideDamaged(), at), AsidePath(path, AsideUnsealed(), at), RewritingPath(AsidePath(path, AsideSound(), at)),
			saved, SalvagingPath(saved), NewPath(SalvagingPath(saved)), CopyPath(filepath.Join(filepath.Dir(path), "other.db")),
		},
		snapshots: {snapshot, CopyPath(snapshot), RewritingPath(snapshot)},
		recovery:  {journal, PartPath(journal), DamagedJournal(journal), PartPath(DamagedJournal(journal)), ReservePath(path)},
	} {
		for _, made := range paths {
			if _, ours := fileOf(in, filepath.Base(made), path); !ours || filepath.Dir(made) != in.folder(path) {
				t.Errorf("%s is not in the table", made)
			}
		}
	}
	if got, ok := CopyTime(filepath.Base(snapshot)); !ok || !got.Equal(at) {
		t.Errorf("%s was made at %s, %v", snapshot, got, ok)
	}
}

// The table that people read is this one.
func TestTheTableIsDocumented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "workbook-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range table {
		name := strings.TrimPrefix(filepath.ToSlash(filepath.Join(filepath.Base(r.in.folder("/x/NAME")), string(r.name))), "x/")
		half := map[bool]string{true: " yes |", false: "  |"}[r.half]
		if !regexp.MustCompile("(?m)^\\| `" + regexp.QuoteMeta(name) + "` \\| .+ \\|" + regexp.QuoteMeta(half) + "$").Match(text) {
			t.Errorf("docs/workbook-file.md does not have %q, half made %v", name, r.half)
		}
	}
}
