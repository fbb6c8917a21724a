package table

import (
	"errors"
	"testing"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
)

type (
	first  struct{ id string }
	second struct{}
	third  struct{}
)

func (first) Path() string       { return "" }
func (first) Parent() nav.Route  { return nil }
func (second) Path() string      { return "" }
func (second) Parent() nav.Route { return nil }
func (third) Path() string       { return "" }
func (third) Parent() nav.Route  { return nil }

// shown is a screen of a route.
type shown struct {
	nav.Screen
	of string
}

// A route opens its own screen, with what it holds, and no other.
func TestOpen(t *testing.T) {
	broken := errors.New("broken")
	rows := Table{
		Opens(func(_ *env.Env, r first) (*shown, error) { return &shown{of: r.id}, nil }),
		Opens(func(*env.Env, second) (*shown, error) { return nil, broken }),
	}
	if s, err := rows.Open(nil, first{"here"}); err != nil || s.(*shown).of != "here" {
		t.Errorf("%v, %v", s, err)
	}
	if s, err := rows.Open(nil, second{}); s != nil || !errors.Is(err, broken) {
		t.Errorf("%v, %v", s, err)
	}
	for _, r := range []nav.Route{nil, third{}, &first{}} {
		if s, err := rows.Open(nil, r); s != nil || err == nil {
			t.Errorf("%T: %v, %v", r, s, err)
		}
	}
}
