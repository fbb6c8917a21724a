package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"goldenthread/ui/explain"
)

// noVerb refuses arguments of the program itself, or of a verb that has verbs
// of its own, and says what was meant.
func noVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("there is no verb %q", args[0])}
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err.Instead = c.CommandPath() + " " + near[0]
	} else if strings.Contains(args[0], "/") {
		err.Instead = program + " open " + args[0]
	}
	return err
}

// noArguments and atMostOne are cobra's checks, in our words.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("%q is one word too many", args[0])}
	}
	return nil
}

func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("%q is one word too many", args[1])}
	}
	return nil
}

// noEmptyWords refuses an empty argument or flag, such as an unset variable of a script
// leaves: it would be taken as none at all, and the words go elsewhere.
func noEmptyWords(c *cobra.Command, args []string) error {
	if slices.ContainsFunc(args, isBlank) {
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("an empty name was given")}
	}
	var err error
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && isBlank(f.Value.String()) {
			err = &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("nothing was given with --%s", f.Name)}
		}
	})
	return err
}

func isBlank(word string) bool { return strings.TrimSpace(word) == "" }

// noDash refuses the name under which other programs read standard input or write to
// standard output: no verb has a use for it but with --output.
func noDash(c *cobra.Command, args []string) error {
	if slices.Contains(args, "-") {
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("- is no file: name one, standard input and output are not used here")}
	}
	return nil
}

// countTrue returns how many of its arguments are true.
func countTrue(all ...bool) (n int) {
	for _, one := range all {
		if one {
			n++
		}
	}
	return n
}

// complete completes a flag that was added before.
func complete(c *cobra.Command, flag string, with cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(flag, with); err != nil {
		panic(err) // there is no such flag
	}
}

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

func (c *choice) completions() cobra.CompletionFunc {
	return cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp)
}
