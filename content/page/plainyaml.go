package page

import (
	"regexp"
	"slices"
	"strings"
)

// parsePlainYAML reads YAML of the simple form that our own pages have: keys
// of small letters, values on one line, lists with hyphens or in brackets. It
// takes a tenth of the library's time, which matters at every start of the
// program. ok is false for everything else, be it another form or wrong: then
// the library decides. TestPlainYAML and FuzzYAML hold the two together.
func parsePlainYAML(src []byte) (root *yamlNode, ok bool) {
	y := plainYAML{}
	if !y.split(string(src)) || len(y.lines) == 0 || y.lines[0].indent > 0 {
		return nil, false
	}
	if len(y.lines) == 1 && y.lines[0].text[0] == '{' {
		node, ok := inlineValue(y.lines[0].text, y.lines[0].number)
		return &node, ok
	}
	node, ok := y.block()
	return &node, ok && y.at == len(y.lines)
}

// plainYAML is YAML that is being read, by lines.
type plainYAML struct {
	lines []yamlLine
	at    int // the line to be read next
}

// yamlLine is a line that is neither empty nor a comment.
type yamlLine struct {
	number int // from 1
	indent int
	text   string // without the indent and spaces at the end
}

// split finds the lines; ok is false when there is one of another form.
func (y *plainYAML) split(src string) (ok bool) {
	y.lines = make([]yamlLine, 0, strings.Count(src, "\n")+1)
	number := 0
	for line := range strings.Lines(src) {
		number++
		line = strings.TrimRight(line, "\n")
		bare := strings.TrimLeft(line, " ")
		indent := len(line) - len(bare)
		if bare = strings.TrimRight(bare, " "); bare == "" || bare[0] == '#' {
			continue
		}
		if strings.ContainsAny(bare, "\t\r") || strings.HasPrefix(bare, "---") || strings.HasPrefix(bare, "...") {
			return false
		}
		y.lines = append(y.lines, yamlLine{number, indent, bare})
	}
	return true
}

// next returns the indent of the line to be read next, or -1 at the end.
func (y *plainYAML) next() int {
	if y.at == len(y.lines) {
		return -1
	}
	return y.lines[y.at].indent
}

// width returns how many lines there are at an indent, as far as it goes.
func (y *plainYAML) width(indent int) int {
	n := 0
	for _, line := range y.lines[y.at:] {
		if line.indent < indent {
			break
		}
		if line.indent == indent {
			n++
		}
	}
	return n
}

// block reads the list or the mapping that begins in the next line.
func (y *plainYAML) block() (yamlNode, bool) {
	if strings.HasPrefix(y.lines[y.at].text, "- ") {
		return y.list()
	}
	return y.mapping()
}

func (y *plainYAML) list() (yamlNode, bool) {
	indent := y.next()
	node := yamlNode{kind: yamlSequence, line: y.lines[y.at].number}
	node.items = make([]yamlNode, 0, y.width(indent))
	for y.next() == indent {
		line := &y.lines[y.at]
		rest, isItem := strings.CutPrefix(line.text, "- ")
		if !isItem {
			return node, false
		}
		rest = strings.TrimLeft(rest, " ")
		var item yamlNode
		var ok bool
		if _, _, isKey := cutKey(rest); isKey {
			line.indent, line.text = indent+len(line.text)-len(rest), rest
			item, ok = y.mapping()
		} else {
			y.at++
			item, ok = inlineValue(rest, line.number)
		}
		// A line further in would go on with the item.
		if !ok || y.next() > indent {
			return node, false
		}
		node.items = append(node.items, item)
	}
	return node, true
}

func (y *plainYAML) mapping() (yamlNode, bool) {
	indent := y.next()
	node := yamlNode{kind: yamlMapping, line: y.lines[y.at].number}
	node.pairs = make([]yamlPair, 0, y.width(indent))
	for y.next() == indent {
		line := y.lines[y.at]
		key, rest, ok := cutKey(line.text)
		if !ok || slices.ContainsFunc(node.pairs, func(p yamlPair) bool { return p.key == key }) {
			return node, false
		}
		y.at++
		pair := yamlPair{key: key, line: line.number}
		switch {
		case rest != "":
			pair.value, ok = inlineValue(rest, line.number)
		case y.next() > indent:
			pair.value, ok = y.block()
		default:
			pair.value = yamlNode{kind: yamlNull, line: line.number}
		}
		if !ok || y.next() > indent {
			return node, false
		}
		node.pairs = append(node.pairs, pair)
	}
	return node, true
}

// cutKey takes the key from the beginning of a line.
func cutKey(text string) (key, rest string, ok bool) {
	n := 0
	for n < len(text) && (text[n] >= 'a' && text[n] <= 'z' || text[n] == '_') {
		n++
	}
	if n == 0 || n == len(text) || text[n] != ':' {
		return "", "", false
	}
	rest = strings.TrimLeft(text[n+1:], " ")
	return text[:n], rest, rest == "" || text[n+1] == ' '
}

// inlineValue reads a value on one line.
func inlineValue(text string, line int) (yamlNode, bool) {
	last := text[len(text)-1]
	inner := text[1:max(1, len(text)-1)]
	node := yamlNode{kind: yamlText, line: line, words: inner}
	switch text[0] {
	case '[':
		return bracketed(inner, line, last == ']')
	case '{':
		return braced(inner, line, last == '}')
	case '"':
		return node, len(text) > 1 && last == '"' && !strings.ContainsAny(inner, `"\`)
	case '\'':
		node.words = strings.ReplaceAll(inner, "''", "'")
		return node, len(text) > 1 && last == '\'' && !strings.Contains(strings.ReplaceAll(inner, "''", ""), "'")
	}
	node.words = text
	node.kind = plainKind(text)
	return node, node.kind != yamlOther
}

var (
	plainNumber = regexp.MustCompile(`^(?:0|[1-9][0-9]{0,8})$`)
	plainCode   = regexp.MustCompile(`^(?:[0-9]{3}-[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})$`)
	// plainOther finds words that YAML may read as something else than a text.
	plainOther = regexp.MustCompile(`(?i)^(?:null|true|false|y|yes|n|no|on|off|inf|nan)$`)
)

// plainKind returns what words without quotation marks are; yamlOther when
// that is for the library to say.
func plainKind(words string) yamlKind {
	first := words[0]
	switch {
	case first >= '0' && first <= '9':
		if plainNumber.MatchString(words) {
			return yamlNumber
		}
		if plainCode.MatchString(words) {
			return yamlText
		}
		return yamlOther
	case words == "true" || words == "false":
		return yamlTruth
	case first|0x20 < 'a' || first|0x20 > 'z':
		return yamlOther
	case strings.Contains(words, ": ") || strings.HasSuffix(words, ":") || strings.Contains(words, " #"):
		return yamlOther
	case len(words) <= len("false") && plainOther.MatchString(words):
		return yamlOther
	}
	return yamlText
}

// bracketed reads the inside of a list on one line.
func bracketed(inner string, line int, closed bool) (yamlNode, bool) {
	node := yamlNode{kind: yamlSequence, line: line}
	for part := range strings.SplitSeq(inner, ",") {
		words := strings.TrimSpace(part)
		if !closed || !isWord(words) {
			return node, false
		}
		node.items = append(node.items, yamlNode{kind: plainKind(words), line: line, words: words})
	}
	return node, true
}

// braced reads the inside of a mapping on one line.
func braced(inner string, line int, closed bool) (yamlNode, bool) {
	node := yamlNode{kind: yamlMapping, line: line}
	for part := range strings.SplitSeq(inner, ",") {
		key, words, ok := cutKey(strings.TrimSpace(part))
		again := slices.ContainsFunc(node.pairs, func(p yamlPair) bool { return p.key == key })
		if !closed || !ok || again || !isWord(words) {
			return node, false
		}
		node.pairs = append(node.pairs, yamlPair{key, line, yamlNode{kind: plainKind(words), line: line, words: words}})
	}
	return node, true
}

// isWord reports whether words can stand in brackets without doubt: one ID, a
// name or a number.
func isWord(words string) bool {
	for _, b := range []byte(words) {
		if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '/') {
			return false
		}
	}
	return words != "" && plainKind(words) != yamlOther
}
