package step

import (
	"testing"

	"goldenthread/content"
	"goldenthread/store"
)

const asked = "What have you got better at here this year, and who helped?"

// The book's question is there to be changed, and alone is no answer; who is asked, what
// is expected and what was heard are one answer.
func TestTestIsOneAnswer(t *testing.T) {
	d := newDesk(t)
	d.height = 40
	d.open(content.Test)
	d.want(content.WhoPrompt, "a role, such as", content.AskPrompt, asked, content.PredictedPrompt, content.HeardPrompt, "Come back to this when you have asked.")
	d.write("x")
	d.press("backspace")
	d.leave()
	same(t, "revisions without an answer", len(d.history(content.Test, store.FieldTest)), 0)

	d.write("the site manager")
	d.press("enter", "end", "backspace")
	d.write(" you?")
	d.press("enter")
	d.write("Nothing.")
	d.wantNot(content.GapPrompt)
	d.press("tab")
	d.write("Keys, and the deputy.")
	d.want(content.GapPrompt)
	d.leave()
	want := store.Test{Who: "the site manager", Ask: asked[:len(asked)-1] + " you?", Predicted: "Nothing.", Heard: "Keys, and the deputy."}
	same(t, "kept", *d.latest(content.Test, store.FieldTest).Test, want)
	same(t, "revisions", len(d.history(content.Test, store.FieldTest)), 1)

	d.open(content.Test)
	d.want(want.Who, want.Ask, want.Predicted, want.Heard, content.GapPrompt)
	d.wantCursor("the site manager")
}
