package step

import "goldenthread/ui/env"

// Kinds returns the table of kinds: how each is opened, shown and exported. The
// lists of an export are in its order.
func Kinds() env.Kinds {
	return env.Kinds{answerKind(), ratingKind(), commitmentKind(), testKind(), tensionKind(), formKind(), readKind()}
}
