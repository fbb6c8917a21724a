// Package safetext says once which characters may pass the doors of the program:
// what may come in from a keyboard, a paste or a folder of units, and what may
// reach a terminal, a report or a name. A character that could steer a terminal,
// turn the direction of the text around it or hide in a name is not let through;
// what a script or an emoji needs comes out byte for byte.
//
// Nothing here changes what is kept. A door in either keeps a character or refuses
// it while the person is looking; an import keeps every byte, so that the same
// export can come back a second time. The doors out leave out what does harm:
//
//	door in    Typed, TypedLine   a keyboard, a paste, an editor beside the program
//	           InContent          a folder of units (content/page)
//	           IsName             the name of a slot, or of a file in such a folder
//	door out   Screen             a row of the terminal
//	           Document           Markdown, HTML and text that is handed on
//	           Name               a path, a slot or a title inside a sentence
//	           JSON               an export: every character, the harmful ones escaped
//	           Writer             standard output and standard error
//
// The table below is the definition; the functions only read it.
package safetext

import (
	"cmp"
	"slices"
)

// fate names what a door does with a character.
type fate uint8

const (
	kept     fate = iota
	dropped       // left out
	newline       // becomes a line feed
	replaced      // becomes U+FFFD, so that it is seen
	escaped       // written as \u and four digits
	paired        // kept if it is closed in the same line, else left out
	inFlag        // kept in the emoji of a flag; else left out, replaced or escaped
	inWord        // kept behind a character that can be seen, else replaced
)

// Class is a kind of character that the doors treat alike.
type Class uint8

// The classes. Plain is every character that is in no row of the table.
const (
	Plain Class = iota
	Blank
	LineEnd
	Control
	Mark
	Embedding
	Override
	Joiner
	Breaker
	Invisible
	ByteOrder
	Tag
	Deprecated
	Noncharacter
)

// row says of one class what each door does with it, and why.
type row struct {
	class  Class
	ranges []span

	typed, screen, document, name, json fate

	content bool // a file of units may have it
	why     string
}

// span is a range of characters, both ends among them.
type span struct{ from, to rune }

// table has the classes in the order of the constants. Bytes that are not UTF-8,
// lone surrogates among them, are in no row: they become U+FFFD at every door.
var table = [...]row{
	{class: Plain, content: true,
		why: "letters, digits, signs, combining marks, variation selectors, emoji, private use: they stay everywhere"},
	{Blank, []span{{'\t', '\n'}}, kept, kept, kept, replaced, kept, true,
		"tab and line feed shape a text; a name has neither"},
	{LineEnd, []span{{'\v', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}, newline, newline, newline, replaced, escaped, false,
		"other ways to end a line: a carriage return would write over what is there, a vertical tab comes with a paste from a word processor"},
	{Control, []span{{0, 0x08}, {0x0E, 0x1F}, {0x7F, 0x84}, {0x86, 0x9F}}, dropped, dropped, dropped, replaced, escaped, false,
		"C0, ESC, DEL and C1 begin commands to the terminal: colours, titles, the clipboard; no text has them"},
	{Mark, []span{{0x61C, 0x61C}, {0x200E, 0x200F}}, kept, kept, kept, replaced, kept, true,
		"who writes Hebrew or Arabic types them; they act as one letter does and open nothing"},
	{Embedding, []span{{0x202A, 0x202C}, {0x2066, 0x2069}}, kept, dropped, paired, replaced, escaped, false,
		"embeddings and isolates come with what is copied from a page in two directions; one that stays open turns what follows, and a row of the screen may end between the two"},
	{Override, []span{{0x202D, 0x202E}}, dropped, dropped, dropped, replaced, escaped, false,
		"they show letters in another order than they are in; no script needs that, tricks do"},
	{Joiner, []span{{0x200C, 0x200D}}, kept, kept, kept, inWord, kept, true,
		"Persian and Indic words and emoji of several people are spelt with them"},
	{Breaker, []span{{0x200B, 0x200B}, {0x2060, 0x2060}}, kept, kept, kept, replaced, kept, false,
		"Thai, Khmer and Burmese say with them where a line may break"},
	{Invisible, []span{{0xAD, 0xAD}, {0x34F, 0x34F}, {0x115F, 0x1160}, {0x180E, 0x180E}, {0x2061, 0x2064}, {0x3164, 0x3164}, {0xFFA0, 0xFFA0}}, kept, kept, kept, replaced, kept, true,
		"soft hyphens, fillers and signs of no width; they do nothing to a text, and make two names look alike"},
	{ByteOrder, []span{{0xFEFF, 0xFEFF}}, kept, dropped, dropped, replaced, escaped, false,
		"says something at the beginning of a file alone; some terminals give it a cell"},
	{Tag, []span{{0xE0000, 0xE007F}}, kept, inFlag, inFlag, inFlag, inFlag, false,
		"spell the flags of England, Scotland and Wales; elsewhere they are letters that nobody sees"},
	{Deprecated, []span{{0x206A, 0x206F}, {0xFFF9, 0xFFFB}}, kept, dropped, dropped, replaced, escaped, false,
		"old formatting and annotations that Unicode asks nobody to use; some terminals hide what is between them"},
	{Noncharacter, []span{{0xFDD0, 0xFDEF}, {0xFFFE, 0xFFFF}, {0x1FFFE, 0x1FFFF}, {0x10FFFE, 0x10FFFF}}, kept, replaced, replaced, replaced, escaped, false,
		"are for the inside of programs, and never text"},
}

// classed is a range of characters and their class.
type classed struct {
	span
	class Class
}

// ordered has the ranges of the table by their characters, since every character of
// every picture is looked up in it.
var ordered = inOrder()

func inOrder() (all []classed) {
	for _, r := range table {
		for _, s := range r.ranges {
			all = append(all, classed{s, r.class})
		}
	}
	slices.SortFunc(all, func(a, b classed) int { return cmp.Compare(a.from, b.from) })
	return all
}

// Of returns the class of a character.
func Of(r rune) Class {
	if r >= ' ' && r < 0x7F {
		return Plain
	}
	at, _ := slices.BinarySearchFunc(ordered, r, func(c classed, r rune) int { return cmp.Compare(c.to, r) })
	if at < len(ordered) && ordered[at].from <= r {
		return ordered[at].class
	}
	if r > 0xFFFF && r&0xFFFE == 0xFFFE { // the last two of each plane
		return Noncharacter
	}
	return Plain
}

// InContent reports whether a file of units may have a character.
func InContent(r rune) bool { return table[Of(r)].content }

// Secret reports whether a passphrase may have a character: all but the control
// characters, which come with a paste. What it takes can never change, since a
// passphrase has to give the same bytes for ever.
func Secret(r rune) bool {
	switch Of(r) {
	case Blank, Control:
		return false
	case LineEnd:
		return r > 0x9F
	}
	return true
}
