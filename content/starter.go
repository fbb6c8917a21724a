package content

import "regexp"

var starter = regexp.MustCompile(`(?is)^\s*when\s+(.+?),\s+I(?:\s+will|['’]ll)\s+([^\s.].*?)\s*\.?\s*$`)

// SplitPlan takes a plan of the form "When X, I will Y." apart: when is X,
// will is Y without the full stop. The first ", I will" counts, so X may have
// commas. ok is false when the sentence has another form.
func SplitPlan(plan string) (when, will string, ok bool) {
	parts := starter.FindStringSubmatch(plan)
	if parts == nil {
		return "", "", false
	}
	return parts[1], parts[2], true
}
