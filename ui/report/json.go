package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"goldenthread/content/safetext"
)

// Schema is the version of the JSON that Document.JSON writes. A member may be
// added to it; one that is there keeps its name and meaning. Every array is
// there, even if it is empty, but for those of a Sparse export.
const Schema = 1

// JSON writes the document as indented JSON. What could steer a terminal is escaped
// in it, and so nothing is lost.
func (d *Document) JSON(w io.Writer) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(d.wire()); err != nil {
		return fmt.Errorf("report: json: %w", err)
	}
	if _, err := w.Write(safetext.JSON(b.Bytes())); err != nil {
		return fmt.Errorf("report: json: %w", err)
	}
	return nil
}

// wire returns the document as an object: a list for each kind, in the order of
// the exports.
func (d *Document) wire() object {
	out := object{{"schema", Schema}, {"exported_at", d.ExportedAt}}
	lists := map[string][]any{}
	for _, e := range d.entries() {
		lists[e.export.Member] = append(lists[e.export.Member], e.export.JSON(e))
	}
	for _, x := range d.exports {
		list := lists[x.Member]
		if list == nil {
			list = []any{}
		}
		if len(list) > 0 || !x.Sparse {
			out = append(out, member{x.Member, list})
		}
	}
	if d.Record != nil {
		out = append(out, member{"record", d.Record}) // all of it, for Parse; not in what is given away
	}
	return out
}

// entries returns all entries, unit by unit, and then those of no unit.
func (d *Document) entries() (all []Entry) {
	for _, f := range d.Frameworks {
		for _, u := range f.Units {
			all = append(all, u.Entries...)
		}
	}
	return append(all, d.Apart...)
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for i, m := range o {
		b.WriteByte("{,"[min(i, 1)])
		err := encoder.Encode(m.name)
		b.WriteByte(':')
		if err = errors.Join(err, encoder.Encode(m.value)); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
