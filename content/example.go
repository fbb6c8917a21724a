package content

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed example
var example embed.FS

// Example returns a small workbook that explains how a workbook is written.
func Example() fs.FS { return within(example, "example") }

// ErrNotEmpty reports that an example was not written.
var ErrNotEmpty = errors.New("the folder is not empty")

// WriteExample writes the example into a folder, which must be new or empty,
// and returns the paths of its files. When there is anything in the folder,
// even a hidden file, nothing is changed.
func WriteExample(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("content: example: %w", err)
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("content: example: %s: %w", dir, ErrNotEmpty)
	}
	var written []string
	from := Example()
	err = fs.WalkDir(from, ".", func(name string, e fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err != nil || e.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o755))
		}
		written = append(written, to)
		return writeNew(from, name, to)
	})
	if err != nil {
		return nil, fmt.Errorf("content: example: %w", err)
	}
	return written, nil
}

// writeNew copies a file to where there is none yet.
func writeNew(from fs.FS, name, to string) error {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
