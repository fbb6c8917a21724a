package content

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"goldenthread/content/page"
)

// Unread is a file or a folder in the workbook's folder that nothing reads.
type Unread struct {
	File   string // path in the fs.FS
	Rename string // the name under which it would be read; "" if there is none
}

// ownFolders and ownFiles are the names at the top of a workbook's folder that
// somebody reads: the loader, or those who write the workbook.
var (
	ownFolders = [...]string{"frameworks", "formats", "paths", "pages", agendaFolder}
	ownFiles   = [...]string{kitFile, ConcernFile, TensionFile, SourceFile, "seeds.yaml", "check-allowed.yaml"}
	people     = [...]string{"readme", "license", "licence", "changelog"} // the beginnings of names that are for people
)

// Unread returns what lies in the workbook's folder and nothing reads, by its path:
// a file beside the folders, one without the ending .md, a folder inside a folder of
// files. Hidden files are left out, and so are a README and its like at the top.
func (w *Workbook) Unread() ([]Unread, error) {
	if w.fsys == nil {
		return nil, nil
	}
	u := &unreader{fsys: w.fsys}
	u.top()
	u.folders("frameworks")
	for _, dir := range ownFolders[1:] {
		u.pages(dir)
	}
	slices.SortFunc(u.found, func(a, b Unread) int { return strings.Compare(a.File, b.File) })
	return u.found, u.err
}

// unreader gathers what nothing reads.
type unreader struct {
	fsys  fs.FS
	found []Unread
	err   error
}

// list returns what is in a folder, each as whatever a link leads to, but for hidden
// files. A link that leads nowhere is a file.
func (u *unreader) list(dir string) []fs.FileInfo {
	entries, err := fs.ReadDir(u.fsys, dir)
	if err != nil && exists(u.fsys, dir) {
		u.err = fmt.Errorf("content: %w", err)
	}
	var all []fs.FileInfo
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := fs.Stat(u.fsys, path.Join(dir, e.Name()))
		if err != nil {
			info, err = e.Info()
		}
		if err == nil {
			all = append(all, named{info, e.Name()})
		}
	}
	return all
}

// named is the file that a link leads to, under the name of the link.
type named struct {
	fs.FileInfo
	name string
}

// Name returns the name of the link.
func (n named) Name() string { return n.name }

func (u *unreader) add(file, rename string) { u.found = append(u.found, Unread{file, rename}) }

func (u *unreader) top() {
	for _, e := range u.list(".") {
		known := ownFiles[:]
		if e.IsDir() {
			known = ownFolders[:]
		}
		lower := strings.ToLower(e.Name())
		isPeoples := slices.ContainsFunc(people[:], func(begin string) bool { return strings.HasPrefix(lower, begin) })
		if !slices.Contains(known, e.Name()) && (e.IsDir() || !isPeoples) {
			u.add(e.Name(), page.Nearest(e.Name(), known))
		}
	}
}

// folders looks into a folder of which each folder is read.
func (u *unreader) folders(dir string) {
	for _, e := range u.list(dir) {
		if file := path.Join(dir, e.Name()); e.IsDir() {
			u.pages(file)
		} else {
			u.add(file, "")
		}
	}
}

// pages looks into a folder of which each Markdown file is read.
func (u *unreader) pages(dir string) {
	for _, e := range u.list(dir) {
		if e.IsDir() || path.Ext(e.Name()) != ".md" {
			rename := ""
			if !e.IsDir() {
				rename = asMarkdown(e.Name())
			}
			u.add(path.Join(dir, e.Name()), rename)
		}
	}
}

// asMarkdown returns the name of a file with the ending .md in the place of one that
// an editor has made of it: .MD, .md.txt, .markdown, .txt; "" of any other.
func asMarkdown(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{".md.txt", ".markdown", ".mdown", ".txt", ".md"} {
		if stem := name[:max(0, len(name)-len(ending))]; stem != "" && strings.HasSuffix(lower, ending) {
			return stem + ".md"
		}
	}
	return ""
}
