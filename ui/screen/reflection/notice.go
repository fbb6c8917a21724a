package reflection

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// notices holds what home says first: that something is damaged, and whose folder the
// workbook is in.
type notices struct {
	with     *env.Env
	unread   int             // answers that could not be read just now
	found    []*store.Damage // what the audit found, which reads everything
	provider string          // who synchronises the folder; "" once that is not to be said
	dismiss  key.Binding
}

// settingProvider is the setting that holds the provider that is not to be said any
// more.
const settingProvider = "folder said"

func newNotices(e *env.Env) notices {
	n := notices{with: e, dismiss: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "do not say this again"))}
	provider := related.SyncProvider(filepath.Dir(e.Store.Path()))
	if known, err := e.Store.Setting(settingProvider); err != nil || known != provider {
		n.provider = provider
	}
	n.dismiss.SetEnabled(n.provider != "")
	return n
}

// hideProvider stops saying whose folder it is, until the next start.
func (n *notices) hideProvider() {
	n.provider = ""
	n.dismiss.SetEnabled(false)
}

// dismissProvider stops saying whose folder it is, for good.
func (n *notices) dismissProvider() error {
	provider := n.provider
	n.hideProvider()
	return n.with.Store.SetSetting(settingProvider, provider)
}

// lines returns all that there is to say, for a width.
func (n *notices) lines(width int) []string {
	t := n.with.Theme
	lines := n.damageLines(width)
	if n.provider != "" {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		said := fmt.Sprintf("The workbook is in a folder of %s, where an older file can take its place. A folder of this computer alone is better (`--data FILE`). **x** stops saying so.", n.provider)
		lines = append(lines, t.Prose(said, width, theme.Quiet)...)
	}
	return lines
}

// mostNamed bounds the damaged answers that are named at once.
const mostNamed = 3

// damageSays returns a sentence about so many answers that cannot be read.
func damageSays(n int) string {
	if n == 1 {
		return "One answer in the file cannot be read any more. Everything else is as it was, and you can go on writing."
	}
	return fmt.Sprintf("%d answers in the file cannot be read any more. Everything else is as it was, and you can go on writing.", n)
}

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
		if !store.IsWritten(d) {
			others = true
			continue
		}
		if place := n.placeOf(store.OriginOf(d).Slot); !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places, others
}

// placeOf returns "Personal mastery › Notice".
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
