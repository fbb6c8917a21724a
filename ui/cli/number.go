package cli

import (
	"errors"
	"fmt"
	"strconv"

	"goldenthread/content"
)

// number is a flag that takes a whole number in a range. What is outside it is
// refused, and so is nought where that is not in the range: it is not the same as
// no flag.
type number struct {
	value       *int
	least, most int
	says        string // what it takes, as the end of a sentence
}

func numberOfPeople(value *int) *number {
	return &number{value, content.FewestPeople, content.MostPeople, fmt.Sprintf("a group has %d to %d people", content.FewestPeople, content.MostPeople)}
}

func numberOfMinutes(value *int) *number {
	return &number{value, 1, content.MostMinutes, fmt.Sprintf("a session has 1 to %d minutes", content.MostMinutes)}
}

// String returns the number, "" while there is none.
func (n *number) String() string {
	if n.value == nil || *n.value < n.least {
		return ""
	}
	return strconv.Itoa(*n.value)
}

// Type is shown in the help and in the manual page.
func (n *number) Type() string { return "int" }

// Set takes a number.
func (n *number) Set(text string) error {
	value, err := strconv.Atoi(text)
	if err != nil || value < n.least || value > n.most {
		return errors.New(n.says)
	}
	*n.value = value
	return nil
}
