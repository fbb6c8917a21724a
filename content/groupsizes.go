package content

import (
	"fmt"
	"strings"
)

// Groups returns the sizes of the groups into which so many people go for a
// form, the largest first: together they are all of them, and nobody is left
// over. Where a form does not divide, groups are one larger or smaller: never
// anybody alone but in Alone, and in All everyone is in one.
func Groups(people int, form Form) []int {
	switch form {
	case Alone:
		return spreadOver(people, people)
	case Pairs:
		return spreadOver(people, people/2)
	case Threes:
		return spreadOver(people, (people+1)/3)
	case Fours:
		return spreadOver(people, (people+2)/4)
	}
	return spreadOver(people, 1)
}

// spreadOver returns the sizes of so many groups, as even as can be.
func spreadOver(people, groups int) []int {
	groups = max(1, groups)
	sizes := make([]int, groups)
	for i := range people {
		sizes[i%groups]++
	}
	return sizes
}

// GroupWords says the sizes of groups to people: "6 pairs and 1 three".
func GroupWords(sizes []int) string {
	names := map[int][2]string{
		1: {"person alone", "people alone"}, 2: {"pair", "pairs"}, 3: {"three", "threes"}, 4: {"four", "fours"}, 5: {"five", "fives"},
	}
	var parts []string
	for i := 0; i < len(sizes); {
		n := 1
		for i+n < len(sizes) && sizes[i+n] == sizes[i] {
			n++
		}
		name, known := names[sizes[i]]
		switch {
		case !known && n == 1:
			parts = append(parts, fmt.Sprintf("1 group of %d", sizes[i]))
		case !known:
			parts = append(parts, fmt.Sprintf("%d groups of %d", n, sizes[i]))
		case n == 1:
			parts = append(parts, "1 "+name[0])
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, name[1]))
		}
		i += n
	}
	return strings.Join(parts, " and ")
}
