package facilitate

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
)

func sortInts(numbers []int) { slices.Sort(numbers) }

func visible(s string) int { return ansi.StringWidth(s) }

// formWords says how people sit together.
func formWords(form string) string { return content.Form(form).Words() }

// sentence begins with a capital.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
