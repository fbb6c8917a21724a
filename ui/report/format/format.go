// Package format chooses in which format something is written: by its name, or by
// the ending of the file. What is written, and how, is a row of a Table beside it.
package format

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Format is one way to write a T.
type Format[T any] struct {
	Name    string   // as a flag takes it: "md"
	Endings []string // of files in it, in lower case: ".md"
	Write   func(T, io.Writer) error
}

// Table holds the formats of a T, the usual one first.
type Table[T any] []Format[T]

// Names returns the names of the formats.
func (t Table[T]) Names() []string {
	names := make([]string, len(t))
	for i, f := range t {
		names[i] = f.Name
	}
	return names
}

// Choose returns the format of a name; if that is "", the one that the ending of
// path belongs to; else the usual one.
func (t Table[T]) Choose(name, path string) Format[T] {
	ending := strings.ToLower(filepath.Ext(path))
	for _, f := range t {
		if f.Name == name || name == "" && slices.Contains(f.Endings, ending) {
			return f
		}
	}
	return t[0]
}
