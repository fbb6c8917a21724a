package facilitate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
)

// draw puts the people, who have numbers from 1, into groups of these sizes, at
// random by a seed. Everybody is in one, and the groups' numbers stand in order.
func draw(sizes []int, seed uint64) [][]int {
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
		sortInts(groups[i])
	}
	return groups
}

// grouping is the panel that draws groups.
type grouping struct {
	run  *run
	form content.Form
}

func newGroups(r *run) panel {
	g := &grouping{run: r, form: content.Form(r.step().Form)}
	if g.form != content.Pairs && g.form != content.Threes && g.form != content.Fours {
		g.form = content.Pairs
	}
	if r.place.Shuffle == 0 {
		g.shuffle()
	}
	return g
}

func (*grouping) name() string { return panelGroups }
func (*grouping) typing() bool { return false }

func (g *grouping) shuffle() {
	p := g.run.place
	p.Shuffle = g.run.env.Draw() | 1 // never 0, which is not drawn yet
	g.run.keep(p)
}

type groupKeys struct{ pairs, threes, fours, shuffle, more, less, close key.Binding }

func newGroupKeys() groupKeys {
	return groupKeys{
		pairs:   bind("2", "pairs", "2"),
		threes:  bind("3", "threes", "3"),
		fours:   bind("4", "fours", "4"),
		shuffle: bind("s", "shuffle", "s"),
		more:    bind("+", "one more person", "+", "="),
		less:    bind("-", "one fewer", "-"),
		close:   bind("esc", "back", "esc", "alt+esc", "enter"),
	}
}

func (g *grouping) keys() []key.Binding {
	k := newGroupKeys()
	return []key.Binding{k.pairs, k.threes, k.fours, k.shuffle, k.close, k.more, k.less}
}

func (g *grouping) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil, nil
	}
	k := newGroupKeys()
	people := g.run.session.About().People
	switch {
	case key.Matches(press, k.close):
		return true, nil, nil
	case key.Matches(press, k.pairs):
		g.form = content.Pairs
	case key.Matches(press, k.threes):
		g.form = content.Threes
	case key.Matches(press, k.fours):
		g.form = content.Fours
	case key.Matches(press, k.shuffle):
		g.shuffle()
	case key.Matches(press, k.more):
		return false, nil, g.run.setPeople(people + 1)
	case key.Matches(press, k.less):
		return false, nil, g.run.setPeople(people - 1)
	}
	return false, nil, nil
}

func (r *run) setPeople(people int) error {
	if people < content.FewestPeople || people > content.MostPeople {
		return nil
	}
	return r.session.SetPeople(people)
}

func (g *grouping) body(width, _ int) body { return g.run.drawnGroups(g.form, width) }

// groupBody is a step that puts people into groups.
func (r *run) groupBody(width int) body {
	if r.place.Shuffle == 0 {
		return body{question: r.step().Question, lines: []string{r.env.Theme.Faint.Render("m draws the groups.")}}
	}
	return r.drawnGroups(content.Form(r.step().Form), width)
}

// drawnGroups are the groups as they are seen: a letter and the numbers of each,
// large where there is room.
func (r *run) drawnGroups(form content.Form, width int) body {
	t := r.env.Theme
	people := r.session.About().People
	sizes := content.Groups(people, form)
	b := body{lines: t.Wrap(fmt.Sprintf("Count off from 1 to %d. %s.", people, sentence(content.GroupWords(sizes))), width, t.Text)}
	var cells []string
	widest := 0
	for i, group := range draw(sizes, r.place.Shuffle) {
		numbers := strings.Trim(fmt.Sprint(group), "[]")
		b.units = append(b.units, groupName(i)+" "+numbers)
		cell := t.Faint.Render(groupName(i)+"  ") + t.Bold.Render(numbers)
		widest = max(widest, ansi.StringWidth(cell))
		cells = append(cells, cell)
	}
	columns := max(1, min((width+3)/(widest+3), len(cells)))
	rows := (len(cells) + columns - 1) / columns
	for row := range rows {
		var line string
		for col := range columns {
			if i := col*rows + row; i < len(cells) {
				line = pad(line, col*(widest+3)) + cells[i]
			}
		}
		b.plain = append(b.plain, line)
	}
	return b
}

// groupName is A to Z, and then A2.
func groupName(i int) string {
	name := string(rune('A' + i%26))
	if i >= 26 {
		name += fmt.Sprint(i/26 + 1)
	}
	return name
}
