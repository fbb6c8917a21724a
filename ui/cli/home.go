package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"goldenthread/ui/explain"
)

// homeless reports whether a verb needs the usual place of the answers where there is
// none: without a home folder the file would lie wherever the program was started.
func (a *app) homeless(c *cobra.Command) bool {
	for c.HasParent() && c.Parent().HasParent() {
		c = c.Parent()
	}
	if _, named := a.dataPath(); named || slices.Contains([]string{"agenda", "check", "new", "version"}, c.Name()) {
		return false
	}
	given := filepath.IsAbs(os.Getenv("XDG_DATA_HOME")) || filepath.IsAbs(os.Getenv("HOME"))
	return runtime.GOOS != "windows" && !given || !filepath.IsAbs(xdg.DataHome)
}

// errHomeless reports that nobody said where the answers are.
var errHomeless = explain.New("cli: no home folder", explain.Failed, explain.Lines(
	"There is no home folder to keep your workbook in: HOME is not set, or names no full path.",
	explain.Unchanged,
	"Set HOME, or name the file with --data FILE.",
))
