package ui

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// allowed lists the exceptions from the rules, "file rule", each with its reason.
var allowed = map[string]string{
	"ui/cli/cli.go clock":              "the one clock, handed down from here",
	"ui/terminal/program.go clock":     "bounds the wait for a writer that may hang while the program ends",
	"store/file/schema.go clock":       "the zero Options are those of the program",
	"store/session/session.go clock":   "the zero Options are those of the program",
	"ui/facilitate/wall_test.go arrow": "it fills the workbook that nobody in the room may see",
	"content/load.go panic":            "the compiler has embedded the folder",
	"ui/cli/args.go panic":             "the flag was made in the lines above",
	"ui/prompt/secret.go escape":       "a recovery key is shown on the alternate screen, without a program",
	"ui/cli/root.go state":             "two switches of the library of commands, which has no other way to set them",
	"ui/cli/root.go color":             "the absence of every colour",
	"ui/cli/agendafind.go open":        "the folder of a page that a person names; content reads it",
	"ui/cli/book.go open":              "the folder of content that a person names; content looks at each file of it first",
	"ui/cli/check.go open":             "the folder of texts that a person names, to compare with",
	"main.go exit":                     "the process ends here and nowhere else",
	"ui/cli/version.go state":          "the linker sets it",
	"content/check/check.go state":     "a pointer into the table of rules, which is only read",
	"content/example.go open":          "it makes new files alone, and knows no store",
	"store/internal/disk/disk.go open": "a folder, to put its names on the disk",
	"ui/outfile/stream.go open":        "a device or a pipe that a person named to be written to",
	"store/body.go kind":               "the members one by one: a kind is held against those that are set",
}

// walls are the packages in which not even a value may be used whose type comes
// from a package that they do not import: what a group can see must have no way to
// a workbook, also not through a method of something that is at hand.
var walls = []string{"ui/facilitate"}

var (
	hexColor  = regexp.MustCompile(`^#(?:[0-9A-Fa-f]{3}){1,2}$`)
	colorName = regexp.MustCompile(`^(?:Color|Complete|LightDark|(?:Bright)?(?:Black|Red|Green|Yellow|Blue|Magenta|Cyan|White))$`)
	keyName   = regexp.MustCompile(`^(?:(?:ctrl|alt|shift)\+.+|tab|enter|esc|space|up|down|left|right|home|end|pgup|pgdown|backspace|delete|f[0-9]+)$`)
	vagueName = regexp.MustCompile(`^(?:utils?|common|helpers?|types|managers?|services?|misc|shared)$`)
	clocks    = regexp.MustCompile(`^time\.(?:Now|Since|Until|After|AfterFunc|Sleep|Tick|NewTimer|NewTicker)$`)
	opens     = regexp.MustCompile(`^(?:os\.(?:Open|OpenFile|OpenRoot|OpenInRoot|Create|NewFile|DirFS|ReadFile|WriteFile)|syscall\.(?:Open|Openat|Mkfifo))$`)
	alters    = regexp.MustCompile(`^(?:maps\.(?:Copy|Insert|DeleteFunc)|slices\.(?:Sort|SortFunc|SortStableFunc|Reverse|Delete|DeleteFunc|Compact|CompactFunc|Insert|Replace))$`)
	temps     = regexp.MustCompile(`^os\.(?:CreateTemp|MkdirTemp)$`)
	ofTable   = regexp.MustCompile(`(?:^\.?|%[svq]\.)(?:lock|owner|seen|editing|new|restoring|rewriting|salvaging|part|journal|damaged)$|\.(?:copying|before-restore|before-seal|saved|damaged)-|%[svq]\.(?:lock|owner|seen|part|journal)\b`)
	exits     = regexp.MustCompile(`^(?:os\.Exit|syscall\.Exit|runtime\.Goexit|log\.(?:Fatal|Panic).*)$`)
	palettes  = regexp.MustCompile(`^(?:image/color|charm\.land/lipgloss/v2|github\.com/charmbracelet/x/ansi)$`)
	terminals = regexp.MustCompile(`^(?:charm\.land/bubbletea/v2|github\.com/charmbracelet/ultraviolet)$`)
)

// inspection collects what breaks the rules in one package.
type inspection struct {
	house
	room
	found   []string
	excused []string // the exceptions that were needed
}

// inspect returns what breaks the rules in a package, as "file:line: what", and
// the exceptions that were needed.
func inspect(h house, r room) (found, excused []string) {
	i := &inspection{house: h, room: r}
	i.pictured()
	for _, f := range r.files {
		i.imports(f)
		i.declarations(f)
		i.kinds(f)
		ast.Inspect(f, func(n ast.Node) bool { i.node(n); return true })
	}
	for _, f := range r.unchecked {
		i.imports(f)
	}
	i.uses()
	i.screens()
	slices.Sort(i.found)
	return slices.Compact(i.found), i.excused
}

func (i *inspection) report(at ast.Node, rule, format string, args ...any) {
	p := i.fset.Position(at.Pos())
	if exception := p.Filename + " " + rule; allowed[exception] != "" {
		i.excused = append(i.excused, exception)
		return
	}
	i.found = append(i.found, fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, fmt.Sprintf(format, args...)))
}

// pictured refuses a package that CONTRIBUTING.md does not know, and a name that
// says nothing.
func (i *inspection) pictured() {
	first := append(slices.Clone(i.files), i.unchecked...)[0]
	if _, known := i.arrows[i.dir]; !known {
		i.report(first.Name, "arrow", "package %s is not in the picture", i.dir)
	}
	if name := first.Name.Name; vagueName.MatchString(name) || vagueName.MatchString(path.Base(i.dir)) {
		i.report(first.Name, "name", "package %s does not say what it gives", name)
	}
}

// imports holds the imports of a file, tests included, against the arrows.
func (i *inspection) imports(f *ast.File) {
	for _, spec := range f.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if spec.Name != nil && spec.Name.Name == "." {
			i.report(spec, "arrow", "a dot import of %s: name the package where it is used", imported)
		}
		if ours, ok := strings.CutPrefix(imported, module+"/"); ok && ours != i.dir && !slices.Contains(i.arrows[i.dir], ours) {
			i.report(spec, "arrow", "%s must not know %s", i.dir, ours)
		}
		for library, dirs := range i.libraries {
			inside := func(dir string) bool { return i.dir == dir || strings.HasPrefix(i.dir, dir+"/") }
			if strings.HasPrefix(imported, library) && !slices.ContainsFunc(dirs, inside) {
				i.report(spec, "arrow", "%s must not know %s", i.dir, imported)
			}
		}
	}
}

// node looks at what may appear anywhere in a file.
func (i *inspection) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		i.literal(n)
	case *ast.CallExpr:
		i.call(n)
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			i.keys(n.X, n.Y)
			i.keys(n.Y, n.X)
		}
	case *ast.SwitchStmt:
		for _, clause := range n.Body.List {
			for _, e := range clause.(*ast.CaseClause).List {
				i.keys(n.Tag, e)
				if _, written := e.(*ast.BasicLit); written && i.inUI() && keyName.MatchString(i.text(e)) {
					i.report(e, "key", "a raw key %q: use a key.Binding", i.text(e))
				}
			}
		}
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			i.changed(e)
		}
	case *ast.RangeStmt:
		i.changed(n.Key)
		i.changed(n.Value)
	case *ast.IncDecStmt:
		i.changed(n.X)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			i.changed(n.X)
		}
	}
}

func (i *inspection) inUI() bool { return i.dir == "ui" || strings.HasPrefix(i.dir, "ui/") }

// text returns the constant text of an expression, "" if there is none.
func (i *inspection) text(e ast.Expr) string {
	if value := i.info.Types[e].Value; value != nil && value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	return ""
}

func (i *inspection) literal(n *ast.BasicLit) {
	value := i.info.Types[n].Value
	if value == nil || i.dir == "ui/theme" {
		return
	}
	text := ""
	switch value.Kind() {
	case constant.String:
		text = constant.StringVal(value)
	case constant.Int:
		if r, ok := constant.Int64Val(value); ok && n.Kind == token.CHAR {
			text = string(rune(r))
		}
	}
	if hexColor.MatchString(text) {
		i.report(n, "color", "a colour outside ui/theme: %q", text)
	}
	if strings.HasPrefix(text, ".") && ofTable.MatchString(text) || strings.Contains(text, "%") && ofTable.MatchString(text) {
		if i.dir != "store/related" {
			i.report(n, "name", "%q makes a name beside the workbook: the table in store/related has them all", text)
		}
	}
	if strings.ContainsAny(text, "\x1b\u009b") {
		i.report(n, "escape", "an escape sequence outside ui/theme: %q", text)
	}
}

// call refuses a panic, and what changes a variable of the package by a call.
func (i *inspection) call(n *ast.CallExpr) {
	switch f := ast.Unparen(n.Fun).(type) {
	case *ast.Ident:
		builtin, _ := i.info.Uses[f].(*types.Builtin)
		switch {
		case builtin == nil:
		case builtin.Name() == "panic":
			i.report(n, "panic", "panic: return an error")
		case slices.Contains([]string{"delete", "clear", "copy"}, builtin.Name()) && len(n.Args) > 0:
			i.changed(n.Args[0])
		}
	case *ast.SelectorExpr:
		if fn, ok := i.info.Uses[f.Sel].(*types.Func); ok && fn.Pkg() != nil && alters.MatchString(fn.Pkg().Path()+"."+fn.Name()) && len(n.Args) > 0 {
			i.changed(n.Args[0])
		}
		if s := i.info.Selections[f]; s != nil && s.Kind() == types.MethodVal && !isPointer(s.Recv()) && isPointer(s.Obj().(*types.Func).Signature().Recv().Type()) {
			i.changed(f.X)
		}
	}
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// keys refuses to compare what a key says with a constant.
func (i *inspection) keys(words, with ast.Expr) {
	if words == nil || !i.inUI() {
		return
	}
	words = ast.Unparen(words)
	if call, ok := words.(*ast.CallExpr); ok && len(call.Args) == 0 {
		words = call.Fun
	}
	f, ok := words.(*ast.SelectorExpr)
	if ok && f.Sel.Name == "Code" && i.isRune(with) && isFrom(i.info.Types[f.X].Type, terminals) {
		i.report(with, "key", "a raw key %s: use a key.Binding", i.info.Types[with].Value)
	}
	if !ok || !slices.Contains([]string{"String", "Keystroke", "Text"}, f.Sel.Name) {
		return
	}
	if of := i.info.Types[f.X].Type; i.text(with) != "" && of != nil && isFrom(of, terminals) {
		i.report(with, "key", "a raw key %q: use a key.Binding", i.text(with))
	}
}

// isRune reports whether an expression is a character as it is written, and not the
// library's name of a key.
func (i *inspection) isRune(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	return ok && lit.Kind == token.CHAR
}

// isFrom reports whether a type is named in one of the packages, or is a pointer
// to such a type.
func isFrom(t types.Type, packages *regexp.Regexp) bool {
	if t == nil {
		return false
	}
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && packages.MatchString(named.Obj().Pkg().Path())
}

// changed refuses to change a variable of the package, or a part of it.
func (i *inspection) changed(e ast.Expr) {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			if i.isPackageVar(x.Sel) {
				i.report(x, "state", "the package variable %s is changed", x.Sel.Name)
				return
			}
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			if i.isPackageVar(x) {
				i.report(x, "state", "the package variable %s is changed", x.Name)
			}
			return
		default:
			return
		}
	}
}

func (i *inspection) isPackageVar(x *ast.Ident) bool {
	v, ok := i.info.Uses[x].(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// declarations refuses init, and variables of the package without a value.
func (i *inspection) declarations(f *ast.File) {
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

// uses looks at every name that is used, by what it really names.
func (i *inspection) uses() {
	for ident, used := range i.info.Uses {
		if used.Pkg() == nil {
			continue
		}
		from := used.Pkg().Path()
		full := from + "." + used.Name()
		fn, isFunc := used.(*types.Func)
		isFunc = isFunc && fn.Signature().Recv() == nil
		switch {
		case isFunc && clocks.MatchString(full):
			i.report(ident, "clock", "%s: ask Env.Now", full)
		case isFunc && i.dir != "store/guarded" && opens.MatchString(full):
			i.report(ident, "open", "%s: open it by store/guarded", full)
		case isFunc && i.dir != "store/guarded" && temps.MatchString(full):
			i.report(ident, "name", "%s: a name that nobody finds again", full)
		case isFunc && exits.MatchString(full):
			i.report(ident, "exit", "%s: return an error", full)
		case i.dir != "ui/theme" && i.isColor(used):
			i.report(ident, "color", "a colour outside ui/theme: %s.%s", used.Pkg().Name(), used.Name())
		}
		ours, ok := strings.CutPrefix(from, module+"/")
		if ok && slices.Contains(walls, i.dir) && ours != i.dir && !slices.Contains(i.arrows[i.dir], ours) {
			i.report(ident, "wall", "%s must not reach %s.%s", i.dir, ours, used.Name())
		}
	}
}

// isColor reports whether an object of a library is a colour, or makes one.
func (i *inspection) isColor(o types.Object) bool {
	if !palettes.MatchString(o.Pkg().Path()) || o.Parent() != o.Pkg().Scope() {
		return false
	}
	t := o.Type()
	if f, ok := o.(*types.Func); ok {
		if t = nil; f.Signature().Results().Len() == 1 {
			t = f.Signature().Results().At(0).Type()
		}
	} else if types.IsInterface(t) {
		return false // the word for any colour, as a value of ui/theme has it
	}
	return colorName.MatchString(o.Name()) || t != nil && types.Implements(t, i.color)
}

// screens refuses a screen that names another: a type with a Title, or a function
// that makes one, used in a file that is neither its own nor the table.
func (i *inspection) screens() {
	if i.dir != "ui/screen" && !strings.HasPrefix(i.dir, "ui/screen/") {
		return
	}
	for ident, used := range i.info.Uses {
		t := screenOf(used)
		at, own := i.fset.Position(ident.Pos()).Filename, i.fset.Position(used.Pos()).Filename
		if t != nil && used.Pkg() == i.pkg && at != own && path.Base(at) != "open.go" {
			i.report(ident, "screen", "the screen %s is named: use its route", t.Obj().Name())
		}
	}
}

// screenOf returns the type of the screen that an object is, or makes.
func screenOf(o types.Object) *types.Named {
	t := o.Type()
	switch o := o.(type) {
	case *types.TypeName:
	case *types.Func:
		if o.Signature().Recv() != nil || o.Signature().Results().Len() == 0 {
			return nil
		}
		t = o.Signature().Results().At(0).Type()
	default:
		return nil
	}
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := t.(*types.Named)
	if !ok || types.IsInterface(named) {
		return nil
	}
	method, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), false, named.Obj().Pkg(), "Title")
	if fn, ok := method.(*types.Func); ok && fn.Pkg() == named.Obj().Pkg() {
		return named
	}
	return nil
}

// The program is as CONTRIBUTING.md says that it is, and no row or exception is
// left over.
func TestHouse(t *testing.T) {
	h := openHouse(t)
	needed := map[string]bool{}
	for _, r := range h.rooms {
		found, excused := inspect(h, r)
		for _, broken := range found {
			t.Error(broken)
		}
		for _, exception := range excused {
			needed[exception] = true
		}
	}
	for exception := range allowed {
		if !needed[exception] {
			t.Errorf("the exception %q is not needed any more", exception)
		}
	}
	for dir, may := range h.arrows {
		if !h.dirs[dir] {
			t.Errorf("CONTRIBUTING.md: there is no package %s any more", dir)
		}
		for _, ours := range may {
			if !h.imported[dir+" "+ours] {
				t.Errorf("CONTRIBUTING.md: %s does not import %s any more", dir, ours)
			}
		}
	}
}

// Every rule is one that can be broken, and what is right is let through.
func TestHouseFindsWhatIsWrong(t *testing.T) {
	h := openHouse(t)
	for want, snippet := range map[string]string{
		"content must not know store":                      `content/a.go: package content; import _ "goldenthread/store"`,
		"store must not know store/insight":                `store/a.go: package store; import _ "goldenthread/store/insight"`,
		"ui/component/page must not know store":            `ui/component/page/a.go: package page; import _ "goldenthread/store"`,
		"ui/screen/file must not know ui/screen/private":   `ui/screen/file/a.go: package file; import _ "goldenthread/ui/screen/private"`,
		"ui/step must not know ui/screen":                  `ui/step/a_test.go: package step; import _ "goldenthread/ui/screen"`,
		"content must not know charm.land/glamour/v2":      `content/a.go: package content; import _ "charm.land/glamour/v2"`,
		"ui/screen must not know charm.land/glamour/v2":    `ui/screen/a.go: package screen; import _ "charm.land/glamour/v2"`,
		"ui must not know go.etcd.io/bbolt":                `ui/a.go: package ui; import _ "go.etcd.io/bbolt"`,
		"package ui/new is not in the picture":             `ui/new/a.go: package new`,
		"package helpers does not say what it gives":       `ui/helpers/a.go: package helpers`,
		"a dot import of goldenthread/store":               `ui/screen/file/a.go: package file; import . "goldenthread/store"; var _ = Open`,
		"a dot import of strings":                          `ui/a_test.go: package ui; import . "strings"`,
		`a colour outside ui/theme: "#E5B84B"`:             `ui/a.go: package ui; const c = "#E5B84B"`,
		"a colour outside ui/theme: lipgloss.Color":        `ui/step/a.go: package step; import "charm.land/lipgloss/v2"; func f() { lipgloss.Color("1") }`,
		"a colour outside ui/theme: lipgloss.BrightRed":    `ui/step/a.go: package step; import gloss "charm.land/lipgloss/v2"; func f() { _ = gloss.BrightRed }`,
		"a colour outside ui/theme: lipgloss.ANSIColor":    `ui/a.go: package ui; import "charm.land/lipgloss/v2"; var c = lipgloss.ANSIColor(3)`,
		"a colour outside ui/theme: lipgloss.RGBColor":     `ui/a.go: package ui; import "charm.land/lipgloss/v2"; var c = lipgloss.RGBColor{}`,
		"a colour outside ui/theme: ansi.Red":              `ui/a.go: package ui; import "github.com/charmbracelet/x/ansi"; var c = ansi.Red`,
		"a colour outside ui/theme: color.RGBA":            `ui/a.go: package ui; import "image/color"; func f() { _ = color.RGBA{} }`,
		"an escape sequence outside ui/theme: \"\\x1b[31m": `ui/a.go: package ui; const red = "\x1b[31m"`,
		"an escape sequence outside ui/theme: \"\\x1b\"":   `ui/a.go: package ui; const esc = '\x1b'`,
		"time.Now: ask Env.Now":                            `ui/screen/a.go: package screen; import "time"; func f() { time.Now() }`,
		"os.ReadFile: open it by store/guarded":            `ui/answer/a.go: package answer; import "os"; func f() { os.ReadFile("x") }`,
		"os.OpenFile: open it by store/guarded":            `store/file/a.go: package file; import "os"; var open = os.OpenFile`,
		`".part" makes a name`:                             `store/file/a.go: package file; func f(path string) string { return path + ".part" }`,
		`"%s.lock" makes a name`:                           `ui/cli/a.go: package cli; const f = "%s.lock"`,
		`".before-seal-" makes a name`:                     `store/a.go: package store; const aside = ".before-seal-"`,
		"os.CreateTemp: a name that nobody finds again":    `ui/outfile/a.go: package outfile; import "os"; func f() { os.CreateTemp("", "x-*") }`,
		"time.Since: ask Env.Now":                          `store/a.go: package store; import "time"; func f() { time.Since(x) }`,
		"time.Until: ask Env.Now":                          `store/a.go: package store; import clock "time"; var until = clock.Until`,
		"time.Sleep: ask Env.Now":                          `ui/a.go: package ui; import "time"; func f() { time.Sleep(1) }`,
		"time.NewTimer: ask Env.Now":                       `ui/a.go: package ui; import "time"; func f() { time.NewTimer(1) }`,
		`a raw key "tab": use a key.Binding`:               `ui/a.go: package ui; func f(s string) { switch s { case "tab": } }`,
		`a raw key "x": use a key.Binding`:                 `ui/a.go: package ui; import tea "charm.land/bubbletea/v2"; func f(m tea.KeyPressMsg) { switch m.String() { case "x": } }`,
		`a raw key "q": use a key.Binding`:                 `ui/a.go: package ui; import tea "charm.land/bubbletea/v2"; func f(m tea.KeyPressMsg) bool { return m.Keystroke() == "q" }`,
		`a raw key "v": use a key.Binding`:                 `ui/a.go: package ui; import tea "charm.land/bubbletea/v2"; func f(m tea.KeyPressMsg) bool { return "v" == m.Text }`,
		`a raw key "w": use a key.Binding`:                 `ui/a.go: package ui; import tea "charm.land/bubbletea/v2"; func f(m tea.KeyPressMsg) bool { return m.Key().Text == "w" }`,
		"a raw key 118: use a key.Binding":                 `ui/a.go: package ui; import tea "charm.land/bubbletea/v2"; func f(m tea.KeyPressMsg) bool { return m.Code == 'v' }`,
		"the package variable tags is changed":             `store/a.go: package store; import "maps"; var tags = map[string]int{}; func f() { maps.Copy(tags, nil) }`,
		"the package variable rows is changed":             `store/a.go: package store; import "slices"; var rows = []int{2, 1}; func f() { slices.Sort(rows) }`,
		"panic: return an error":                           `store/a.go: package store; func f() { panic("no") }`,
		"os.Exit: return an error":                         `ui/cli/a.go: package cli; import "os"; func f() { os.Exit(1) }`,
		"log.Fatalf: return an error":                      `ui/cli/a.go: package cli; import "log"; func f() { log.Fatalf("no") }`,
		"init: make it where it is needed":                 `store/a.go: package store; func init() {}`,
		"the package variable n has no value yet":          `store/a.go: package store; var n int`,
		"the package variable cache is changed":            `store/a.go: package store; var cache = map[string]int{}; func f() { cache["a"] = 1 }`,
		"the package variable count is changed":            `store/a.go: package store; var count = 1; func f() { count++ }`,
		"the package variable place is changed":            `store/a.go: package store; var place = 1; func f() *int { return &place }`,
		"the package variable known is changed":            `store/a.go: package store; var known = map[string]int{}; func f() { delete(known, "a") }`,
		"the package variable words is changed":            `store/a.go: package store; var words = map[string]int{}; func f() { clear(words) }`,
		"the package variable buffer is changed":           `store/a.go: package store; import "strings"; var buffer = strings.Builder{}; func f() { buffer.WriteString("a") }`,
		"the package variable at is changed":               `store/a.go: package store; var at = 1; func f() { for at = range 3 {} }`,
		"the package variable ErrClosed is changed":        `ui/a.go: package ui; import "goldenthread/store"; func f() { store.ErrClosed = nil }`,
		"ui/console must not know store":                   `ui/console/a.go: package console; import "goldenthread/store"; func f(x any) { x.(*store.Store).Close() }`,
		"the screen home is named: use its route":          `ui/screen/a.go: package screen; type home struct{}; func (*home) Title() string { return "" } ui/screen/b.go: package screen; var h = home{}`,
		"the screen unit is named: use its route":          `ui/screen/a.go: package screen; type unit struct{}; func (*unit) Title() string { return "" }; func newUnit() *unit { return nil } ui/screen/b.go: package screen; var h = newUnit()`,
		"": `ui/screen/reflection/a.go: package reflection; import ("time"; "goldenthread/ui/step"); var names = []string{"tab"}; type home struct{ at time.Time }; func (h *home) Title() string { names := names; names[0] = "enter"; h.at = time.Time{}; _ = step.Open; return "" } ui/screen/reflection/open.go: package reflection; var h = home{}`,
	} {
		found := breaks(h, h.roomOf(t, snippet))
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%s\nfound %q, want %q", snippet, found, want)
		}
	}
}

func breaks(h house, r room) string {
	found, _ := inspect(h, r)
	return strings.Join(found, "\n")
}

// A wall also holds against a value whose type nobody named.
func TestHouseWalls(t *testing.T) {
	h := openHouse(t)
	h.arrows = map[string][]string{"ui/facilitate": {"ui/privacy"}}
	snippet := `ui/facilitate/a.go: package facilitate; import "goldenthread/ui/env"; func f(e *env.Env) error { return e.Store.Close() }`
	found := breaks(h, h.roomOf(t, snippet))
	if want := "ui/facilitate must not reach store.Close"; !strings.Contains(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}
