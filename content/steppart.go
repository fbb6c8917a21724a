package content

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"goldenthread/content/page"
)

// stepPart is a labelled part of a step.
type stepPart struct {
	label  string // empty for the words that are said
	line   int
	blocks []ast.Node
	words  Markdown // behind the label in the same paragraph
}

// stepParts takes the blocks after a step's first paragraph apart.
func (p parser) stepParts(blocks []ast.Node) []stepPart {
	parts := []stepPart{{}}
	for _, b := range blocks {
		label, words := p.Strong([]ast.Node{b})
		if label = strings.TrimSuffix(label, "."); label == "" {
			last := &parts[len(parts)-1]
			last.blocks = append(last.blocks, b)
			continue
		}
		if !slices.Contains(labels[:], label) {
			p.Fail(p.LineOf(b), "there is no part %q of a step; %s", label, page.ExpectedOneOf(label, labels[:]))
		}
		if slices.ContainsFunc(parts, func(s stepPart) bool { return s.label == label }) {
			p.Fail(p.LineOf(b), "%q is given a second time in this step", label)
		}
		parts = append(parts, stepPart{label: label, line: p.LineOf(b), words: words})
	}
	return parts
}

// partText returns a part as one text.
func (p parser) partText(part stepPart) Markdown {
	return joinMarkdown(part.words, p.Source(part.blocks))
}

// partList is a list of short items.
type partList struct {
	items    []string
	fromZero bool // a numbered list that begins at 0
}

// partLists reads the parts that are lists.
func (p parser) partLists(parts []stepPart) map[string]partList {
	var lists map[string]partList
	for _, part := range parts {
		if slices.Contains(listLabels, part.label) {
			if lists == nil {
				lists = map[string]partList{}
			}
			lists[part.label] = p.partList(part)
		}
	}
	return lists
}

func (p parser) partList(part stepPart) (l partList) {
	var found *ast.List
	if len(part.blocks) == 1 && part.words == "" {
		found, _ = part.blocks[0].(*ast.List)
	}
	if found == nil {
		p.Fail(part.line, "expected one list under %q, and nothing else", part.label)
		return l
	}
	l.fromZero = found.IsOrdered() && found.Start == 0
	if found.IsOrdered() && found.Start > 1 || found.IsOrdered() && part.label != "Options" {
		p.Fail(part.line, `expected a list with "- " under %q; Options may be numbered from 0 or 1`, part.label)
	}
	for _, item := range page.Children(found) {
		words := Plain(p.Source(page.Children(item)))
		if words == "" || strings.Contains(words, "\n") {
			p.Fail(p.LineOf(item), "an item of %q is a few words on one line", part.label)
			continue
		}
		l.items = append(l.items, words)
	}
	if len(l.items) == 0 {
		l.fromZero = false
	}
	return l
}

func markOf(words string) Mark {
	if at := mostMarks.FindStringSubmatch(words); at != nil {
		most, _ := strconv.Atoi(at[2]) // one digit: the pattern says so
		return Mark{Name: at[1], Most: most}
	}
	return Mark{Name: words}
}
