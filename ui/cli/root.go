package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/fang/v2"
	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"goldenthread/content/safetext"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

const program = "goldenthread"

// The paragraphs are one line each: fang breaks them to the terminal's width.
const about = `Golden Thread is a coaching workbook for people who lead schools. Without a verb it carries on where you stopped.

What you write stays on this computer, in one file. GOLDENTHREAD_DATA or --data names another file, GOLDENTHREAD_CONTENT or --content a folder of your own units.

Exit codes: 0 done; 1 could not; 2 misused, or no terminal; 3 data in use by another window; 4 data damaged, no workbook, newer, or older than last seen; 129, 130, 131 and 143 ended by a signal.`

// flags holds the flags of every verb.
type flags struct {
	data, content string
	theme, color  string
	ascii         bool
	noMouse       bool
	unlockFile    string
	useOlder      bool
}

// parse reads the arguments. It prints help, completions and the manual page
// itself; for everything else it leaves in a.act what to do.
func (a *app) parse(args []string) error {
	cobra.MousetrapHelpText = "" // on Windows, a double click shall open the workbook
	root := a.root()
	refuseUnknownHelp(root)
	root.SetArgs(args)
	root.SetIn(a.In)
	out := &printed{to: safetext.Raw(a.Out)}
	root.SetOut(out.stream())
	root.SetErr(safetext.Raw(a.Err))
	// fang asks the terminal for its background before it prints help or an
	// error, and waits up to four seconds for an answer. Our help has no colours:
	// as long as standard input is no terminal, nothing is asked.
	stdin := os.Stdin
	os.Stdin = nil
	defer func() { os.Stdin = stdin }()
	err := fang.Execute(context.Background(), root,
		fang.WithVersion(version()),
		fang.WithColorSchemeFunc(noColours),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {})) // explain says it
	if out.err != nil {
		return out.err
	}
	return err
}

// verbs make the command of each verb.
var verbs = []func(*app) *cobra.Command{
	openCommand, listCommand, exportCommand, importCommand, backupCommand, restoreCommand, salvageCommand, forgetCommand,
	sealCommand, unsealCommand, doctorCommand, privacyCommand, agendaCommand, checkCommand, newCommand, versionCommand,
	facilitateCommand, consoleCommand, sessionCommand,
}

// root makes the command of the program with those of its verbs.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   program,
		Short: "A coaching workbook for people who lead schools",
		Long:  about,
		Example: strings.TrimSpace(`
# carry on where you stopped
goldenthread
# go straight to a step
goldenthread open disciplines/mastery/notice
# see how far you have come
goldenthread list
# prepare a session with your team
goldenthread agenda print senior-team --people 14 --start 14:00 -o session.html
# take everything with you
goldenthread export -o reflections.md`),
		Args: noVerb,
		RunE: a.later(func([]string) error { return (&openVerb{app: a}).run() }),
	}
	a.addFlags(root)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		var value *pflag.InvalidValueError
		if errors.As(err, &value) {
			err = fmt.Errorf("--%s %s: %w", value.GetFlag().Name, phrase.ShellPath(value.GetValue()), value.Unwrap())
		}
		return &explain.Misuse{Command: c.CommandPath(), Err: err}
	})
	for _, command := range verbs {
		root.AddCommand(command(a))
	}
	addCompletion(root)
	return root
}

// refuseUnknownHelp lets the verb help refuse a verb that there is not. Cobra's shows
// the help of the program, as if that had been asked for.
func refuseUnknownHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		c.Args = func(_ *cobra.Command, args []string) error {
			of, rest, err := root.Find(args)
			if err != nil || len(rest) == 0 {
				return err
			}
			return noVerb(of, rest)
		}
	}
}

// addFlags adds the flags of every verb.
func (a *app) addFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&a.flags.data, "data", "", "the file that holds what you write")
	f.StringVar(&a.flags.content, "content", "", "a folder with your own units")
	a.flags.theme, a.flags.color = "auto", "auto"
	themes, colors := oneOf(&a.flags.theme, "auto", "light", "dark"), oneOf(&a.flags.color, "auto", "always", "never")
	f.Var(themes, "theme", "background of the screen: auto, light or dark")
	f.Var(colors, "color", "colours: auto, always or never; goes before NO_COLOR")
	f.StringVar(&a.flags.unlockFile, "unlock-file", "", "a file with the passphrase of a sealed workbook, for scripts; else it is asked for")
	f.BoolVar(&a.flags.ascii, "ascii", false, "draw with plain characters only")
	f.BoolVar(&a.flags.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	f.BoolVar(&a.flags.useOlder, "use-older", false, "go on with a workbook that is older than the one last seen")
	complete(root, "theme", themes.completions())
	complete(root, "color", colors.completions())
}

// later makes a verb that is done after the arguments were read.
func (a *app) later(verb func(args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		if err := errors.Join(noEmptyWords(c, args), noDash(c, args), a.dataIsFile()); err != nil {
			return err
		}
		a.act = func() error {
			if a.homeless(c) {
				return errHomeless
			}
			return verb(args)
		}
		return nil
	}
}

func noColours(lipgloss.LightDarkFunc) fang.ColorScheme {
	none := lipgloss.NoColor{}
	return fang.ColorScheme{
		Base: none, Title: none, Description: none, Codeblock: none, Program: none, DimmedArgument: none, Comment: none,
		Flag: none, FlagDefault: none, Command: none, QuotedString: none, Argument: none, Help: none, Dash: none, ErrorDetails: none,
	}
}
