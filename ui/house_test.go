package ui

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// arrows is the picture of CONTRIBUTING.md: what each package may import of
// ours. They point down only.
var arrows = map[string]string{
	".":                        "ui/cli",
	"content":                  "",
	"store":                    "store/boltfile store/vault content",
	"store/boltfile":           "",
	"store/insight":            "store content",
	"store/vault":              "",
	"ui":                       "ui/privacy ui/step ui/screen ui/env ui/nav ui/terminal ui/theme ui/trouble ui/component/editor store/insight store/vault store content",
	"ui/autosave":              "",
	"ui/cli":                   "ui ui/console ui/facilitate ui/phrase ui/privacy ui/report ui/trouble content store store/insight store/vault",
	"ui/component/bigtype":     "",
	"ui/component/chart":       "ui/phrase ui/theme",
	"ui/component/clock":       "ui/component/bigtype ui/theme",
	"ui/component/editor":      "ui/component/editor/text",
	"ui/component/editor/text": "",
	"ui/component/form":        "ui/phrase ui/component/editor ui/component/page ui/theme",
	"ui/component/page":        "ui/theme",
	"ui/component/secret":      "",
	"ui/component/thread":      "ui/theme",
	"ui/console":               "ui/terminal ui/phrase ui/component/clock ui/theme",
	"ui/duedate":               "ui/phrase store",
	"ui/e2e":                   "ui/cli store/vault store content",
	"ui/env":                   "ui/autosave ui/component/editor ui/theme ui/trouble store store/vault content",
	"ui/facilitate":            "ui/terminal ui/phrase ui/console ui/duedate ui/theme ui/component/bigtype ui/component/chart ui/component/clock ui/component/editor ui/component/page store content",
	"ui/nav":                   "",
	"ui/phrase":                "",
	"ui/report":                "ui/phrase store content",
	"ui/screen":                "ui/phrase store/vault ui/privacy ui/step ui/env ui/nav ui/autosave ui/duedate ui/theme ui/trouble ui/component/editor ui/component/form ui/component/page ui/component/secret ui/component/thread store/insight store content",
	"ui/privacy":               "ui/phrase store",
	"ui/step":                  "ui/privacy ui/env ui/autosave ui/duedate ui/theme ui/component/editor ui/component/form ui/component/page store/insight store content",
	"ui/terminal":              "ui/theme",
	"ui/theme":                 "",
	"ui/trouble":               "ui/phrase store",
}

// libraries says in which folders a library may be used, by the start of its path.
var libraries = map[string][]string{
	"charm.land/":         {"ui"},
	"go.etcd.io/bbolt":    {"store"},
	"golang.org/x/crypto": {"store/vault"},
	"github.com/spf13/":   {"ui/cli"},
	"filippo.io/age":      {"ui/cli", "ui/e2e"},
	"charm.land/glamour":  {"ui/theme"},
}

// room is what may be used of the store where a group can see it: its sessions,
// which are declared in store/session*.go, and these plain words beside. There is
// no way from them to a workbook.
var room = map[string]string{
	"ui/facilitate": "Options Date DateOf ID State StateOpen StateTried StateKept StateChanged StateDropped Problem ProblemDiskFull ProblemInUse ProblemReplaced",
}

// allowed is what is not allowed elsewhere, with the reason: "file rule".
var allowed = map[string]string{
	"ui/cli/cli.go clock":         "the one clock, handed down from here",
	"store/store.go clock":        "the zero Options are those of the program",
	"store/restore.go clock":      "the zero Options are those of the program",
	"content/load.go panic":       "the compiler has embedded the folder",
	"ui/cli/root.go panic":        "the flag was made in the lines above",
	"ui/cli/agenda.go panic":      "the flag was made in the lines above",
	"ui/cli/agendaprint.go panic": "the flag was made in the lines above",
	"ui/cli/export.go panic":      "the flag was made in the lines above",
	"main.go exit":                "the process ends here and nowhere else",
	"ui/cli/version.go state":     "the linker sets it",
	"content/check.go state":      "a pointer into the table of rules, which is only read",
}

var (
	hexColor  = regexp.MustCompile(`^"#(?:[0-9A-Fa-f]{3}){1,2}"$`)
	colorName = regexp.MustCompile(`^(?:Color|Complete|LightDark|(?:Bright)?(?:Black|Red|Green|Yellow|Blue|Magenta|Cyan|White))$`)
	keyName   = regexp.MustCompile(`^"(?:(?:ctrl|alt|shift)\+.+|tab|enter|esc|space|up|down|left|right|home|end|pgup|pgdown|backspace|delete|f[0-9]+)"$`)
	version   = regexp.MustCompile(`/v[0-9]+$`)
	vagueName = regexp.MustCompile(`^(?:utils?|common|helpers?|types|managers?|services?|misc|shared)$`)
)

// source is the text of files by their path in the repository.
type source map[string]string

// inspection looks at the files of one folder.
type inspection struct {
	dir   string
	fset  *token.FileSet
	info  *types.Info
	files map[string]*ast.File
	found []string
	open  []string // what room allows of the store; nil is everything
}

// inspect returns what breaks the rules of the house, as "file:line: what".
func inspect(all source) (found []string) {
	dirs := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		dirs[path.Dir(name)] = append(dirs[path.Dir(name)], name)
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		i := &inspection{dir: dir, fset: token.NewFileSet(), files: map[string]*ast.File{}}
		for _, name := range dirs[dir] {
			f, err := parser.ParseFile(i.fset, name, all[name], parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				return append(found, err.Error())
			}
			i.files[name] = f
		}
		if beside, restricted := room[dir]; restricted {
			i.open = append(strings.Fields(beside), sessionNames(all)...)
		}
		i.resolve()
		for name, f := range i.files {
			i.imports(f)
			if !strings.HasSuffix(name, "_test.go") {
				ast.Inspect(f, func(n ast.Node) bool { i.node(name, n); return true })
				i.declarations(name, f)
			}
		}
		i.screens()
		found = append(found, i.found...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// nothing lets a folder be looked at alone: what it imports is taken as empty.
type nothing struct{}

func (nothing) Import(imported string) (*types.Package, error) {
	pkg := types.NewPackage(imported, path.Base(version.ReplaceAllString(imported, "")))
	pkg.MarkComplete()
	return pkg, nil
}

func (i *inspection) resolve() {
	i.info = &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: nothing{}, Error: func(error) {}}
	var files []*ast.File
	for name, f := range i.files {
		if !strings.HasSuffix(name, "_test.go") {
			files = append(files, f)
		}
	}
	_, _ = conf.Check(i.dir, i.fset, files, i.info) // its errors are about the imports
}

func (i *inspection) report(at ast.Node, rule, format string, args ...any) {
	p := i.fset.Position(at.Pos())
	if allowed[p.Filename+" "+rule] == "" {
		i.found = append(i.found, fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, fmt.Sprintf(format, args...)))
	}
}

func (i *inspection) imports(f *ast.File) {
	if name := f.Name.Name; vagueName.MatchString(name) || vagueName.MatchString(path.Base(i.dir)) {
		i.report(f.Name, "name", "package %s does not say what it gives", name)
	}
	may, known := arrows[i.dir]
	if !known {
		i.report(f.Name, "arrow", "package %s is not in the picture", i.dir)
	}
	for _, spec := range f.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(imported, "goldenthread/"); ok && ours != i.dir && !slices.Contains(strings.Fields(may), ours) {
			i.report(spec, "arrow", "%s must not know %s", i.dir, ours)
		}
		for library, dirs := range libraries {
			inside := func(dir string) bool { return i.dir == dir || strings.HasPrefix(i.dir, dir+"/") }
			if strings.HasPrefix(imported, library) && !slices.ContainsFunc(dirs, inside) {
				i.report(spec, "arrow", "%s must not know %s", i.dir, imported)
			}
		}
	}
}

// node looks at what may stand anywhere in a file.
func (i *inspection) node(name string, n ast.Node) {
	inUI := strings.HasPrefix(name, "ui/")
	switch n := n.(type) {
	case *ast.BasicLit:
		if hexColor.MatchString(n.Value) && i.dir != "ui/theme" {
			i.report(n, "color", "a colour outside ui/theme: %s", n.Value)
		}
	case *ast.SelectorExpr:
		i.selector(n)
	case *ast.CallExpr:
		if called, ok := n.Fun.(*ast.Ident); ok && called.Name == "panic" {
			i.report(n, "panic", "panic: return an error")
		}
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			i.keys(n.X, n.Y)
			i.keys(n.Y, n.X)
		}
	case *ast.CaseClause:
		for _, e := range n.List {
			if lit, ok := e.(*ast.BasicLit); ok && inUI && keyName.MatchString(lit.Value) {
				i.report(lit, "key", "a raw key %s: use a key.Binding", lit.Value)
			}
		}
	case *ast.SwitchStmt:
		for _, clause := range n.Body.List {
			for _, e := range clause.(*ast.CaseClause).List {
				i.keys(n.Tag, e)
			}
		}
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			i.changed(e)
		}
	case *ast.IncDecStmt:
		i.changed(n.X)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			i.changed(n.X)
		}
	}
}

// selector looks at a name of an imported package.
func (i *inspection) selector(n *ast.SelectorExpr) {
	x, _ := n.X.(*ast.Ident)
	pkg, ok := i.info.Uses[x].(*types.PkgName)
	if !ok {
		return
	}
	switch full := pkg.Imported().Path() + "." + n.Sel.Name; {
	case full == "time.Now" || full == "time.Since" || full == "time.Until":
		i.report(n, "clock", "%s: ask Env.Now", full)
	case full == "os.Exit" || strings.HasPrefix(full, "log.Fatal"):
		i.report(n, "exit", "%s: return an error", full)
	case i.open != nil && pkg.Imported().Path() == "goldenthread/store" && !slices.Contains(i.open, n.Sel.Name):
		i.report(n, "room", "%s must not know store.%s: a group could see it", i.dir, n.Sel.Name)
	case i.dir == "ui/theme":
	case strings.HasPrefix(full, "charm.land/lipgloss/v2.") && colorName.MatchString(n.Sel.Name):
		i.report(n, "color", "a colour outside ui/theme: lipgloss.%s", n.Sel.Name)
	case strings.HasPrefix(full, "image/color.") && strings.HasSuffix(n.Sel.Name, "RGBA"):
		i.report(n, "color", "a colour outside ui/theme: color.%s", n.Sel.Name)
	}
}

// sessionNames returns what is declared in the files of the sessions.
func sessionNames(all source) (names []string) {
	for name, text := range all {
		if ok, _ := path.Match("store/session*.go", name); !ok || strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			continue // inspect says so
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						names = append(names, s.Name.Name)
					case *ast.ValueSpec:
						for _, ident := range s.Names {
							names = append(names, ident.Name)
						}
					}
				}
			}
		}
	}
	return names
}

// keys refuses to compare the words of a message with a literal.
func (i *inspection) keys(words, with ast.Expr) {
	lit, isLiteral := with.(*ast.BasicLit)
	call, isCall := words.(*ast.CallExpr)
	if !isLiteral || !isCall || lit.Kind != token.STRING || len(call.Args) > 0 {
		return
	}
	if fun, ok := call.Fun.(*ast.SelectorExpr); ok && (fun.Sel.Name == "String" || fun.Sel.Name == "Keystroke") && strings.HasPrefix(i.dir, "ui") {
		i.report(with, "key", "a raw key %s: use a key.Binding", lit.Value)
	}
}

// changed refuses to change a variable of the package, or a part of it.
func (i *inspection) changed(e ast.Expr) {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			if v, ok := i.info.Uses[x].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				i.report(x, "state", "the package variable %s is changed", x.Name)
			}
			return
		default:
			return
		}
	}
}

// declarations looks at init and at the variables of the package.
func (i *inspection) declarations(name string, f *ast.File) {
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			i.report(fn, "init", "init: make it where it is needed")
		}
		vars, ok := d.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR {
			continue
		}
		for _, s := range vars.Specs {
			v := s.(*ast.ValueSpec)
			embeds := vars.Doc != nil && strings.HasPrefix(vars.Doc.List[len(vars.Doc.List)-1].Text, "//go:embed ")
			if len(v.Values) == 0 && !embeds {
				i.report(v, "state", "the package variable %s has no value yet", v.Names[0].Name)
			}
		}
	}
}

// screens refuses a screen that names another: a type with a Title, used in a
// file that is not its own.
func (i *inspection) screens() {
	if i.dir != "ui/screen" {
		return
	}
	home := map[string]string{}
	for name, f := range i.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil && fn.Name.Name == "Title" {
				if star, ok := fn.Recv.List[0].Type.(*ast.StarExpr); ok {
					home[star.X.(*ast.Ident).Name] = name
				}
			}
		}
	}
	for ident, used := range i.info.Uses {
		_, isType := used.(*types.TypeName)
		if own := home[ident.Name]; isType && own != "" && own != i.fset.Position(ident.Pos()).Filename {
			i.report(ident, "screen", "the screen %s is named: use its route", ident.Name)
		}
	}
}

// The program is as CONTRIBUTING.md says that it is.
func TestHouse(t *testing.T) {
	all := source{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if err == nil && path.Ext(name) == ".go" {
			text, err := fs.ReadFile(root, name)
			all[name] = string(text)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range inspect(all) {
		t.Error(broken)
	}
	for dir := range arrows {
		if files, _ := filepath.Glob(filepath.Join("..", dir, "*.go")); len(files) == 0 {
			t.Errorf("there is no package %s any more", dir)
		}
	}
}

// Every rule is one that can be broken, and what is right is let through.
func TestHouseFindsWhatIsWrong(t *testing.T) {
	for want, snippet := range map[string]string{
		"content must not know store":                   `content/a.go: package content; import _ "goldenthread/store"`,
		"store must not know store/insight":             `store/a.go: package store; import _ "goldenthread/store/insight"`,
		"ui/component/page must not know store":         `ui/component/page/a.go: package page; import _ "goldenthread/store"`,
		"ui/step must not know ui/screen":               `ui/step/a_test.go: package step; import _ "goldenthread/ui/screen"`,
		"content must not know charm.land/glamour/v2":   `content/a.go: package content; import _ "charm.land/glamour/v2"`,
		"ui/screen must not know charm.land/glamour/v2": `ui/screen/a.go: package screen; import _ "charm.land/glamour/v2"`,
		"ui must not know go.etcd.io/bbolt":             `ui/a.go: package ui; import _ "go.etcd.io/bbolt"`,
		"package ui/new is not in the picture":          `ui/new/a.go: package new`,
		"package helpers does not say what it gives":    `ui/helpers/a.go: package helpers`,
		`a colour outside ui/theme: "#E5B84B"`:          `ui/a.go: package ui; const c = "#E5B84B"`,
		"a colour outside ui/theme: lipgloss.Color":     `ui/step/a.go: package step; import "charm.land/lipgloss/v2"; func f() { lipgloss.Color("1") }`,
		"a colour outside ui/theme: lipgloss.BrightRed": `ui/step/a.go: package step; import gloss "charm.land/lipgloss/v2"; func f() { _ = gloss.BrightRed }`,
		"a colour outside ui/theme: color.RGBA":         `ui/a.go: package ui; import "image/color"; func f() { _ = color.RGBA{} }`,
		"time.Now: ask Env.Now":                         `ui/screen/a.go: package screen; import "time"; func f() { time.Now() }`,
		"time.Since: ask Env.Now":                       `store/a.go: package store; import "time"; func f() { time.Since(x) }`,
		`a raw key "tab": use a key.Binding`:            `ui/a.go: package ui; func f(s string) { switch s { case "tab": } }`,
		`a raw key "x": use a key.Binding`:              `ui/a.go: package ui; func f() { switch m.String() { case "x": } }`,
		`a raw key "q": use a key.Binding`:              `ui/a.go: package ui; func f() bool { return m.String() == "q" }`,
		"panic: return an error":                        `store/a.go: package store; func f() { panic("no") }`,
		"os.Exit: return an error":                      `ui/cli/a.go: package cli; import "os"; func f() { os.Exit(1) }`,
		"init: make it where it is needed":              `store/a.go: package store; func init() {}`,
		"the package variable n has no value yet":       `store/a.go: package store; var n int`,
		"the package variable cache is changed":         `store/a.go: package store; var cache = map[string]int{}; func f() { cache["a"] = 1 }`,
		"the package variable count is changed":         `store/a.go: package store; var count = 1; func f() { count++ }`,
		"the package variable place is changed":         `store/a.go: package store; var place = 1; func f() *int { return &place }`,
		"ui/facilitate must not know store.Open":        `ui/facilitate/a.go: package facilitate; import "goldenthread/store"; func f() { store.Open() }`,
		"ui/facilitate must not know store.Store":       `ui/facilitate/a.go: package facilitate; import st "goldenthread/store"; type a struct{ s *st.Store }`,
		"must not know store.Snapshots":                 `store/session.go: package store; func Sessions() {} ui/facilitate/a.go: package facilitate; import "goldenthread/store"; func f() { store.Sessions(); store.Snapshots() }`,
		"the screen home is named: use its route":       `ui/screen/a.go: package screen; type home struct{}; func (*home) Title() string { return "" } ui/screen/b.go: package screen; var h = home{}`,
		"": `store/session.go: package store; func Sessions() {} ui/facilitate/a.go: package facilitate; import "goldenthread/store"; func f() { store.Sessions(); store.DateOf() } ui/screen/a.go: package screen; import ("time"; "goldenthread/ui/step"); var names = []string{"tab"}; type home struct{ at time.Time }; func (h *home) Title() string { names := names; names[0] = "enter"; h.at = time.Time{}; return step.Name }`,
	} {
		all := source{}
		parts := regexp.MustCompile(`[\w/]+\.go: `).FindAllStringIndex(snippet, -1)
		for n, at := range parts {
			end := len(snippet)
			if n+1 < len(parts) {
				end = parts[n+1][0]
			}
			all[strings.TrimSuffix(snippet[at[0]:at[1]], ": ")] = snippet[at[1]:end]
		}
		found := strings.Join(inspect(all), "\n")
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%s\nfound %q, want %q", snippet, found, want)
		}
	}
}
