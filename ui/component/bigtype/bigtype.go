// Package bigtype draws words in large letters out of quarter blocks, for the
// back of a room. It knows nothing of what they say, and has no colours.
package bigtype

import (
	"image"
	"strings"

	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/font/inconsolata"
)

// Columns is the width of a letter in cells.
const Columns = 4

// quarters are the glyphs by which of their quarters are filled: 1 the upper
// left, 2 the upper right, 4 the lower left, 8 the lower right.
var quarters = [16]rune{' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'}

// Set sets a text in lines of large letters, broken between words, within so
// many cells. ok is false if it does not fit, or has a sign that the face has
// not got: then it is to be drawn in another way, whole.
func Set(text string, width, height int) (rows []string, ok bool) {
	return SetWords(strings.Fields(text), " ", width, height)
}

// SetWords sets words as Set does. Words may hold blanks, at which no line is
// broken; between is put between words that share a line.
func SetWords(words []string, between string, width, height int) (rows []string, ok bool) {
	if len(words) == 0 || !drawable(words) {
		return nil, false
	}
	lines, ok := fill(words, between, width/Columns)
	if !ok {
		return nil, false
	}
	from, to := extent(strings.Join(words, ""))
	for _, line := range lines {
		rows = append(rows, draw(line, from, to)...)
	}
	return rows, len(rows) <= height
}

// fill breaks words into as few lines as can be, and then makes those lines as
// even as can be.
func fill(words []string, between string, letters int) (lines []string, ok bool) {
	lines, ok = breakAt(words, between, letters)
	for narrower := letters - 1; ok && narrower > 0; narrower-- {
		even, fits := breakAt(words, between, narrower)
		if !fits || len(even) > len(lines) {
			break
		}
		lines = even
	}
	return lines, ok
}

func breakAt(words []string, between string, letters int) (lines []string, ok bool) {
	line := ""
	for _, word := range words {
		if len([]rune(word)) > letters {
			return nil, false
		}
		if line != "" && len([]rune(line))+len(between)+len([]rune(word)) > letters {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += between
		}
		line += word
	}
	return append(lines, line), true
}

// drawable reports whether the face has every letter.
func drawable(words []string) bool {
	for _, word := range words {
		for _, r := range word {
			if _, ok := glyph(r); !ok {
				return false
			}
		}
	}
	return true
}

// plainer are signs that are drawn as another, because the face lacks them.
var plainer = map[rune]rune{'‘': '\'', '’': '\'', '“': '"', '”': '"', '–': '-', '—': '-', '…': '.'}

// glyph returns the place of a letter in the face's picture.
func glyph(r rune) (at image.Point, ok bool) {
	if other, known := plainer[r]; known {
		r = other
	}
	for _, in := range face().Ranges {
		if in.Low <= r && r < in.High && r != '\uFFFD' {
			return image.Pt(0, (int(r-in.Low)+in.Offset)*height()), true
		}
	}
	return image.Point{}, false
}

func face() *basicfont.Face { return inconsolata.Bold8x16 }

func height() int { return face().Ascent + face().Descent }

// filled reports whether a letter has ink at a point.
func filled(at image.Point, x, y int) bool {
	_, _, _, alpha := face().Mask.At(at.X+x, at.Y+y).RGBA()
	return alpha > 0x7FFF
}

// extent returns the rows of pixels that any letter of a text has ink in, as
// whole cells; at least those of a capital, so that lines are even.
func extent(text string) (from, to int) {
	from, to = height(), 0
	for _, r := range text + "Hx" {
		at, ok := glyph(r)
		for y := 0; ok && y < height(); y++ {
			for x := range face().Width {
				if filled(at, x, y) {
					from, to = min(from, y), max(to, y+1)
				}
			}
		}
	}
	to += (to - from) % 2
	return from, to
}

// draw draws one line: a row of cells for every two rows of pixels.
func draw(line string, from, to int) []string {
	var rows []string
	for y := from; y < to; y += 2 {
		var row strings.Builder
		for _, r := range line {
			at, ok := glyph(r)
			for x := 0; x < 2*Columns; x += 2 {
				quarter := 0
				for i, d := range [4]image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
					if ok && y+d.Y < height() && filled(at, x+d.X, y+d.Y) {
						quarter |= 1 << i
					}
				}
				row.WriteRune(quarters[quarter])
			}
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	return rows
}
