package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"goldenthread/content/textfile"
	"goldenthread/store"
)

// ParseError reports what is wrong with the JSON of a Document, and where.
type ParseError struct {
	Line   int    // from 1; 0 if it is about the whole file
	Member string // "record.revisions[3]"; "" if it is not about a member
	Err    error
}

// Error returns one line for a log.
func (e *ParseError) Error() string { return "report: " + e.Where() + ": " + e.Err.Error() }

// Where returns the place of the error: "line 12, record.revisions[3]"; "" if that is
// the whole file.
func (e *ParseError) Where() string {
	switch {
	case e.Line == 0:
		return ""
	case e.Member == "":
		return fmt.Sprintf("line %d", e.Line)
	}
	return fmt.Sprintf("line %d, %s", e.Line, e.Member)
}

// Unwrap returns Err.
func (e *ParseError) Unwrap() error { return e.Err }

// Parse reads the record of what Document.JSON wrote, which holds everything that
// another workbook needs. The other members say the same for people and other
// programs, and are skipped. Its values must be of the given kinds. The text is as it
// was in a file: nothing that is no character is replaced, but said. Every error is a
// *ParseError.
func Parse(kinds store.Kinds, text []byte) (store.Record, error) {
	text, err := textfile.Decode(text)
	if err != nil {
		return store.Record{}, notText(err)
	}
	if at := halfCharacter(text); at >= 0 {
		return store.Record{}, &ParseError{Line: lineAt(text, at), Err: errors.New("half a character is written there (a lone surrogate)")}
	}
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		return store.Record{}, notJSON(text, err)
	}
	p := parser{text, json.NewDecoder(bytes.NewReader(text))}
	p.dec.DisallowUnknownFields() // what is not understood would be lost
	var r store.Record
	seen := map[string]bool{}
	err = p.object("", seen, members{
		"schema": func(path string) error { return decode(p, path, new(int), ourSchema) },
		"record": func(path string) error {
			return p.object(path, seen, members{
				"revisions": elements(p, &r.Revisions, func(v *store.RecordedRevision) error { return v.Validate(kinds) }),
				"drafts":    elements(p, &r.Drafts, func(v *store.RecordedDraft) error { return v.Validate(kinds) }),
				"wordings":  elements(p, &r.Wordings, (*store.RecordedWording).Validate),
				"forgotten": elements(p, &r.Tombstones, (*store.Tombstone).Validate),
			})
		},
	})
	switch {
	case err != nil:
		return store.Record{}, err
	case !seen["schema"]:
		return store.Record{}, &ParseError{Line: 1, Member: "schema", Err: errors.New("it is missing: this is no export of a workbook")}
	case !seen["record"]:
		return store.Record{}, &ParseError{Line: 1, Member: "record", Err: errors.New("it is missing: an export to be read, not to be imported")}
	}
	return r, nil
}

// notText says where a file is no text, if that is about a line.
func notText(err error) error {
	line := 0
	var wrong *textfile.Error
	if errors.As(err, &wrong) {
		line = wrong.Line
	}
	return &ParseError{Line: line, Err: err}
}

// halfCharacter returns the offset of the first escape of JSON that names half a
// character, or -1. The decoder would put another in its place.
func halfCharacter(text []byte) int {
	for at := 0; at < len(text); at++ {
		if text[at] != '\\' {
			continue
		}
		r, size := escaped(text[at:])
		if utf16.IsSurrogate(r) {
			low, more := escaped(text[at+size:])
			if utf16.DecodeRune(r, low) == utf8.RuneError {
				return at
			}
			size += more
		}
		at += size - 1
	}
	return -1
}

// escaped returns the unit that an escape of JSON such as \u00eb names, and its length;
// 0 and 2 for any other.
func escaped(text []byte) (unit rune, size int) {
	const length = len(`\u0000`)
	if len(text) < length || text[0] != '\\' || text[1] != 'u' {
		return 0, 2
	}
	n, err := strconv.ParseUint(string(text[2:length]), 16, 16)
	if err != nil {
		return 0, 2
	}
	return rune(n), length
}

func lineAt(text []byte, at int) int { return 1 + bytes.Count(text[:at], []byte("\n")) }

func notJSON(text []byte, err error) error {
	var syntax *json.SyntaxError
	line := 1
	if errors.As(err, &syntax) {
		line += bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
	}
	return &ParseError{Line: line, Err: errors.New("it is not JSON: " + strings.TrimPrefix(err.Error(), "json: "))}
}

func ourSchema(version *int) error {
	if *version != Schema {
		return fmt.Errorf("it is %d, and this version of the program knows %d", *version, Schema)
	}
	return nil
}

// parser reads a text that is JSON value by value, so that what is wrong with one
// is said with its line and its path.
type parser struct {
	text []byte
	dec  *json.Decoder
}

// members maps the members of an object to what reads their values.
type members map[string]func(path string) error

// object reads an object, notes the paths of the members that it has, and skips
// those that are not wanted.
func (p parser) object(path string, seen map[string]bool, wanted members) error {
	return p.each(path, '{', func(name, inner string) error {
		seen[inner] = true
		if read, ok := wanted[name]; ok {
			return read(inner)
		}
		return decode(p, inner, &json.RawMessage{}, nil)
	})
}

// line returns the line of the value that comes next.
func (p parser) line() int {
	at := int(p.dec.InputOffset())
	for at < len(p.text) && strings.IndexByte(" \t\r\n,:", p.text[at]) >= 0 {
		at++
	}
	return 1 + bytes.Count(p.text[:at], []byte("\n"))
}

// each reads an object or a list, by its opening bracket. It calls read, which reads
// the value, with the name of each member, "" for an element, and its path.
func (p parser) each(path string, opening json.Delim, read func(name, inner string) error) error {
	line := p.line()
	if got, err := p.dec.Token(); err != nil || got != opening {
		what := map[json.Delim]string{'{': "an object", '[': "a list"}[opening]
		return fail(line, path, errors.Join(err, fmt.Errorf("it must be %s", what)))
	}
	for n := 0; p.dec.More(); n++ {
		name, inner := "", fmt.Sprintf("%s[%d]", path, n)
		if opening == '{' {
			key, err := p.dec.Token()
			if err != nil {
				return fail(p.line(), path, err)
			}
			name = fmt.Sprint(key)
			if inner = name; path != "" {
				inner = path + "." + name
			}
		}
		if err := read(name, inner); err != nil {
			return err
		}
	}
	_, err := p.dec.Token()
	return fail(p.line(), path, err)
}

// elements returns what reads a list of values, each of which must be valid.
func elements[T any](p parser, list *[]T, valid func(*T) error) func(path string) error {
	return func(path string) error {
		return p.each(path, '[', func(_, path string) error {
			var value T
			err := decode(p, path, &value, valid)
			*list = append(*list, value)
			return err
		})
	}
}

// decode reads a value. valid may be nil.
func decode[T any](p parser, path string, value *T, valid func(*T) error) error {
	line := p.line()
	err := p.dec.Decode(value)
	if err == nil && valid != nil {
		err = valid(value)
	}
	return fail(line, path, err)
}

// fail wraps an error, if there is one, with its line and path; an error of a
// type also names the member within.
func fail(line int, path string, err error) error {
	if err == nil {
		return nil
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		for name := range strings.SplitSeq(wrong.Field, ".") {
			if name != "" && strings.ToLower(name) == name { // else a Go type that is embedded, and no member
				path += "." + name
			}
		}
		err = fmt.Errorf("it cannot be a %s", wrong.Value)
	}
	return &ParseError{Line: line, Member: path, Err: err}
}
