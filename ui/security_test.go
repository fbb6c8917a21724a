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
	namedTest    = regexp.MustCompile("`(Test\\w+|\\w+\\.txtar)`")
	declaredTest = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
)

// checkNamed fails for every test and script that a text names and that is not in
// the tree.
func checkNamed(t *testing.T, text string) {
	t.Helper()
	there := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		there[entry.Name()] = true
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		for _, found := range declaredTest.FindAllStringSubmatch(string(source), -1) {
			there[found[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range namedTest.FindAllStringSubmatch(text, -1) {
		if !there[found[1]] {
			t.Errorf("%s is named, and is not there", found[1])
		}
	}
}

// Every row of the table of threats names a test that shows what it says, and
// every test that SECURITY.md names is there.
func TestThreatsAreTested(t *testing.T) {
	text, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	checkNamed(t, string(text))
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

// The page that says how a workbook can be lost names a test for each way, and
// every test that it names is there.
func TestHowToLoseAWorkbookNamesItsTests(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "how-to-lose-a-workbook.md"))
	if err != nil {
		t.Fatal(err)
	}
	checkNamed(t, string(page))
	ways := strings.Split(string(page), "\n\n**")[1:]
	for _, way := range ways {
		title, rest, _ := strings.Cut(way, "**")
		if _, named, _ := strings.Cut(rest, "Shown by "); !namedTest.MatchString(named) {
			t.Errorf("%q: no test shows it", title)
		}
	}
	if len(ways) < 15 {
		t.Errorf("%d ways are found: the test shows little", len(ways))
	}
}
