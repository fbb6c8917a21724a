package cli

import (
	"slices"
	"strings"
)

// The environment variables of our own.
const (
	envData    = "GOLDENTHREAD_DATA"
	envContent = "GOLDENTHREAD_CONTENT"
)

// getenv returns a variable of an environment, "" if it is not set; the last one
// counts.
func getenv(env []string, name string) string {
	for _, pair := range slices.Backward(env) {
		if key, value, ok := strings.Cut(pair, "="); ok && key == name {
			return value
		}
	}
	return ""
}

// coloured returns the environment with the flag --color in the words that the
// libraries know. The flag wins over NO_COLOR, which wins over CLICOLOR_FORCE.
func coloured(env []string, color string) []string {
	switch color {
	case "never":
		return append(without(env, "CLICOLOR_FORCE"), "NO_COLOR=1")
	case "always":
		return append(without(env, "NO_COLOR"), "CLICOLOR_FORCE=1")
	}
	if getenv(env, "NO_COLOR") != "" { // any value will do, and the libraries want "1"
		return append(without(env, "CLICOLOR_FORCE"), "NO_COLOR=1")
	}
	return env
}

func without(env []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(pair string) bool { return strings.HasPrefix(pair, name+"=") })
}
