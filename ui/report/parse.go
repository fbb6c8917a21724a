package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"goldenthread/store"
)

// ParseError is what is wrong with the JSON of a Document, and where.
type ParseError struct {
	Line   int    // from 1
	Member string // "record.revisions[3]"; "" if it is not about a member
	Err    error
}

// Error returns one line for a log.
func (e *ParseError) Error() string { return "report: " + e.Where() + ": " + e.Err.Error() }

// Where is "line 12, record.revisions[3]".
func (e *ParseError) Where() string {
	if e.Member == "" {
		return fmt.Sprintf("line %d", e.Line)
	}
	return fmt.Sprintf("line %d, %s", e.Line, e.Member)
}

// Unwrap returns Err.
func (e *ParseError) Unwrap() error { return e.Err }

// Parse reads what Document.JSON wrote, as far as another workbook needs it: the
// record, in which kinds are known. The other members say the same for people and other programs, and are
// not looked at. Every error is a *ParseError.
func Parse(kinds store.Kinds, text []byte) (store.Record, error) {
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		return store.Record{}, notJSON(text, err)
	}
	p := parser{kinds: kinds, text: text, dec: json.NewDecoder(bytes.NewReader(text))}
	p.dec.DisallowUnknownFields() // what is not understood would be lost
	if err := p.document(); err != nil {
		return store.Record{}, err
	}
	return p.record, nil
}

func notJSON(text []byte, err error) error {
	var syntax *json.SyntaxError
	line := 1
	if errors.As(err, &syntax) {
		line += bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
	}
	return &ParseError{Line: line, Err: errors.New("it is not JSON: " + strings.TrimPrefix(err.Error(), "json: "))}
}

type parser struct {
	kinds  store.Kinds
	text   []byte
	dec    *json.Decoder
	record store.Record
}

// line is that of the value that comes next.
func (p *parser) line() int {
	at := int(p.dec.InputOffset())
	for at < len(p.text) && strings.IndexByte(" \t\r\n,:", p.text[at]) >= 0 {
		at++
	}
	return 1 + bytes.Count(p.text[:at], []byte("\n"))
}

func (p *parser) document() error {
	versioned, recorded := false, false
	err := p.object("", func(name string) error {
		switch name {
		case "schema":
			versioned = true
			return p.schema()
		case "record":
			recorded = true
			return p.object("record", p.list)
		}
		return p.skip()
	})
	switch {
	case err != nil:
		return err
	case !versioned:
		return &ParseError{Line: 1, Member: "schema", Err: errors.New("it is missing: this is no export of a workbook")}
	case !recorded:
		return &ParseError{Line: 1, Member: "record", Err: errors.New("it is missing: an export to be read, not to be imported")}
	}
	return nil
}

func (p *parser) schema() error {
	line, version := p.line(), 0
	if err := p.dec.Decode(&version); err != nil {
		return p.fail(line, "schema", err)
	}
	if version != Schema {
		return &ParseError{Line: line, Member: "schema", Err: fmt.Errorf("it is %d, and this version of the program knows %d", version, Schema)}
	}
	return nil
}

func (p *parser) list(name string) error {
	switch name {
	case "revisions":
		return elements(p, name, &p.record.Revisions, func(r *store.RecordedRevision) error { return r.Validate(p.kinds) })
	case "drafts":
		return elements(p, name, &p.record.Drafts, func(d *store.RecordedDraft) error { return d.Validate(p.kinds) })
	case "wordings":
		return elements(p, name, &p.record.Wordings, (*store.RecordedWording).Validate)
	case "forgotten":
		return elements(p, name, &p.record.Forgotten, (*store.Forgotten).Validate)
	}
	return p.skip()
}

// elements reads the values of a list, each of which must be valid.
func elements[T any](p *parser, name string, list *[]T, validate func(*T) error) error {
	name = "record." + name
	if err := p.open('[', name); err != nil {
		return err
	}
	for p.dec.More() {
		member, line := fmt.Sprintf("%s[%d]", name, len(*list)), p.line()
		var value T
		err := p.dec.Decode(&value)
		if err == nil {
			err = validate(&value)
		}
		if err != nil {
			return p.fail(line, member, err)
		}
		*list = append(*list, value)
	}
	return p.close()
}

// object calls f with the name of each member; f reads its value.
func (p *parser) object(name string, f func(name string) error) error {
	if err := p.open('{', name); err != nil {
		return err
	}
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return p.fail(p.line(), name, err)
		}
		if err := f(fmt.Sprint(key)); err != nil {
			return err
		}
	}
	return p.close()
}

func (p *parser) open(want json.Delim, name string) error {
	line := p.line()
	if got, err := p.dec.Token(); err != nil || got != want {
		what := map[json.Delim]string{'{': "an object", '[': "a list"}[want]
		return p.fail(line, name, errors.Join(err, fmt.Errorf("it must be %s", what)))
	}
	return nil
}

func (p *parser) close() error {
	_, err := p.dec.Token()
	if err != nil {
		return p.fail(p.line(), "", err)
	}
	return nil
}

func (p *parser) skip() error {
	var value json.RawMessage
	if err := p.dec.Decode(&value); err != nil {
		return p.fail(p.line(), "", err)
	}
	return nil
}

// fail says where an error is; one of a type also names the member within.
func (p *parser) fail(line int, member string, err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		for name := range strings.SplitSeq(wrong.Field, ".") {
			if name != "" && strings.ToLower(name) == name { // else a Go type that is embedded, and no member
				member += "." + name
			}
		}
		err = fmt.Errorf("it cannot be a %s", wrong.Value)
	}
	return &ParseError{Line: line, Member: member, Err: err}
}
