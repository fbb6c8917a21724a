package ui

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// module is the path of ours.
const module = "goldenthread"

// house holds the plan of CONTRIBUTING.md and the packages as they are.
type house struct {
	arrows    map[string][]string // what a package may import of ours; arrows point down only
	libraries map[string][]string // by the start of a library's path, the folders that may use it
	rooms     []room
	dirs      map[string]bool // the folders of all rooms
	imported  map[string]bool // "dir other" for each import of ours
	universe  map[string]*types.Package
	color     *types.Interface // image/color.Color
}

// room is one package of ours.
type room struct {
	dir       string
	pkg       *types.Package
	info      *types.Info
	fset      *token.FileSet
	files     []*ast.File // type-checked
	unchecked []*ast.File // tests, and what is built on other systems: their imports alone
}

// openHouse reads the plan and the packages, once for all tests.
func openHouse(t *testing.T) house {
	t.Helper()
	h, err := readHouse()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

var readHouse = sync.OnceValues(func() (h house, err error) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		return h, err
	}
	if h.arrows, err = block(string(text), "arrows"); err != nil {
		return h, err
	}
	if h.libraries, err = block(string(text), "libraries"); err != nil {
		return h, err
	}
	return h, h.load()
})

// block reads the fenced block of a name: a line for each row, a word and what
// belongs to it; a line that begins with a space goes on with the row above.
func block(text, name string) (map[string][]string, error) {
	_, rest, ok := strings.Cut(text, "\n```"+name+"\n")
	rows, _, closed := strings.Cut(rest, "\n```")
	if !ok || !closed {
		return nil, fmt.Errorf("CONTRIBUTING.md has no block %q", name)
	}
	found, last := map[string][]string{}, ""
	for lines := bufio.NewScanner(strings.NewReader(rows)); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if !strings.HasPrefix(lines.Text(), " ") && len(words) > 0 {
			last, words = words[0], words[1:]
			if _, twice := found[last]; twice {
				return nil, fmt.Errorf("CONTRIBUTING.md, block %q: %s is there twice", name, last)
			}
			found[last] = nil
		}
		found[last] = append(found[last], words...)
	}
	return found, nil
}

// load type-checks the packages of the module. What they import of others comes
// from the compiler's export data. Package log is loaded for a bad example.
func (h *house) load() error {
	root, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo,
		Dir:  root,
		Fset: fset,
		ParseFile: func(set *token.FileSet, name string, text []byte) (*ast.File, error) {
			inside, err := filepath.Rel(root, name)
			if err != nil {
				return nil, err
			}
			return parser.ParseFile(set, filepath.ToSlash(inside), text, parser.SkipObjectResolution|parser.ParseComments)
		},
	}, "./...", "log")
	if err != nil {
		return err
	}
	h.universe = map[string]*types.Package{}
	rooms := map[string]*room{}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return fmt.Errorf("%s: %w", p.PkgPath, p.Errors[0])
		}
		h.know(p.Types)
		if dir, ours := strings.CutPrefix(p.PkgPath, module); ours {
			dir = path.Clean(strings.TrimPrefix(dir, "/"))
			rooms[dir] = &room{dir, p.Types, p.TypesInfo, fset, p.Syntax, nil}
		}
	}
	h.color = h.universe["image/color"].Scope().Lookup("Color").Type().Underlying().(*types.Interface)
	return h.walk(fset, os.DirFS(root), rooms)
}

// know takes a package into the universe, with all that it imports.
func (h *house) know(p *types.Package) {
	if h.universe[p.Path()] == p {
		return
	}
	h.universe[p.Path()] = p
	for _, imported := range p.Imports() {
		h.know(imported)
	}
}

// walk adds to the rooms the imports of every file that was not type-checked:
// the tests, and what is built on other systems.
func (h *house) walk(fset *token.FileSet, root fs.FS, rooms map[string]*room) error {
	checked := map[string]bool{}
	for _, r := range rooms {
		for _, f := range r.files {
			checked[fset.Position(f.Pos()).Filename] = true
		}
	}
	h.dirs, h.imported = map[string]bool{}, map[string]bool{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata"):
			return fs.SkipDir
		case path.Ext(name) != ".go":
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil || checked[name] {
			return err
		}
		f, err := parser.ParseFile(fset, name, text, parser.ImportsOnly|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if rooms[dir] == nil {
			rooms[dir] = &room{dir: dir, fset: fset, info: &types.Info{}}
		}
		rooms[dir].unchecked = append(rooms[dir].unchecked, f)
		return nil
	})
	for _, r := range rooms {
		h.rooms = append(h.rooms, *r)
		h.dirs[r.dir] = true
		for _, f := range slices.Concat(r.files, r.unchecked) {
			for _, spec := range f.Imports {
				if ours, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/"); ok {
					h.imported[r.dir+" "+ours] = true
				}
			}
		}
	}
	return err
}

// Import lets a snippet import what the program imports.
func (h house) Import(imported string) (*types.Package, error) {
	if p := h.universe[imported]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("the program does not import %s", imported)
}

// roomOf makes a room out of a snippet: "dir/a.go: package ... dir/b.go: package ...".
// What in it does not fit together is no error: it is about the rules.
func (h house) roomOf(t *testing.T, snippet string) room {
	t.Helper()
	r := room{fset: token.NewFileSet()}
	starts := regexp.MustCompile(`[\w/]+\.go: `).FindAllStringIndex(snippet, -1)
	for n, at := range starts {
		end := len(snippet)
		if n+1 < len(starts) {
			end = starts[n+1][0]
		}
		name := strings.TrimSuffix(snippet[at[0]:at[1]], ": ")
		f, err := parser.ParseFile(r.fset, name, snippet[at[1]:end], parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r.dir = path.Dir(name)
		if strings.HasSuffix(name, "_test.go") {
			r.unchecked = append(r.unchecked, f)
		} else {
			r.files = append(r.files, f)
		}
	}
	r.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: h, Error: func(error) {}}
	r.pkg, _ = conf.Check(path.Join(module, r.dir), r.fset, r.files, r.info)
	return r
}
