package check

import _ "embed"

//go:embed published/ids.golden
var publishedIDs []byte

//go:embed published/wordings.golden
var publishedWordings []byte

// Published returns the ledger of everything that was ever published of the embedded
// book.
func Published() (*Ledger, error) { return ReadLedger(publishedIDs, publishedWordings) }
