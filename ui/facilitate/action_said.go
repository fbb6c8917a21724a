package facilitate

import (
	"fmt"
	"slices"

	"goldenthread/content"
	"goldenthread/store/calendar"
	"goldenthread/store/ids"
	"goldenthread/store/session"
	"goldenthread/ui/duedate"
)

// Actions on cards, commitments and groups.
type (
	putCards  []session.Card // new ones, and those that were changed
	undoCards struct{}
	markCard  struct { // with a mark of the step's wall, or without it
		card session.Card
		mark int
	}
	putCommitment struct{ session.Commitment } // a new one, or one that was changed
	sayCommitment struct {                     // the same, with its day as it was typed
		session.Commitment
		day string
	}
	dropCommitment struct{ id ids.ID }
	shuffle        struct{} // draws the groups anew
	setPeople      struct{ people int }
)

func (a putCards) apply(r *run) error {
	_, err := r.session.PutCards(slices.Clone(a)...)
	return err
}

func (undoCards) apply(r *run) error {
	_, err := r.session.UndoCards()
	return err
}

// apply marks a card, or takes the same mark away. Of some marks there are only
// so many.
func (a markCard) apply(r *run) error {
	wall, card := r.step().Wall, a.card
	if wall == nil || a.mark < 0 || a.mark >= len(wall.Marks) {
		return nil
	}
	mark := wall.Marks[a.mark]
	if card.Mark == mark {
		card.Mark = ""
		return putCards{card}.apply(r)
	}
	used := 0
	for _, other := range r.session.Cards() {
		if other.Wall == wall.Name && other.Mark == mark && !other.Struck {
			used++
		}
	}
	if a.mark < len(wall.Most) && wall.Most[a.mark] > 0 && used >= wall.Most[a.mark] {
		return refusal(fmt.Sprintf("At most %d cards are marked %q. Take one away first.", wall.Most[a.mark], mark))
	}
	card.Mark = mark
	return putCards{card}.apply(r)
}

func (a putCommitment) apply(r *run) error {
	_, err := r.session.PutCommitment(a.Commitment)
	return err
}

// noAction refuses a commitment without the thing that will be done.
const noAction = refusal("What will be done? Fill in \"I will\".")

func (a sayCommitment) apply(r *run) error {
	a.Due = calendar.Date{}
	if a.day != "" {
		due, err := duedate.Parse(a.day, r.env.Today())
		if err != nil {
			return refusal(err.Error())
		}
		a.Due = due
	}
	if a.Action == "" {
		return noAction
	}
	return putCommitment{a.Commitment}.apply(r)
}

func (a dropCommitment) apply(r *run) error { return r.session.DropCommitment(a.id) }

func (shuffle) apply(r *run) error {
	p := r.place
	p.Shuffle = r.env.Draw() | 1 // never 0, which is not drawn yet
	return r.keep(p)
}

func (a setPeople) apply(r *run) error {
	if a.people < content.FewestPeople || a.people > content.MostPeople {
		return nil
	}
	return r.session.SetPeople(a.people)
}
