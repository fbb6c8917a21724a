package theme

import (
	"fmt"
	"image/color"
	"strconv"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// hex returns a colour in the form that Glamour takes, or nil for none.
func hex(c color.Color) *string {
	var s string
	switch c := c.(type) {
	case nil, lipgloss.NoColor:
		return nil
	case ansi.BasicColor:
		s = strconv.Itoa(int(c))
	default:
		r, g, b, _ := c.RGBA()
		s = fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
	}
	return &s
}
