package facilitate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/content/letter"
	"goldenthread/ui/phrase"
)

// drawGroups puts the people, who have numbers from 1, into groups of these
// sizes, at random by a seed. Everybody is in one, and the numbers of a group are
// in order.
func drawGroups(sizes []int, seed uint64) [][]int {
	people := 0
	for _, size := range sizes {
		people += size
	}
	numbers := rand.New(rand.NewPCG(seed, uint64(people))).Perm(people)
	groups := make([][]int, len(sizes))
	for i, size := range sizes {
		for _, n := range numbers[:size] {
			groups[i] = append(groups[i], n+1)
		}
		numbers = numbers[size:]
		slices.Sort(groups[i])
	}
	return groups
}

// groupSlide draws a step that puts people into groups.
func (c *course) groupSlide(width int) slide {
	if c.place.Shuffle == 0 {
		return slide{question: c.step().Question, lines: []string{c.env.Theme.Faint.Render("m draws the groups.")}}
	}
	return c.groups(c.step().Form, width)
}

// groups draws the groups: a letter and the numbers of each, large where there
// is room.
func (c *course) groups(form content.Form, width int) slide {
	t := c.env.Theme
	people := c.session.About().People
	sizes := content.Groups(people, form)
	s := slide{lines: t.Wrap(fmt.Sprintf("Count off from 1 to %d. %s.", people, letter.Capital(content.GroupWords(sizes))), width, t.Text)}
	var cells []string
	for i, group := range drawGroups(sizes, c.place.Shuffle) {
		numbers := strings.Trim(fmt.Sprint(group), "[]")
		s.units = append(s.units, groupName(i)+" "+numbers)
		cells = append(cells, t.Faint.Render(groupName(i)+"  ")+t.Bold.Render(numbers))
	}
	s.plain = inColumns(cells, width)
	return s
}

// inColumns sets cells in as many columns as there is room for, each read from
// top to bottom.
func inColumns(cells []string, width int) []string {
	const between = 3
	widest := 0
	for _, cell := range cells {
		widest = max(widest, ansi.StringWidth(cell))
	}
	columns := max(1, min((width+between)/(widest+between), len(cells)))
	rows := (len(cells) + columns - 1) / columns
	var lines []string
	for row := range rows {
		var line string
		for col := range columns {
			if i := col*rows + row; i < len(cells) {
				line = phrase.Pad(line, col*(widest+between)) + cells[i]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// groupName returns A to Z, and then A2.
func groupName(i int) string {
	name := string(rune('A' + i%26))
	if i >= 26 {
		name += fmt.Sprint(i/26 + 1)
	}
	return name
}
