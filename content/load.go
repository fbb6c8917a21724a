package content

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"goldenthread/content/page"
	"goldenthread/content/safetext"
)

//go:embed book
var book embed.FS

// Embedded returns the workbook that the program carries.
func Embedded() (*Workbook, error) { return load(embedded(), true) }

func embedded() fs.FS { return within(book, "book") }

// within returns an embedded folder.
func within(files embed.FS, dir string) fs.FS {
	fsys, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // dir is a valid path: the compiler has embedded it
	}
	return fsys
}

// Load reads a workbook from a folder of the shape of content/book:
//
//	frameworks/<framework>/framework.md
//	frameworks/<framework>/NN-<unit>.md   in the order of the names
//	formats/*.md                          the program's own when there is no such folder
//	paths/*.md                            so here
//	pages/*.md                            and here
//	agendas/*.md                          beside the program's own; one of the same name goes before its
//	kit.md                                the program's own when there is none
//	concerns.yaml                         this and the rest may be missing
//	tensions.yaml
//	sources.yaml                          needed when a source is named
//
// The names of the folder and of the file are the unit's ID. Load returns all
// that is wrong with all files at once; see page.Errors. What authors keep
// beside them, seeds.yaml and check-allowed.yaml, only content/check reads.
func Load(fsys fs.FS) (*Workbook, error) { return load(fsys, false) }

// load reads a workbook; ours says that it is the program's own.
func load(fsys fs.FS, ours bool) (*Workbook, error) {
	l := &loader{fsys: fsys, ours: ours, book: &Workbook{units: map[UnitID]*Unit{}, fsys: fsys}}
	l.topLinks()
	l.lists() // the longest file first: the others are read beside it
	l.frameworks()
	l.formats()
	l.paths()
	l.agendas()
	l.kit()
	l.pageFiles()
	l.readAll()
	l.sort()
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	l.book.arrangePages()
	return l.book, nil
}

// loader gathers a workbook, and the errors of its files.
type loader struct {
	fsys fs.FS
	ours bool // fsys is the program's own
	book *Workbook
	jobs []*job
	errs []error
}

var (
	folderName = regexp.MustCompile(`^[a-z0-9-]+$`)
	unitName   = regexp.MustCompile(`^[0-9]+-([a-z0-9-]+)\.md$`)
)

func (l *loader) frameworks() {
	found := false
	for _, e := range l.list(l.fsys, "frameworks") {
		if !e.IsDir() {
			continue
		}
		found = true
		if e.Name() == tensionKeys {
			l.fail(path.Join("frameworks", e.Name()), "the name %q is kept for tensions; expected another", tensionKeys)
			continue
		}
		if !folderName.MatchString(e.Name()) {
			l.fail(path.Join("frameworks", e.Name()), "the folder's name is the framework's ID; expected letters a to z, digits and hyphens")
			continue
		}
		l.framework(FrameworkID(e.Name()))
	}
	if !found {
		l.fail("frameworks", "there is no framework; expected frameworks/<name>/framework.md")
	}
}

func (l *loader) framework(id FrameworkID) {
	dir := path.Join("frameworks", string(id))
	f := &Framework{ID: id}
	l.book.Frameworks = append(l.book.Frameworks, f)
	found := false
	for _, file := range l.pages(l.fsys, dir) {
		name := path.Base(file)
		slug := unitName.FindStringSubmatch(name)
		switch {
		case name == "framework.md":
			found = true
			l.read(l.fsys, file, func(p parser) { p.framework(f) })
		case slug != nil:
			l.unit(f, UnitID(string(id)+"/"+slug[1]), file)
		default:
			l.fail(file, "the name says the unit's place and ID; expected a name such as 03-mastery.md")
		}
	}
	if !found {
		l.fail(dir, "expected a file framework.md in this folder")
	}
}

func (l *loader) unit(f *Framework, id UnitID, file string) {
	u := &Unit{ID: id, File: file}
	if old := l.book.units[id]; old != nil {
		l.fail(file, "%s is the ID of %s too; expected another name", id, old.File)
		return
	}
	l.book.units[id] = u
	f.Units = append(f.Units, u)
	l.read(l.fsys, file, func(p parser) { p.unit(u) })
}

func (l *loader) formats() {
	from, _ := l.own("formats")
	for _, file := range l.pages(from, "formats") {
		f := &Format{File: file}
		l.book.Formats = append(l.book.Formats, f)
		l.read(from, file, func(p parser) { p.format(f) })
	}
}

func (l *loader) paths() {
	from, _ := l.own("paths")
	for _, file := range l.pages(from, "paths") {
		t := &Path{File: file}
		l.book.Paths = append(l.book.Paths, t)
		l.read(from, file, func(p parser) { p.path(t) })
	}
}

// kit has the words read that are for whoever leads a session.
func (l *loader) kit() {
	from, _ := l.own(kitFile)
	l.book.Kit = &Page{File: kitFile}
	l.read(from, kitFile, func(p parser) { p.wholePage(l.book.Kit) })
}

func (l *loader) pageFiles() {
	from, own := l.own("pages")
	for _, file := range l.pages(from, "pages") {
		if !own && path.Base(file) == PageSources+".md" {
			continue // its words are about the program's own sources
		}
		t := &Page{File: file}
		l.book.Pages = append(l.book.Pages, t)
		l.read(from, file, func(p parser) { p.wholePage(t) })
	}
}

// lists has the lists read that stand beside the folders.
func (l *loader) lists() {
	w := l.book
	l.file(SourceFile, func(p parser) { w.Sources, w.sourceTexts = p.sourceList() })
	l.file(ConcernFile, func(p parser) { w.Concerns, w.concernTexts = p.concernList() })
	l.file(TensionFile, func(p parser) { w.Tensions, w.tensionTexts = p.tensionList() })
}

func (l *loader) file(file string, parse func(parser)) {
	if exists(l.fsys, file) {
		l.read(l.fsys, file, parse)
	}
}

// own returns where a folder is read from: the workbook's own, or the
// program's when it has none.
func (l *loader) own(dir string) (from fs.FS, own bool) {
	if exists(l.fsys, dir) {
		return l.fsys, true
	}
	return embedded(), false
}

// sort puts frameworks and formats in the order that their files give.
func (l *loader) sort() {
	slices.SortStableFunc(l.book.Frameworks, func(a, b *Framework) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(l.book.Formats, func(a, b *Format) int { return cmp.Compare(a.ID, b.ID) })
	for i, f := range l.book.Formats {
		if i > 0 && f.ID == l.book.Formats[i-1].ID && f.ID != "" {
			l.fail(f.File, "%s is the id of %s too; expected another", f.ID, l.book.Formats[i-1].File)
		}
	}
}

func (l *loader) fail(file, format string, args ...any) {
	l.errs = append(l.errs, &page.Error{File: file, Msg: fmt.Sprintf(format, args...)})
}

// list returns the entries of a folder, but for hidden files; none when there is no
// such folder.
func (l *loader) list(fsys fs.FS, dir string) []fs.DirEntry {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.fail(dir, "it cannot be read: %v", reason(err))
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		if !safetext.IsName(e.Name()) {
			l.fail(dir, "the name %+q has characters that cannot be shown; expected letters, digits and hyphens", e.Name())
			return true
		}
		return strings.HasPrefix(e.Name(), ".")
	})
	for i, e := range entries {
		entries[i] = l.followed(fsys, dir, e)
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e == nil })
}

// topLinks refuses those of the workbook's own folders and files that are links and
// cannot be followed: as if they were not there, the program's own would be read.
func (l *loader) topLinks() {
	entries, _ := fs.ReadDir(l.fsys, ".") // if that cannot be read, neither can frameworks
	for _, e := range entries {
		if slices.Contains(ownFolders[:], e.Name()) || slices.Contains(ownFiles[:], e.Name()) {
			l.followed(l.fsys, ".", e)
		}
	}
}

// followed returns what a link leads to, under the name of the link, and anything
// else as it is. It returns nil for a link that leads nowhere, out of the workbook's
// folder, or back to itself.
func (l *loader) followed(fsys fs.FS, dir string, e fs.DirEntry) fs.DirEntry {
	if e.Type()&fs.ModeSymlink == 0 {
		return e
	}
	file := path.Join(dir, e.Name())
	info, err := fs.Stat(fsys, file)
	if err != nil {
		l.fail(file, "the link cannot be followed: %v; expected one that leads to a place in this folder, by a relative path", reason(err))
		return nil
	}
	return fs.FileInfoToDirEntry(named{info, e.Name()})
}

// reason returns why a file could not be used, without its name.
func reason(err error) error {
	if where := (*fs.PathError)(nil); errors.As(err, &where) {
		return where.Err
	}
	return err
}

// pages returns the paths of the Markdown files of a folder, by name.
func (l *loader) pages(fsys fs.FS, dir string) []string {
	var files []string
	for _, e := range l.list(fsys, dir) {
		if !e.IsDir() && path.Ext(e.Name()) == ".md" {
			files = append(files, path.Join(dir, e.Name()))
		}
	}
	return files
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}
