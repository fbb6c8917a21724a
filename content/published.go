package content

import _ "embed"

//go:embed testdata/ids.golden
var publishedIDs []byte

//go:embed testdata/wordings.golden
var publishedWordings []byte

// Published returns the ledger of what was ever published of the embedded book.
func Published() (*Ledger, error) { return ReadLedger(publishedIDs, publishedWordings) }
