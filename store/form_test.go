package store

import (
	"bytes"
	"crypto/sha256"
	"errors"

	"goldenthread/store/file"
)

// The form of the file as docs/workbook-file.md has it, for tests that look at bytes.
const (
	bucketMeta     = "meta"
	metaSchema     = "schema"
	metaDevice     = "device"
	metaGeneration = "generation"
	bucketVault    = "vault"
	vaultHeader    = "header"

	tagMeta   file.Tag = 'm'
	tagVault  file.Tag = 'y'
	tagSealed file.Tag = 'z'

	envelopeMagic = "WB1"
	plain         = 0
	sealed        = 1
	payloadAt     = 13
)

func checksum(bucket string, key, payload []byte) []byte {
	sum := sha256.Sum256(bytes.Join([][]byte{[]byte(bucket), key, payload}, nil))
	return sum[:8]
}

// wrap puts a payload into an envelope.
func wrap(bucket string, tag file.Tag, flags byte, key, payload []byte) []byte {
	return bytes.Join([][]byte{[]byte(envelopeMagic), {byte(tag), flags}, checksum(bucket, key, payload), payload}, nil)
}

// unwrap returns what lies in an envelope.
func unwrap(bucket string, key, value []byte) (tag file.Tag, flags byte, payload []byte, err error) {
	if len(value) < payloadAt || !bytes.Equal(value[5:payloadAt], checksum(bucket, key, value[payloadAt:])) {
		return 0, 0, nil, errors.New("its checksum does not fit")
	}
	return file.Tag(value[3]), value[4], value[payloadAt:], nil
}

// generationOf returns how often a workbook was saved.
func generationOf(s *Store) (n int64) {
	_ = s.read(func(tx transaction) error {
		_, err := tx.GetMeta(metaGeneration, &n)
		return err
	})
	return n
}
