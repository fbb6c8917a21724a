package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is set by the linker: -X goldenthread/ui/cli.release=v1.0.0
var release string

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say which version this is",
		Example: "goldenthread version",
		Args:    noArguments,
		RunE: a.later(func([]string) error {
			_, err := fmt.Fprintln(a.Out, version())
			return err
		}),
	}
}

// version returns one line: "goldenthread v1.0.0 (3058e2a), go1.26.8 linux/amd64".
func version() string {
	name, commit := release, ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if name == "" {
			name = info.Main.Version
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = " (" + setting.Value[:min(7, len(setting.Value))] + ")"
			}
		}
	}
	if name == "" {
		name = "(devel)"
	}
	return fmt.Sprintf("%s %s%s, %s %s/%s", program, name, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
