package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/phrase"
	"goldenthread/ui/privacy"
	"goldenthread/ui/prompt"
	"goldenthread/ui/sealing"
	"goldenthread/ui/trouble"
)

func privacyCommand(a *app) *cobra.Command {
	hide := ""
	c := &cobra.Command{
		Use:   "privacy",
		Short: "Say what is stored where, and who could read it",
		Long:  "Say in plain words where on this computer what you write is, who could read it in which case, what is not protected, how to leave with everything, and how to delete it. Nothing is opened or changed, unless you make a choice with --hide-on-blur.",
		Example: strings.TrimSpace(`
goldenthread privacy
# hide the screen whenever you go to another window
goldenthread privacy --hide-on-blur on`),
		Args: noArguments,
		RunE: a.later(func([]string) error {
			if hide != "" {
				return hideOnBlur(a, hide)
			}
			return sayPrivacy(a)
		}),
	}
	c.Flags().Var(oneOf(&hide, privacy.On, "off"), "hide-on-blur", "hide the screen when you go to another window: on or off")
	return c
}

// sayPrivacy writes what is stored where, and who could read it.
func sayPrivacy(a *app) error {
	path, _ := a.dataPath()
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	facts, err := privacy.Look(path, a.getenv)
	if err != nil {
		return err
	}
	if len(facts.Files) == 0 {
		return &nothingYet{path}
	}
	look(a, &facts)
	_, err = io.WriteString(a.Out, paragraphs(facts.Sections()))
	return err
}

// whyShut says why a workbook cannot be opened.
func whyShut(err error) string {
	var p *store.Problem
	if errors.As(err, &p) {
		return trouble.WhyShut(p)
	}
	return "it cannot be opened"
}

// look reads what only the workbook itself can tell, if it can be opened now. What
// cannot be told without the passphrase is as if it were off.
func look(a *app, facts *privacy.Facts) {
	st, err := a.readStore()
	if err != nil {
		facts.Unsure = whyShut(err)
		return
	}
	if st == nil {
		return
	}
	facts.Plain = sealing.PlainPaths(st)
	hides, _ := st.Setting(privacy.HideOnBlur)
	external, _ := st.Setting(privacy.AllowExternalWhenSealed)
	facts.Hides, facts.External, facts.Sealed = hides == privacy.On, external == privacy.On, st.Sealed()
	_ = st.Close() // it was only read
}

// paragraphs returns sections as plain text that reads well anywhere.
func paragraphs(sections []privacy.Section) string {
	var b strings.Builder
	for i, s := range sections {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(strings.ToUpper(s.Title) + "\n")
		for _, line := range s.Lines {
			first, rest := "", ""
			if s.List {
				first, rest = "- ", "  "
			}
			line = strings.ReplaceAll(line, "`", "")
			for j, row := range phrase.Wrap(line, prompt.Columns-len(rest)) {
				if j == 0 {
					fmt.Fprintln(&b, first+row)
					continue
				}
				fmt.Fprintln(&b, rest+row)
			}
		}
	}
	return b.String()
}

// hideOnBlur chooses whether the screen hides in another window.
func hideOnBlur(a *app, value string) (err error) {
	st, err := a.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if err := st.SetSetting(privacy.HideOnBlur, value); err != nil {
		return err
	}
	said := "The screen stays as it is when you go to another window."
	if value == privacy.On {
		said = "The screen hides when you go to another window; ctrl+g shows it again. The terminal must report that, as most do."
	}
	_, err = fmt.Fprintln(a.Out, said)
	return err
}
