package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// The root model is a sum of parts, and does not grow with what the program can do:
// a screen, a key that works everywhere, a task in the background or a message of a
// screen is a row of a table. See "How to add" in CONTRIBUTING.md.
const (
	mostFields = 10 // of App
	mostCases  = 8  // of App.update
)

func TestTheRootDoesNotGrow(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "app.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	fields, cases := 0, 0
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeSpec:
			if s, ok := n.Type.(*ast.StructType); ok && n.Name.Name == "App" {
				for _, f := range s.Fields.List {
					fields += max(1, len(f.Names))
				}
			}
		case *ast.FuncDecl:
			if n.Name.Name == "update" {
				cases += countCases(n)
			}
		}
		return true
	})
	if fields == 0 || fields > mostFields {
		t.Errorf("App has %d fields, at most %d", fields, mostFields)
	}
	if cases == 0 || cases > mostCases {
		t.Errorf("App.update has %d cases, at most %d", cases, mostCases)
	}
}

// mostMethods bounds the methods of a type: with more, nobody knows it whole. A type
// that grows over it is several types.
const mostMethods = 60

// manyMethods lists the types that may have more, each with its reason.
var manyMethods = map[string]string{
	"ui/component/editor.Model": "a text field: each way to move, to choose and to change is a method",
}

func TestNoTypeIsTooLarge(t *testing.T) {
	for _, r := range openHouse(t).rooms {
		if r.pkg == nil {
			continue
		}
		for _, name := range r.pkg.Scope().Names() {
			of, isType := r.pkg.Scope().Lookup(name).(*types.TypeName)
			if !isType {
				continue
			}
			declared, isNamed := of.Type().(*types.Named)
			if !isNamed {
				continue
			}
			known := manyMethods[r.dir+"."+name]
			switch n := declared.NumMethods(); {
			case n > mostMethods && known == "":
				t.Errorf("%s.%s has %d methods, at most %d", r.dir, name, n, mostMethods)
			case n <= mostMethods && known != "":
				t.Errorf("%s.%s needs no exception any more: it has %d methods", r.dir, name, n)
			}
		}
	}
}

// countCases returns how many cases the switches of a function have.
func countCases(in *ast.FuncDecl) (n int) {
	ast.Inspect(in, func(node ast.Node) bool {
		if _, ok := node.(*ast.CaseClause); ok {
			n++
		}
		return true
	})
	return n
}
