package page

// Passage is a text that a person reads, with the line in which it begins.
// Whoever goes through passages need not know which part of which struct holds
// each text.
type Passage struct {
	Part string // title, core, good, notice, notice help, level, ...
	Line int
	Text Markdown
}

// Passages are the texts of one file, in the order of the file.
type Passages []Passage

func (t *Passages) Add(part string, line int, md Markdown) {
	if md != "" {
		*t = append(*t, Passage{part, line, md})
	}
}
