package cli

import (
	"slices"
	"testing"
)

// The flag goes before NO_COLOR, that before CLICOLOR_FORCE, and the terminal
// decides last.
func TestColoured(t *testing.T) {
	for _, c := range []struct {
		color     string
		env, want []string
	}{
		{"auto", []string{"TERM=xterm"}, []string{"TERM=xterm"}},
		{"auto", []string{"CLICOLOR_FORCE=1"}, []string{"CLICOLOR_FORCE=1"}},
		{"auto", []string{"NO_COLOR="}, []string{"NO_COLOR="}},
		{"auto", []string{"NO_COLOR=yes", "CLICOLOR_FORCE=1"}, []string{"NO_COLOR=yes", "NO_COLOR=1"}},
		{"never", []string{"CLICOLOR_FORCE=1", "TERM=xterm"}, []string{"TERM=xterm", "NO_COLOR=1"}},
		{"always", []string{"NO_COLOR=1"}, []string{"CLICOLOR_FORCE=1"}},
	} {
		if got := coloured(c.env, c.color); !slices.Equal(got, c.want) {
			t.Errorf("--color %s in %v gives %v, want %v", c.color, c.env, got, c.want)
		}
	}
}
