package store

// KindTest is a question to somebody else, and what came back.
const KindTest Kind = "test"

var testKind = KindSpec{
	Kind: KindTest, Tag: 't', Member: "test", Written: true,
	Progress: func(_ string, b *Body) Progress { return b.Test.progress() },
	Part: func(b *Body, name string, change func(string) string) bool {
		test := b.Test.clone()
		if test == nil {
			test = &Test{}
		}
		b.Test = test
		parts := map[string]*string{"who": &test.Who, "ask": &test.Ask, "predicted": &test.Predicted, "heard": &test.Heard}
		return changePart(parts[name], change)
	},
}

// Test is a question that was put to somebody, and what came back.
type Test struct {
	Who       string `json:"who,omitempty"`
	Ask       string `json:"ask,omitempty"`
	Predicted string `json:"predicted,omitempty"`
	Heard     string `json:"heard,omitempty"`
}

// progress leaves out what to ask, which the unit suggests.
func (t *Test) progress() Progress {
	switch {
	case t == nil:
		return Untouched
	case !isBlank(t.Heard):
		return Done
	case !isBlank(t.Who) || !isBlank(t.Predicted):
		return Started
	}
	return Untouched
}

func (t *Test) clone() *Test {
	if t == nil {
		return nil
	}
	clone := *t
	return &clone
}

func (t *Test) prose(f func(path string, text *string)) {
	if t == nil {
		return
	}
	f("test/who", &t.Who)
	f("test/ask", &t.Ask)
	f("test/predicted", &t.Predicted)
	f("test/heard", &t.Heard)
}
