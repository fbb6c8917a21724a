package editor

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// drawing returns the field as cells, framed, with ^ under those that are selected, and the cell of the cursor.
func drawing(m *Model) string {
	var b strings.Builder
	edge := "+" + strings.Repeat("-", m.width) + "+\n"
	b.WriteString(edge)
	screen := uv.NewScreenBuffer(m.width, m.height)
	screen.Method = m.text.Method()
	uv.NewStyledString(m.View()).Draw(screen, screen.Bounds())
	for y := range m.height {
		drawn, chosen := "", ""
		for x := 0; x < m.width; {
			cell := screen.CellAt(x, y)
			sign := " "
			if cell.Style.Attrs&uv.AttrReverse != 0 {
				sign = "^"
			}
			drawn += cell.Content
			chosen += strings.Repeat(sign, cell.Width)
			x += max(1, cell.Width)
		}
		fmt.Fprintf(&b, "|%s|\n", drawn)
		if marks := strings.TrimRight(chosen, " "); marks != "" {
			fmt.Fprintf(&b, "|%s\n", marks)
		}
	}
	b.WriteString(edge)
	x, y, visible := m.CursorXY()
	above, below := m.More()
	fmt.Fprintf(&b, "cursor %d,%d %t; row %d of %d; more above %t, below %t; %d words\n\n", x, y, visible, m.top, m.Rows(), above, below, m.Words())
	return b.String()
}

func TestPictures(t *testing.T) {
	sample, err := os.ReadFile(filepath.Join("testdata", "sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		width  int
		method ansi.Method
	}{
		{"20", 20, ansi.GraphemeWidth}, {"40", 40, ansi.GraphemeWidth}, {"76", 76, ansi.GraphemeWidth}, {"40-wcwidth", 40, ansi.WcWidth},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := New()
			m.SetMethod(c.method)
			m.SetSize(c.width, 12)
			m.SetPlaceholder("Type here. Nothing needs saving; everything you write is kept as you write it.")
			m.SetMarks("↑", "↓")
			m.Focus()
			got := drawing(&m)
			m.SetText(string(sample))
			got += drawing(&m)
			m.SetCursor(strings.Index(string(sample), "flags"))
			for range 3 {
				m.Update(tea.KeyPressMsg{Code: tea.KeyDown, Mod: tea.ModShift})
			}
			got += drawing(&m)
			m.Update(tea.KeyPressMsg{Code: tea.KeyHome, Mod: tea.ModCtrl})
			m.Click(3, 2, 2, false)
			m.Drag(8, 3)
			got += drawing(&m)
			golden(t, filepath.Join("testdata", c.name+".golden"), got)
		})
	}
}

// golden compares with the file, or with UPDATE=1 writes it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (UPDATE=1 rewrites it):\n%s", file, got)
	}
}
