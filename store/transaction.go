package store

import bolt "go.etcd.io/bbolt"

// transaction is one of bbolt's, with the form of the keys and values in it.
type transaction struct {
	*bolt.Tx
	codec
}

// put writes a value in its envelope; a value is never empty.
func (tx transaction) put(bucket string, m mark, key, payload []byte) error {
	return tx.Bucket([]byte(bucket)).Put(key, tx.seal(bucket, m, key, payload))
}
