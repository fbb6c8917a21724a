package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenthread/content/booktest"
	"goldenthread/content/page"
)

// What nothing reads is named, with the name under which it would be read.
func TestUnread(t *testing.T) {
	files := booktest.Book()
	want := map[string]string{
		"frameworks/first/03-x.MD": "03-x.md", "frameworks/first/04-x.md.txt": "04-x.md", "frameworks/first/05-x.markdown": "05-x.md",
		"frameworks/first/Notes.TXT": "Notes.md", "frameworks/first/photo.png": "", "frameworks/first/old/01-aim.md": "", "frameworks/letter.md": "",
		"formats/g9.txt": "g9.md", "agendas/deeper/mine.md": "", "pages/.hidden.txt": "hidden",
		"concern.yaml": "concerns.yaml", "agenda/mine.md": "agendas", "Kit.md": "kit.md", "holiday.jpg": "",
		"README.txt": "hidden", "LICENSE": "hidden", "check-allowed.yaml": "hidden", ".git/config": "hidden",
	}
	for file := range want {
		files[file] = booktest.File("text")
	}
	unread, err := mustLoad(t, files).Unread()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, u := range unread {
		got[u.File] = u.Rename
	}
	for file, rename := range want {
		seen := file // a folder is named alone
		for _, dir := range []string{"frameworks/first/old", "agendas/deeper", "agenda"} {
			if strings.HasPrefix(file, dir+"/") {
				seen = dir
			}
		}
		if name, ok := got[seen]; ok == (rename == "hidden") || ok && name != rename {
			t.Errorf("%s: %q, %v", file, name, ok)
		}
		delete(got, seen)
	}
	if len(got) > 0 {
		t.Errorf("read, and named all the same: %v", got)
	}
}

// A good book has nothing that is nobody's.
func TestNothingUnread(t *testing.T) {
	ours, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []*Workbook{ours, mustLoad(t, booktest.Book()), ours.Only(ours.Agenda("half-day"))} {
		if unread, err := w.Unread(); err != nil || len(unread) > 0 {
			t.Errorf("%v, %v", unread, err)
		}
	}
}

// onDisk writes the good book into a folder of the test, with a link, and opens it as
// the program opens a folder.
func onDisk(t *testing.T, file, to string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	files := booktest.Book()
	files["shelf/framework.md"] = files["frameworks/first/framework.md"]
	files["shelf/01-aim.md"] = files[booktest.AUnit]
	if file == "formats" {
		delete(files, "formats/g1-alone.md")
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(file))); err != nil {
		t.Skip("no links here: ", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// A link to a folder or a file of the workbook's folder is followed; any other is
// named, and nothing goes round in circles.
func TestLinks(t *testing.T) {
	for file, to := range map[string]string{"frameworks/ours": "../shelf", "frameworks/first/03-more.md": "../../shelf/01-aim.md"} {
		w, err := Load(onDisk(t, file, to))
		if err != nil {
			t.Errorf("%s: %v", file, err)
		} else if w.Unit("ours/aim") == nil && w.Unit("first/more") == nil {
			t.Errorf("%s was not followed", file)
		}
	}
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "03-out.md"), []byte(booktest.GoodUnit), 0o600); err != nil {
		t.Fatal(err)
	}
	const not = ": the link cannot be followed: "
	for _, c := range []struct{ file, to, says string }{
		{"frameworks/ours", "../nothing", "frameworks/ours" + not},
		{"frameworks/ours", "ours", "frameworks/ours" + not},
		{"frameworks/ours", "../..", "frameworks/ours" + not},
		{"frameworks/ours", outside, "frameworks/ours" + not},
		{"frameworks/ours", "..", "frameworks/ours: expected a file framework.md in this folder"},
		{"frameworks/first/03-out.md", filepath.Join(outside, "03-out.md"), "frameworks/first/03-out.md" + not},
		{"formats", "../../formats", "formats" + not},
		{"kit.md", "kit.md", "kit.md" + not},
	} {
		_, err := Load(onDisk(t, c.file, c.to))
		if found := page.Errors(err); len(found) != 1 || !strings.HasPrefix(found[0].Error(), c.says) {
			t.Errorf("%s to %s: %v; want %q", c.file, c.to, err, c.says)
		}
	}
}
