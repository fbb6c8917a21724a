package screen

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// notices is what home says first: that something is damaged, and whose folder
// the workbook is in.
type notices struct {
	with    *env.Env
	unread  int             // answers that could not be read just now
	found   []*store.Damage // what the audit found, which reads everything
	carrier string          // who else has a hand in the folder; "" once that is not to be said
	hush    key.Binding
}

// hushed is the setting that holds the carrier that is not to be said any more.
const hushed = "folder said"

func newNotices(e *env.Env) notices {
	n := notices{with: e, hush: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "do not say this again"))}
	carrier := store.Carrier(filepath.Dir(e.Store.Path()))
	if known, err := e.Store.Setting(hushed); err != nil || known != carrier {
		n.carrier = carrier
	}
	n.hush.SetEnabled(n.carrier != "")
	return n
}

// quieten stops saying whose folder it is: for now, or for good.
func (n *notices) quieten(forGood bool) error {
	carrier := n.carrier
	n.carrier = ""
	n.hush.SetEnabled(false)
	if !forGood {
		return nil
	}
	return n.with.Store.SetSetting(hushed, carrier)
}

// lines is all that there is to say, for a width.
func (n *notices) lines(width int) []string {
	t := n.with.Theme
	lines := n.damageLines(width)
	if n.carrier != "" {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		said := fmt.Sprintf("The workbook is in a folder of %s, where an older file can take its place. A folder of this computer alone is better (`--data FILE`). **x** stops saying so.", n.carrier)
		lines = append(lines, t.Prose(said, width, theme.Quiet)...)
	}
	return lines
}

// mostNamed is how many damaged answers are named at once.
const mostNamed = 3

func (n *notices) damageLines(width int) []string {
	t := n.with.Theme
	places, others := n.damagedPlaces()
	var lines []string
	switch count := max(len(places), n.unread); {
	case count > 0:
		lines = t.Prose(damageSays(count), width, theme.Loud)
	case others:
		lines = t.Prose("Something in the file is damaged, but no answer is. You can go on writing.", width, theme.Loud)
	default:
		return nil
	}
	for _, place := range places[:min(mostNamed, len(places))] {
		lines = append(lines, t.Wrap(t.Marks.Bullet+" "+place, width, t.Text)...)
	}
	if more := len(places) - mostNamed; more > 0 {
		lines = append(lines, t.Faint.Render(fmt.Sprintf("  and %d more", more)))
	}
	return append(lines, t.Prose("Until it is mended no new snapshots are made; an older one may have it whole. What to do: `goldenthread doctor --read-all`", width, theme.Body)...)
}

// damagedPlaces names the answers of which something is damaged, each once. others
// reports that something else is damaged.
func (n *notices) damagedPlaces() (places []string, others bool) {
	for _, d := range n.found {
		if !d.OfAnswer() {
			others = true
			continue
		}
		if place := n.placeOf(d.Slot); !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places, others
}

// placeOf is "Personal mastery › Notice".
func (n *notices) placeOf(slot store.Slot) string {
	if slot == (store.Slot{}) {
		return "an answer of which the place is not known any more"
	}
	unit := n.with.Book.Unit(slot.Step.Unit())
	if unit == nil { // of other content, or a question of its own
		return slot.String()
	}
	return strings.Join([]string{unit.Title, slot.Step.Stage().Title()}, " "+n.with.Theme.Marks.Crumb+" ")
}
