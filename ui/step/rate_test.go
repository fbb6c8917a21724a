package step

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

func sure(option int) string   { return content.Confidences[option].Name }
func rested(option int) string { return content.EvidenceKinds[option].Name }

// Keys choose a level, how sure it is and what it rests on, and go on from the last.
func TestRatingWithKeys(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keys string
		want *store.Rating
		move Move
	}{
		{"", nil, Stay},
		{"tab tab tab", nil, Next},
		{"shift+tab", nil, Previous},
		{"tab right", nil, Stay}, // without a level there is no rating
		{"3", &store.Rating{Level: 3}, Stay},
		{"3 0", &store.Rating{Level: 0}, Stay},
		{"down", &store.Rating{Level: 1}, Stay},
		{"up", &store.Rating{Level: 1}, Stay},
		{"j j k", &store.Rating{Level: 1}, Stay},
		{"down down down down down", &store.Rating{Level: 0}, Stay}, // the last row
		{"down down down down down down right", &store.Rating{Level: 0, Confidence: sure(0)}, Stay},
		{"2 right", &store.Rating{Level: 2}, Stay}, // the levels are one under the other
		{"2 tab right right", &store.Rating{Level: 2, Confidence: sure(1)}, Stay},
		{"2 tab l l h", &store.Rating{Level: 2, Confidence: sure(0)}, Stay},
		{"2 tab left", &store.Rating{Level: 2, Confidence: sure(0)}, Stay},
		{"2 tab right right right right right right", &store.Rating{Level: 2, Confidence: sure(len(content.Confidences) - 1)}, Stay},
		{"2 enter space right", &store.Rating{Level: 2, Evidence: rested(0)}, Stay},
		{"2 tab down right", &store.Rating{Level: 2, Evidence: rested(0)}, Stay},
		{"2 tab up down", &store.Rating{Level: 3}, Stay},
		{"2 tab down down up up 4", &store.Rating{Level: 4}, Stay}, // no further than the groups
		{"2 tab tab 3", &store.Rating{Level: 3}, Stay},             // a digit is a level
		{"2 tab tab shift+tab right", &store.Rating{Level: 2, Confidence: sure(0)}, Stay},
		{"2 tab right tab right enter", &store.Rating{Level: 2, Confidence: sure(0), Evidence: rested(0)}, Next},
		{"2 x esc pgdown pgup", &store.Rating{Level: 2}, Stay},
	} {
		d := newDesk(t)
		d.open(content.Rate)
		d.press(strings.Fields(c.keys)...)
		d.wantMove(c.move)
		d.leave()
		same(t, c.keys, d.latest(content.Rate, store.FieldRating).Rating, c.want)
	}
}

// The same with the mouse.
func TestRatingWithTheMouse(t *testing.T) {
	d := newDesk(t)
	d.height = 40
	d.open(content.Rate)
	d.click(content.RatePrompt) // no place
	same(t, "nothing was chosen", d.shows("▌"), false)
	d.click("2  " + content.LevelNames[2])
	d.click(content.Confidences[1].Title)
	d.click(content.EvidenceKinds[2].Title)
	d.send(tea.MouseClickMsg{X: 4, Y: 2, Button: tea.MouseRight})
	d.leave()
	same(t, "kept", *d.latest(content.Rate, store.FieldRating).Rating, store.Rating{Level: 2, Confidence: sure(1), Evidence: rested(2)})
}

// What is chosen is marked, and comes back.
func TestRatingIsMarkedOnTheScreen(t *testing.T) {
	d := newDesk(t)
	d.height = 40
	d.open(content.Rate)
	d.press("3", "tab", "right", "tab", "right", "right")
	d.leave()
	d.open(content.Rate)
	for _, chosen := range []string{"3  " + content.LevelNames[3], content.Confidences[0].Title, content.EvidenceKinds[1].Title} {
		d.want(strings.Join(strings.Fields("▌ "+chosen), " "))
	}
	same(t, "marks", strings.Count(d.text(), "▌ "), 2+len(d.step.(*rate).levelLines(3)))
}

// Each level says what could have been seen, whatever the room, and a remark comes to
// what may need one.
func TestRatingSays(t *testing.T) {
	for _, room := range [][2]int{{40, 60}, {56, 60}, {76, 60}} {
		d := newDesk(t)
		d.width, d.height = room[0], room[1]
		d.open(content.Rate)
		d.want("1 "+content.LevelNames[1], "mostly for teachers", "0 "+content.LevelNames[0], content.ConfidencePrompt, content.EvidencePrompt, "What to look at", "Your own diary")
		d.press("0")
		d.want(content.NotEnoughPrompt)
		d.press("4")
		d.wantNot(content.NotEnoughPrompt, content.DisagreePrompt)
		d.press("tab", "tab")
		for _, kind := range content.EvidenceKinds {
			d.press("right")
			if got := d.shows(content.DisagreePrompt); got != (kind.Name == "memory") {
				t.Errorf("%v: level 4, resting on %s: nudged %t", room, kind.Name, got)
			}
		}
	}
}

// The question that has the focus has a mark, and its options are beside it where there
// is room, else under it.
func TestRatingQuestions(t *testing.T) {
	for _, c := range []struct {
		width int
		lines []string
	}{
		{76, []string{"How sure?       unsure    fairly    very", "How sure? ›     unsure    fairly    very"}},
		{40, []string{"How sure?", "How sure? ›", "  unsure    fairly    very"}},
	} {
		d := newDesk(t)
		d.width, d.height = c.width, 60
		d.open(content.Rate)
		without := d.lines()
		d.press("tab")
		for _, want := range c.lines {
			if !slices.Contains(append(without, d.lines()...), want) {
				t.Errorf("%d wide: no line %q in\n%s", c.width, want, d.text())
			}
		}
		d.press("tab")
		d.want("Resting on ›")
		d.wantNot("How sure? ›")
	}
}

// What the arrows move in is always seen, and the wheel and the pages scroll the rest.
func TestRatingScrolls(t *testing.T) {
	d := newDesk(t)
	d.width, d.height = 56, 13
	d.open(content.Rate)
	for _, level := range levelOrder {
		d.press("down")
		d.want(fmt.Sprintf("▌ %d %s", level, content.LevelNames[level]))
	}
	d.press("tab")
	d.want(content.ConfidencePrompt, content.Confidences[0].Title)
	for range 10 {
		d.send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	}
	d.want(content.RatePrompt)
	for range 10 {
		d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	d.want("One change that you made")
	d.press("pgup", "pgup", "pgup")
	d.want(content.RatePrompt)
	d.press("pgdown", "pgdown", "pgdown")
	d.want("One change that you made")
	d.press("shift+tab")
	d.want("▌ 0 " + content.LevelNames[0])
}

// On a later visit the earlier rating is hidden until the new one is taken, and then
// asked about; all three are kept.
func TestRatingOnALaterVisit(t *testing.T) {
	for _, c := range []struct {
		level int
		says  string
	}{{3, "Then, on 22 Nov 2026, you chose 3, established."}, {0, "you chose 0, not enough to go on."}} {
		d := newDesk(t)
		d.height = 46
		d.add(content.Rate, store.FieldRating, store.KindRating, store.Body{Rating: &store.Rating{Level: c.level}})
		d.at = d.at.AddDate(0, 3, 0)
		d.visit(content.Rate, 2)
		d.wantNot("Then, on", content.ThenPrompt)
		d.press("tab", "tab", "tab")
		d.wantMove(Next)
		d.press("2")
		d.want(c.says, content.ThenPrompt)
		d.press("tab", "tab", "tab")
		d.wantMove(Stay)
		d.press("0")
		d.wantNot("▌ 1 2 3 4", "›")
		d.press("right")
		d.want("▌ 1 2 3 4")
		d.press("right", "right", "left")
		d.want("1 ▌ 2 3 4")
		d.press("3", "1", "tab")
		d.wantMove(Next)
		d.leave()
		one := 1
		same(t, "kept", *d.latest(content.Rate, store.FieldRating).Rating, store.Rating{Level: 2, ThenLevel: &one})
		d.visit(content.Rate, 2)
		d.want(content.ThenPrompt, "▌ 1 2 3 4")
		d.click(content.ThenPrompt)
		d.want("▌ 1 2 3 4")
		d.click("3    4")
		d.leave()
		one = 3
		same(t, "with the mouse", *d.latest(content.Rate, store.FieldRating).Rating, store.Rating{Level: 2, ThenLevel: &one})
		same(t, "the first", d.history(content.Rate, store.FieldRating)[0].Rating.Level, c.level)
	}
}

// ctrl+s saves a rating at once.
func TestRatingIsSavedNow(t *testing.T) {
	d := newDesk(t)
	d.open(content.Rate)
	d.press("2", "ctrl+s")
	d.wantSaved(sunday)
	same(t, "drafts", len(d.drafts()), 1)
}
