package safetext

// The characters that close: the first an embedding or an override, the second an
// isolate and whatever is open in it.
const (
	endEmbedding = 0x202C
	endIsolate   = 0x2069
	firstIsolate = 0x2066
)

// opening is a character at an offset that was opened and not closed yet.
type opening struct {
	at int
	r  rune
}

// closed returns the offsets of the embeddings and isolates that are closed in the
// line in which they are opened, and of what closes them. An override is never
// among them, nor what closes it.
func closed(s string) map[int]bool {
	found := map[int]bool{}
	var open []opening
	for at, r := range s {
		switch class := Of(r); {
		case class == LineEnd || r == '\n':
			open = open[:0]
		case class == Override, class == Embedding && r != endEmbedding && r != endIsolate:
			open = append(open, opening{at, r})
		case class == Embedding:
			i := closes(open, r)
			if i < 0 {
				continue
			}
			if Of(open[i].r) == Embedding {
				found[open[i].at], found[at] = true, true
			}
			open = open[:i]
		}
	}
	return found
}

// closes returns the index of what a closing character closes, or -1. The end of an
// embedding does not reach out of an isolate.
func closes(open []opening, end rune) int {
	for i := len(open) - 1; i >= 0; i-- {
		isolate := open[i].r >= firstIsolate
		if isolate == (end == endIsolate) {
			return i
		}
		if isolate {
			return -1
		}
	}
	return -1
}
