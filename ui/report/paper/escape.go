package paper

import (
	"strings"
	"unicode"

	"goldenthread/content/safetext"
)

// Escape keeps what a person typed the text that it is: nothing in it becomes a
// heading, a quotation, a rule, a table, a block of code, an image, or HTML that
// swallows what follows. Lists and emphasis stay, as people mean them. Every
// line stays a line. It adds as little as it can, so that the text reads well.
func Escape(text string) string {
	lines := strings.Split(strings.Trim(safetext.Document(text), "\n"), "\n")
	for i, line := range lines {
		lines[i] = blockSafe(line)
	}
	return broken(lines)
}

// EscapeAfter is Escape for a text whose first line goes on after words of ours.
func EscapeAfter(text string) string {
	lines := strings.Split(strings.Trim(safetext.Document(text), "\n"), "\n")
	for i, line := range lines {
		if i == 0 {
			lines[i] = inlineSafe(line)
			continue
		}
		lines[i] = blockSafe(line)
	}
	return broken(lines)
}

// broken joins lines so that each is a line of its own when it is rendered.
func broken(lines []string) string {
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
		if lines[i] != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			lines[i] += "  "
		}
	}
	return strings.Join(lines, "\n")
}

// blockSafe escapes what would begin a block, also inside list items.
func blockSafe(line string) string {
	rest := strings.TrimLeft(line, " \t")
	if indent := line[:len(line)-len(rest)]; len(indent) > 3 || strings.Contains(indent, "\t") {
		line = "   " + rest // deeper would be code
	}
	start := len(line) - len(rest)
	for {
		after := afterMarker(line[start:])
		if after == 0 {
			break
		}
		start += after
	}
	head, tail := line[:start], line[start:]
	if opensBlock(tail) {
		return head + `\` + inlineSafe(tail)
	}
	return head + inlineSafe(tail)
}

// afterMarker returns the length of a list marker and the blanks after it; 0 if
// there is none.
func afterMarker(s string) int {
	if onlyRule(s) {
		return 0
	}
	marker := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case marker > 0 && marker < 10 && marker < len(s) && (s[marker] == '.' || s[marker] == ')'):
		marker++
	case marker == 0 && s != "" && strings.ContainsRune("-*+", rune(s[0])):
		marker = 1
	default:
		return 0
	}
	blanks := len(s[marker:]) - len(strings.TrimLeft(s[marker:], " \t"))
	if blanks == 0 {
		return 0
	}
	return marker + blanks
}

// opensBlock reports whether a line begins something that is not a paragraph.
func opensBlock(s string) bool {
	if s == "" {
		return false
	}
	switch {
	case s[0] == '>' || strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~"):
		return true
	case s[0] == '#':
		level := len(s) - len(strings.TrimLeft(s, "#"))
		return level <= 6 && (level == len(s) || s[level] == ' ' || s[level] == '\t')
	}
	return onlyRule(s)
}

// onlyRule reports whether a line has nothing but what rules, underlines of
// headings and tables are drawn with.
func onlyRule(s string) bool {
	return s != "" && strings.ContainsRune("-=*_|:+", rune(s[0])) && strings.Trim(s, "-=*_|:+ \t") == ""
}

// inlineSafe escapes what would vanish from the page or fetch something: HTML,
// images, entities and the definitions of links.
func inlineSafe(s string) string {
	var b strings.Builder
	for i := range len(s) {
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		switch c := s[i]; {
		case c == '<' && (isLetter(next) || next == '/' || next == '!' || next == '?'),
			c == '!' && next == '[',
			c == ':' && i > 0 && s[i-1] == ']',
			c == '&' && isEntity(s[i+1:]),
			c == '\\' && !isLetter(next) && !isDigit(next):
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// isEntity reports whether what follows an ampersand makes it another character.
func isEntity(s string) bool {
	name, _, ended := strings.Cut(s, ";")
	return ended && name != "" && strings.IndexFunc(strings.TrimPrefix(name, "#"), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
