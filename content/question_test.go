package content

import (
	"strings"
	"testing"

	"goldenthread/content/page"
)

// What somebody types as the group's question is shown as it was typed: on the screen,
// in what is said, and on paper.
func TestAQuestionIsShownAsTyped(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{
		`What would <name> need for 5*3*2 lessons, [a](b) & C:\new?`, "*really*?", "_so_ or __so__?", "`x`?", "# b", "> 30 pupils?",
		"1. first?", "- dash?", "&copy; &amp; &#35;?", `\*a\*`, "R&D; x &lt;?", "***", "<!-- ?", "{question}", "What now?", "“Why?”",
	} {
		a := w.Choose(w.Agenda("G1"), nil, Typed(typed))
		if got := page.Plain(a.Question); got != typed {
			t.Errorf("%q is shown as %q", typed, got)
		}
		said := false
		for i, s := range a.Steps {
			said = said || strings.Contains(strings.ReplaceAll(Plain(s.Say), "\n", " "), typed)
			if strings.Contains(string(s.Say), questionGap) && typed != questionGap {
				t.Errorf("step %d asks nothing", i+1)
			}
		}
		if !said {
			t.Errorf("%q is not said as it was typed", typed)
		}
	}
	if a := w.Choose(w.Agenda("G1"), nil, Typed("a\n```\n# b")); Plain(a.Question) != "a ``` # b" {
		t.Errorf("%q", a.Question)
	}
}
