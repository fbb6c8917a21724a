package letter

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{
		"":                "",
		"listen":          "Listen",
		"Listen":          "Listen",
		"écoute":          "Écoute",
		"e\u0301coute":    "E\u0301coute", // a letter and its mark are one cluster
		"ärger":           "Ärger",
		"я слушаю":        "Я слушаю",
		"ǆep":             "ǅep",
		"საუბარი":         "საუბარი",
		"聞く":              "聞く",
		"اسمع":            "اسمع",
		"👩\u200d🏫 speaks": "👩\u200d🏫 speaks",
		"12 minutes":      "12 minutes",
		"\xebcoute":       "\xebcoute",
	} {
		if got := Capital(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Nothing but the first letter changes, and a valid text stays valid.
func TestCapitalKeepsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		got := Capital(text)
		_, before := utf8.DecodeRuneInString(text)
		_, after := utf8.DecodeRuneInString(got)
		if !utf8.ValidString(got) || !strings.EqualFold(got, text) || text[before:] != got[after:] {
			t.Fatalf("%q: %q", text, got)
		}
	})
}
