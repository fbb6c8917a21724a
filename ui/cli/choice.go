package cli

import (
	"errors"
	"slices"
	"strings"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value *string
	words []string
}

func oneOf(value *string, words ...string) *choice { return &choice{value, words} }

// String returns the word that holds.
func (c *choice) String() string { return *c.value }

// Type is shown in the manual page.
func (c *choice) Type() string { return strings.Join(c.words, "|") }

// Set takes a word.
func (c *choice) Set(word string) error {
	if !slices.Contains(c.words, word) {
		return errors.New("it takes " + strings.Join(c.words[:len(c.words)-1], ", ") + " or " + c.words[len(c.words)-1])
	}
	*c.value = word
	return nil
}
