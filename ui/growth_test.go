package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
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
