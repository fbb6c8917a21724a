package step

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// newTest makes the step that takes a rating to somebody else: whom, what to
// ask and what they are expected to say now; what they said, later. The gap is
// shown, not scored.
func newTest(e *env.Env, p Place) (Step, error) {
	s := p.Step()
	who := newLine(e, "who", "", "a role, such as a teaching assistant in year 9")
	ask := newLine(e, "ask", "", "")
	predicted := newField(e, "predicted", 2)
	heard := newField(e, "heard", 2)
	heard.Editor.SetPlaceholder("Come back to this when you have asked.")
	w := newWriting(e, p, who, ask, predicted, heard)
	a, l, err := newAnswer(e, p, store.KindTest, store.FieldTest, string(s.Prompt)+"\n\n> "+s.Ask)
	if err != nil {
		return nil, err
	}
	t := store.Test{Ask: s.Ask}
	if l.Test != nil {
		t = *l.Test
	}
	fill(who, t.Who)
	fill(ask, t.Ask)
	fill(predicted, t.Predicted)
	fill(heard, t.Heard)
	a.body = func() store.Body {
		t := store.Test{Who: who.Editor.Text(), Ask: ask.Editor.Text(), Predicted: predicted.Editor.Text(), Heard: heard.Editor.Text()}
		if t == (store.Test{Ask: s.Ask}) {
			return store.Body{}
		}
		return store.Body{Test: &t}
	}
	w.own(a, l, who, ask, predicted, heard)
	w.decorate = func(int) { w.decorateTest(who, ask, predicted, heard) }
	return w, nil
}

func (w *writing) decorateTest(who, ask, predicted, heard *form.Field) {
	s := w.place.Step()
	w.form.Head = append(w.prose("Ask "+lowerFirst(string(s.Prompt)), theme.Loud), "")
	w.form.Head = append(w.form.Head, w.prose(string(s.Help), theme.Body)...)
	who.Above = w.prose(content.WhoPrompt, theme.Quiet)
	ask.Above = w.prose(content.AskPrompt, theme.Quiet)
	predicted.Above = w.prose(content.PredictedPrompt, theme.Quiet)
	heard.Above = w.prose(content.HeardPrompt, theme.Quiet)
	heard.Below = nil
	if !isEmpty(heard) && !isEmpty(predicted) {
		heard.Below = append([]string{""}, w.prose(content.GapPrompt, theme.Quiet)...)
	}
}
