package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The page that says how a workbook can be lost names a test for each way. Each
// of them exists.
func TestHowToLoseAWorkbookNamesItsTests(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "how-to-lose-a-workbook.md"))
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	defined := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		there[entry.Name()] = true
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, found := range defined.FindAllStringSubmatch(string(text), -1) {
			there[found[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	ways := strings.Split(string(page), "\n\n**")[1:]
	for _, way := range ways {
		title, rest, _ := strings.Cut(way, "**")
		_, named, shown := strings.Cut(rest, "Shown by ")
		names := regexp.MustCompile("`(Test\\w+|\\w+\\.txtar)`").FindAllStringSubmatch(named, -1)
		if !shown || len(names) == 0 {
			t.Errorf("%q: no test shows it", title)
		}
		for _, name := range names {
			if !there[name[1]] {
				t.Errorf("%q: there is no %s", title, name[1])
			}
		}
	}
	if len(ways) < 15 {
		t.Errorf("%d ways are found: the test shows little", len(ways))
	}
}
