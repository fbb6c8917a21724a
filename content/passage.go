package content

// passage is a text that a person reads, with the line where it begins. The
// rules of Check go through passages and need not know where each part of a
// unit is kept.
type passage struct {
	part string // title, core, good, notice, notice help, level, ...
	line int
	md   Markdown
}

// passages are the texts of one file, in the order of the file.
type passages []passage

func (t *passages) add(part string, line int, md Markdown) {
	if md != "" {
		*t = append(*t, passage{part, line, md})
	}
}
