package store

import (
	"encoding/json"
	"fmt"
	"goldenthread/store/file"
	"strings"
	"unicode/utf8"
)

// revisionVersion is the form of the records that this version writes.
const revisionVersion = 1

// revisionRecord is a revision in the file. Bytes holds the texts that are not
// valid UTF-8, by the path of their member: JSON would alter them silently.
type revisionRecord struct {
	Revision
	Bytes map[string][]byte `json:"bytes,omitempty"`
}

type draftRecord struct {
	Draft
	Bytes map[string][]byte `json:"bytes,omitempty"`
}

func encodeRevision(r Revision) ([]byte, error) {
	record := revisionRecord{Revision: r}
	record.Body, record.Bytes = r.Body.lossless()
	return file.Marshal(record)
}

func decodeRevision(payload []byte) (Revision, error) {
	var record revisionRecord
	if err := json.Unmarshal(payload, &record); err != nil {
		return Revision{}, err
	}
	if record.V != revisionVersion {
		return Revision{}, fmt.Errorf("it has version %d, which this version does not know", record.V)
	}
	record.Body.restore(record.Bytes)
	return record.Revision, nil
}

func encodeDraft(d Draft) ([]byte, error) {
	record := draftRecord{Draft: d}
	record.Body, record.Bytes = d.Body.lossless()
	return file.Marshal(record)
}

func decodeDraft(payload []byte) (Draft, error) {
	var record draftRecord
	if err := json.Unmarshal(payload, &record); err != nil {
		return Draft{}, err
	}
	record.Body.restore(record.Bytes)
	return record.Draft, nil
}

// lossless returns a copy of b that JSON can hold, and the bytes of the texts
// that it cannot.
func (b Body) lossless() (Body, map[string][]byte) {
	b = b.withOwnProse()
	var raw map[string][]byte
	b.prose(func(path string, text *string) {
		if utf8.ValidString(*text) {
			return
		}
		if raw == nil {
			raw = map[string][]byte{}
		}
		raw[path] = []byte(*text)
		*text = strings.ToValidUTF8(*text, "\uFFFD")
	})
	return b, raw
}

func (b *Body) restore(raw map[string][]byte) {
	b.prose(func(path string, text *string) {
		if original, ok := raw[path]; ok {
			*text = string(original)
		}
	})
}
