package step

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
)

// readKind is shown nowhere and not exported: it holds no word.
func readKind() env.Kind {
	return env.Kind{Kind: store.KindRead, Opens: map[content.Stage]env.Opener{content.Read: newRead}}
}
