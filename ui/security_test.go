package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	namedTest    = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	declaredTest = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

// Every row of the table of threats names a test that shows what it says, and
// every test that SECURITY.md names is there.
func TestThreatsAreTested(t *testing.T) {
	declared := map[string]bool{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		for _, found := range declaredTest.FindAllStringSubmatch(string(text), -1) {
			declared[found[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range namedTest.FindAllStringSubmatch(string(text), -1) {
		if !declared[found[1]] {
			t.Errorf("SECURITY.md names %s, which is no test", found[1])
		}
	}
	_, table, found := strings.Cut(string(text), "| who | ")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")
	if !found || len(rows) < 12 {
		t.Fatalf("there is no table of threats: %d rows", len(rows))
	}
	for _, row := range rows[2:] {
		if !namedTest.MatchString(row) {
			t.Errorf("no test shows this: %s", row)
		}
	}
}
