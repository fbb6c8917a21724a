// Package typed holds what people type, as a type of its own: it is no Markdown and no
// HTML until it is escaped for the place that it is put in. A title, a name and a path
// are treated alike. It must not know what the text is about.
//
// What was typed stays the text that it is, wherever it is put: nothing in it becomes a
// heading, a quotation, a rule, a table, a block of code, a link, an image, or HTML that
// swallows what follows, and no sign and no number of it changes. Lists stay, and so
// does emphasis of whole words, as people mean them. Every line stays a line. What is
// added is as little as can be, so that the text reads well as it is.
package typed

import (
	"strings"

	"goldenthread/content/safetext"
)

// Text is a text as it was typed. Each method returns it as Markdown for one place, and
// nothing else is to be escaped in what it returns.
type Text string

// Block returns a text that is a block of its own, or several.
func (t Text) Block() string { return set(lines(string(t)), place{}) }

// After returns a text whose first line goes on after words of ours.
func (t Text) After() string { return set(lines(string(t)), place{after: true}) }

// Item returns a text behind the mark of a list of ours, which has two columns. Its
// other lines belong to the same item.
func (t Text) Item() string {
	all := lines(string(t))
	all[0] = strings.TrimLeft(all[0], " \t")
	all = strings.Split(set(all, place{}), "\n")
	for i := range all[1:] {
		if all[i+1] != "" {
			all[i+1] = "  " + all[i+1]
		}
	}
	return strings.Join(all, "\n")
}

// Sentence returns a text as one line, anywhere: it is no list, and nothing in it is
// emphasised.
func (t Text) Sentence() string { return set(oneLine(string(t)), place{flat: true}) }

// Heading returns a text as one line behind the marks of a heading. Signs at its end
// would be taken for the end of it.
func (t Text) Heading() string {
	return set(oneLine(string(t)), place{after: true, heading: true})
}

// Strong returns a text as one line in bold type; "" if there is nothing in it.
func (t Text) Strong() string {
	if text := set(oneLine(string(t)), place{after: true, strong: true}); text != "" {
		return "**" + text + "**"
	}
	return ""
}

// Cell returns a text as that of one cell of a table.
func (t Text) Cell() string { return set(oneLine(string(t)), place{after: true, cell: true}) }

// place describes the surroundings into which a text is put.
type place struct {
	after   bool // the first line goes on after words of ours
	flat    bool // there are no lists and no emphasis in it
	heading bool // it is the end of a heading
	strong  bool // it is within bold type
	cell    bool // it is within a table
}

// lines returns what may be written of a text, line by line, without blank lines
// around it.
func lines(text string) []string {
	all := strings.Split(safetext.Document(text), "\n")
	for i, line := range all {
		if all[i] = strings.TrimRight(line, " \t"); strings.TrimSpace(line) == "" {
			all[i] = ""
		}
	}
	for len(all) > 1 && all[0] == "" {
		all = all[1:]
	}
	for len(all) > 1 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// oneLine returns what may be written of a text, with its line ends as blanks.
func oneLine(text string) []string {
	return []string{strings.Join(strings.Fields(safetext.Document(text)), " ")}
}

// set escapes lines, and joins them so that each is a line of its own when it is
// rendered.
func set(all []string, in place) string {
	escaped := inline(strings.Join(all, "\n"), in)
	blocks := blocks{flat: in.flat, text: in.after}
	offset := 0
	var out strings.Builder
	for i, line := range all {
		begin := beginning{}
		if i > 0 || !in.after {
			begin = blocks.line(line)
		}
		for _, at := range begin.escapes {
			escaped[offset+at] = true
		}
		out.WriteString(begin.head)
		for at := begin.from; at < len(line); at++ {
			if escaped[offset+at] {
				out.WriteByte('\\')
			}
			out.WriteByte(line[at])
		}
		if i+1 < len(all) {
			if line != "" && all[i+1] != "" {
				out.WriteString("  ")
			}
			out.WriteByte('\n')
		}
		offset += len(line) + 1
	}
	return out.String()
}
