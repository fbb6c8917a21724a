package store

import "strings"

// KindAnswer is a text.
const KindAnswer Kind = "answer"

var answerKind = KindSpec{
	Kind: KindAnswer, Tag: 'a', Member: memberText, Written: true,
	Progress: func(field string, b *Body) Progress {
		switch {
		case isBlank(b.Text):
			return Untouched
		case field == FieldAnswer:
			return Done
		}
		return Started // the two reasons, what is working
	},
	Part: func(b *Body, _ string, change func(string) string) bool { return changePart(&b.Text, change) },
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }
