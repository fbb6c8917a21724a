package typed

import (
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	for typed, want := range map[string]string{
		"Plain words.":                     "Plain words.",
		"  two\nlines  ":                   "  two  \nlines",
		"one\n\ntwo":                       "one\n\ntwo",
		"# not a title":                    `\# not a title`,
		"#hashtag stays":                   "#hashtag stays",
		"not a title\n===":                 "not a title  \n\\===",
		"not a title\n-":                   "not a title  \n\\-",
		"> no quotation":                   `\> no quotation`,
		"```\ncode":                        "\\`\\`\\`  \ncode",
		"- a list\n- stays":                "- a list  \n- stays",
		"1. # but no title":                `1. \# but no title`,
		"***":                              `\*\*\*`,
		"<!-- swallows":                    `\<!-- swallows`,
		"3 < 4 and 5 > 4":                  "3 < 4 and 5 > 4",
		"![x](http://example.org)":         `\![x\](http://example.org)`,
		"R&D &copy; Q&A":                   `R&D \&copy; Q&A`,
		`C:\school \* not`:                 `C:\school \\* not`,
		"    deep\n\tdeeper":               "   deep  \n   deeper",
		"2019. We began\n2021. We stopped": "2019. We began  \n2021\\. We stopped",
		"1. a\n2. b\n\n3. c":               "1. a  \n2. b\n\n3. c",
		"01. a":                            `01\. a`,
		"5*3*2 lessons":                    `5\*3\*2 lessons`,
		"2 * 3 * 4":                        "2 * 3 * 4",
		"*really*, and **so**":             "*really*, and **so**",
		"~30 and ~40":                      "~30 and ~40",
		"`code`":                           "\\`code\\`",
		"[1]: gone":                        `[1]\: gone`,
		"a | b\n--- | ---":                 "a | b  \n\\--- | ---",
		"\x1b[31mred\x1b[0m\a\r\nnext\xff": "[31mred[0m  \nnext\uFFFD",
	} {
		if got := Text(typed).Block(); got != want {
			t.Errorf("Escape(%q)\n got %q\nwant %q", typed, got, want)
		}
	}
}

// Markers without end are no list, so that no reader of the page has to open so many.
func TestMarkersWithoutEnd(t *testing.T) {
	got := Text(strings.Repeat("1. ", 100_000) + "x").Block()
	if opened := strings.Count(got[:strings.IndexByte(got, '\\')], "1. "); opened != 20 {
		t.Errorf("%d lists are opened", opened)
	}
}
