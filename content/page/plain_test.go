package page

import "testing"

func TestPlain(t *testing.T) {
	for md, want := range map[Markdown]string{
		"Some *words*, **strong**.":          "Some words, strong.",
		"Two\nlines":                         "Two lines",
		"One.\n\nTwo.":                       "One.\nTwo.",
		"- a\n- b":                           "a\nb",
		"> a quote":                          "a quote",
		"See [this](https://a.example)":      "See this",
		`An \*escaped\* star &amp; so`:       "An *escaped* star & so",
		`\&copy; &copy; &amp;copy; &x \&lt;`: "&copy; © &copy; &x &lt;",
		"A `code  span`":                     "A code  span",
		"":                                   "",
	} {
		if got := Plain(md); got != want {
			t.Errorf("Plain(%q) = %q; expected %q", md, got, want)
		}
	}
}
