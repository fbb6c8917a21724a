package cli

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	pathInTree   = regexp.MustCompile(`^[\w.*-]*(/[\w.*-]+)*/?$`)
	fileEnding   = regexp.MustCompile(`\.(go|md|yaml|html|css|txtar|db|golden)$`)
	wildcards    = regexp.MustCompile(`<[^>]*>|NN`)
	declaredName = regexp.MustCompile(`(?m)^(?:func (?:\([^)]*\) )?|type |var |const |\t)(\w+)\b`)
	nameInCode   = regexp.MustCompile(`^([a-z]+)\.([A-Za-z]\w*)(\(\))?$`)
)

// Every file and every folder that CONTRIBUTING.md names in code is in the tree,
// and so is every name of one of our packages.
func TestCodeOfContributing(t *testing.T) {
	text, err := fs.ReadFile(project, "CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	tr := readTree(t)
	checked := 0
	for _, found := range codeSpan.FindAllStringSubmatch(string(text), -1) {
		code := found[1]
		if known, isPath := tr.hasPath(code); isPath {
			checked++
			if !known {
				t.Errorf("there is no %s", code)
			}
		} else if name := nameInCode.FindStringSubmatch(code); name != nil && tr.names[name[1]] != nil {
			checked++
			if !tr.names[name[1]][name[2]] {
				t.Errorf("package %s has no %s", name[1], name[2])
			}
		}
	}
	if checked < 100 {
		t.Errorf("%d names are found: the test shows little", checked)
	}
}

// projectTree holds the files of the project and the names that they declare.
type projectTree struct {
	files map[string]bool            // by path, and by the last element of it
	names map[string]map[string]bool // that each package declares, by the last element of its path
}

func readTree(t *testing.T) projectTree {
	t.Helper()
	tr := projectTree{map[string]bool{}, map[string]map[string]bool{}}
	err := fs.WalkDir(project, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name == ".git" && entry.IsDir() {
			return fs.SkipDir
		}
		tr.files[name], tr.files[path.Base(name)] = true, true
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		pkg := path.Base(path.Dir(name))
		if tr.names[pkg] == nil {
			tr.names[pkg] = map[string]bool{}
		}
		source, err := fs.ReadFile(project, name)
		for _, found := range declaredName.FindAllStringSubmatch(string(source), -1) {
			tr.names[pkg][found[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// hasPath reports whether a piece of code is the path of a file or a folder, with
// wildcards or not, and whether there is one.
func (tr projectTree) hasPath(code string) (known, isPath bool) {
	name := strings.TrimSuffix(strings.TrimSuffix(wildcards.ReplaceAllString(code, "*"), "/..."), "/")
	first, _, below := strings.Cut(name, "/")
	if !pathInTree.MatchString(name) || !below && !fileEnding.MatchString(name) || below && !tr.files[first] {
		return false, false
	}
	if !strings.Contains(name, "*") {
		return tr.files[name], true
	}
	found, err := fs.Glob(project, name)
	return err == nil && len(found) > 0, true
}
