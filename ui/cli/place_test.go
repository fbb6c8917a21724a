package cli

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"goldenthread/content"
)

func TestPlace(t *testing.T) {
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want, fits, near string }{
		{name: "disciplines", want: "disciplines"},
		{name: "disciplines/mastery", want: "disciplines/mastery"},
		{name: " /Disciplines/Mastery/ ", want: "disciplines/mastery"},
		{name: "disciplines/mastery/notice", want: "disciplines/mastery/notice"},
		{name: "mastery", want: "disciplines/mastery"},
		{name: "mastery/commit", want: "disciplines/mastery/commit"},
		{name: "vision", fits: "disciplines/vision conditions/vision", near: "disciplines/vision conditions/vision"},
		{name: "masery", near: "disciplines/mastery"},
		{name: "discipline/mastery", near: "disciplines/mastery"},
		{name: "disciplines/mastery/notic", near: "disciplines/mastery/notice"},
		{name: "mastery/xyzzy", near: "disciplines/mastery"},
		{name: "xyzzy"},
		{name: ""},
		{name: "a/b/c/d"},
	} {
		got, err := place(book, c.name)
		if got != c.want {
			t.Errorf("place(%q) = %q, %v; want %q", c.name, got, err, c.want)
		}
		var unknown *noPlace
		if errors.As(err, &unknown) != (c.want == "") {
			t.Errorf("place(%q) fails with %v", c.name, err)
		}
		if unknown == nil {
			continue
		}
		if strings.Join(unknown.fits, " ") != c.fits {
			t.Errorf("%q fits %v, want %s", c.name, unknown.fits, c.fits)
		}
		for _, near := range strings.Fields(c.near) {
			if !slices.Contains(unknown.near, near) {
				t.Errorf("%q is near %v, want %s", c.name, unknown.near, near)
			}
		}
		if c.near == "" && len(unknown.near) > 0 && c.name != "" {
			t.Errorf("%q is near %v, want nothing", c.name, unknown.near)
		}
	}
}
