package ui

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// kinds refuses what tells one kind of answer from another: that is what the rows
// of the tables of kinds are for. Tests may, and so may the row of a kind for its
// own.
func (i *inspection) kinds(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause:
			for _, e := range n.List {
				i.noKind(e)
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				i.noKind(n.X)
				i.noKind(n.Y)
			}
		case *ast.CompositeLit:
			i.noKinds(n)
		case *ast.FuncDecl:
			i.members(n)
		}
		return true
	})
}

func (i *inspection) noKind(e ast.Expr) {
	if i.isKind(e) {
		i.report(e, "kind", "%s is told apart: give its row in a table of kinds what it needs", types.ExprString(e))
	}
}

// noKinds refuses a table of kinds that is none of the tables, and a list of some.
func (i *inspection) noKinds(n *ast.CompositeLit) {
	switch i.info.TypeOf(n).Underlying().(type) {
	case *types.Map, *types.Slice, *types.Array:
	default:
		return
	}
	for _, e := range n.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Key
		}
		i.noKind(e)
	}
}

// isKind reports whether an expression is one of the kinds, by its name or value.
func (i *inspection) isKind(e ast.Expr) bool {
	of, ok := i.info.Types[e]
	return ok && of.Value != nil && isFromStore(of.Type, "Kind")
}

func isFromStore(t types.Type, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == module+"/store"
}

// members refuses a function that asks which member of a Body is set: it tells
// kinds apart by another name. One that asks for a single member does not.
func (i *inspection) members(f *ast.FuncDecl) {
	asked := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.EQL && b.Op != token.NEQ || !i.info.Types[b.Y].IsNil() {
			return true
		}
		if of, ok := ast.Unparen(b.X).(*ast.SelectorExpr); ok && i.isMember(of) {
			asked[of.Sel.Name] = true
		}
		return true
	})
	if len(asked) > 1 {
		i.report(f.Name, "kind", "%s asks which of %d members is set: ask the row of the kind", f.Name.Name, len(asked))
	}
}

// isMember reports whether a selector is a member of store.Body: its field Rating
// points to a store.Rating, and so do all.
func (i *inspection) isMember(of *ast.SelectorExpr) bool {
	field, ok := i.info.Uses[of.Sel].(*types.Var)
	if !ok || !field.IsField() {
		return false
	}
	pointer, ok := field.Type().(*types.Pointer)
	return ok && isFromStore(pointer.Elem(), of.Sel.Name)
}

func TestHouseKinds(t *testing.T) {
	h := openHouse(t)
	const begin = `ui/step/a.go: package step; import "goldenthread/store"; `
	for snippet, want := range map[string]string{
		`func f(k store.Kind) { switch k { case store.KindTest: } }`:                                  "store.KindTest is told apart",
		`func f(r store.Revision) { switch { case r.Kind == store.KindTest: } }`:                      "store.KindTest is told apart",
		`func f(r store.Revision) bool { return store.KindRead != r.Kind }`:                           "store.KindRead is told apart",
		`func f(r store.Revision) bool { return r.Kind == "rating" }`:                                 `"rating" is told apart`,
		`var t = map[store.Kind]int{store.KindTest: 1}`:                                               "store.KindTest is told apart",
		`func f() []store.Kind { return []store.Kind{store.KindShare} }`:                              "store.KindShare is told apart",
		`func f(b store.Body) { switch { case b.Rating != nil: case b.Test != nil: } }`:               "f asks which of 2 members is set",
		`func f(r store.Revision) bool { if r.Form == nil { return true }; return r.Tension != nil }`: "f asks which of 2 members is set",
		`func f(r store.Revision) bool { return r.Rating != nil }`:                                    "",
		`func f(a, b store.Revision) bool { return a.Kind == b.Kind }`:                                "",
		`func f() store.Draft { return store.Draft{Kind: store.KindTest} }`:                           "",
	} {
		found := breaks(h, h.roomOf(t, begin+snippet))
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%s\nfound %q, want %q", snippet, found, want)
		}
	}
}
