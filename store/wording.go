package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"goldenthread/store/file"
	"strings"
	"unicode/utf8"
)

const wordingPrefix = "sha256:"

// wordingRecord is a prompt as it was shown. Bytes holds it if it is not valid
// UTF-8.
type wordingRecord struct {
	Text  string `json:"text"`
	Bytes []byte `json:"bytes,omitempty"`
}

func newWordingRecord(asked string) wordingRecord {
	if utf8.ValidString(asked) {
		return wordingRecord{Text: asked}
	}
	return wordingRecord{Text: strings.ToValidUTF8(asked, "\uFFFD"), Bytes: []byte(asked)}
}

func (w *wordingRecord) asked() string {
	if w.Bytes != nil {
		return string(w.Bytes)
	}
	return w.Text
}

// WordingOf returns the name under which the words that were asked are kept; ""
// if nothing was asked.
func WordingOf(asked string) string {
	if asked == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(asked))
	return wordingPrefix + hex.EncodeToString(sum[:])
}

// Wording returns the words as they were asked, by the name in a revision. A revision
// may name none: then there are none. A name that no wording can have is a *Damage.
func (s *Store) Wording(hash string) (asked string, found bool, err error) {
	if hash == "" {
		return "", false, nil
	}
	sum, err := wordingSum(hash)
	if err != nil {
		return "", false, &Damage{Bucket: bucketContent, Err: err}
	}
	err = s.read(func(tx transaction) error {
		asked, found, err = wordingAt(tx, sum)
		return err
	})
	return asked, found, err
}

// wordingSum reads the name of a wording, which has one form only.
func wordingSum(name string) (sum [sha256.Size]byte, err error) {
	raw, err := hex.DecodeString(strings.TrimPrefix(name, wordingPrefix))
	if err != nil || len(raw) != len(sum) || wordingPrefix+hex.EncodeToString(raw) != name {
		return sum, fmt.Errorf("store: wording %q: not a SHA-256", name)
	}
	return [sha256.Size]byte(raw), nil
}

func wordingAt(tx transaction, sum [sha256.Size]byte) (string, bool, error) {
	key := tx.wordingKey(sum)
	value := tx.Bucket([]byte(bucketContent)).Get(key)
	if value == nil {
		return "", false, nil
	}
	payload, err := tx.DecodeAs(tagWording, bucketContent, key, value)
	asked := ""
	if err == nil {
		asked, err = decodeWording(payload)
	}
	if err != nil {
		return "", false, &Damage{Bucket: bucketContent, Err: fmt.Errorf("%s%x: %w", wordingPrefix, sum, err)}
	}
	return asked, true, nil
}

func decodeWording(payload []byte) (asked string, err error) {
	var record wordingRecord
	err = json.Unmarshal(payload, &record)
	return record.asked(), err
}

// keepWording keeps what was asked, once for all who answer it. A damaged copy
// is written anew. Without words, the name that is given stays.
func keepWording(tx transaction, asked, name string) (string, error) {
	if asked == "" {
		return name, nil
	}
	sum := sha256.Sum256([]byte(asked))
	if _, found, err := wordingAt(tx, sum); found && err == nil {
		return WordingOf(asked), nil
	}
	payload, err := file.Marshal(newWordingRecord(asked))
	if err != nil {
		return "", fmt.Errorf("store: wording: %w", err)
	}
	return WordingOf(asked), tx.Put(bucketContent, tagWording, tx.wordingKey(sum), payload)
}
