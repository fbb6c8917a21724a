package cli

import (
	"bytes"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/ui/explain"
)

// addCompletion adds cobra's verb for the shells' completions, with an example, and
// with a script for bash that needs nothing but bash.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short = "Write the completions for a shell"
		c.Args = noVerb
		c.RunE = func(c *cobra.Command, _ []string) error {
			return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("for which shell: bash, zsh, fish or powershell?")}
		}
		c.Example = strings.TrimSpace(`
# for this session of bash
source <(goldenthread completion bash)
# what to do for your shell, for good
goldenthread completion zsh --help`)
		for _, shell := range c.Commands() {
			if shell.Name() == "bash" {
				shell.Long = bashHelp
				shell.RunE = writeBashCompletion
			}
		}
	}
}

const bashHelp = `Write the completions for bash. They need no other package; where bash-completion is there, it is used.

To load them in every new session, once on Linux:
goldenthread completion bash > /etc/bash_completion.d/goldenthread
or, where that package is not there (macOS, containers), put this line into ~/.bashrc:
source <(goldenthread completion bash)
The bash 3.2 of macOS reads it from a file: goldenthread completion bash > ~/.goldenthread-completion, and in ~/.bash_profile: source ~/.goldenthread-completion`

// writeBashCompletion writes cobra's script, with our functions in the place of those
// that it takes from the package bash-completion.
func writeBashCompletion(c *cobra.Command, _ []string) error {
	plain, err := c.Flags().GetBool("no-descriptions")
	if err != nil {
		return err
	}
	var script bytes.Buffer
	if err := c.Root().GenBashCompletionV2(&script, !plain); err != nil {
		return err
	}
	text := strings.ReplaceAll(script.String(), "_filedir", "__goldenthread_filedir")
	_, err = c.OutOrStdout().Write([]byte(text + bashAlone))
	return err
}

// bashAlone does without bash-completion what cobra's script asks of it: the words of
// the line, which bash alone parts at = and : too, and the names of files.
const bashAlone = `
__goldenthread_init_completion()
{
    COMPREPLY=()
    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@" cur prev words cword
        return
    fi
    local line=${COMP_LINE:0:COMP_POINT}
    IFS=$' \t' read -ra words <<<"$line"
    if [[ -z $line || $line == *[[:blank:]] ]]; then
        words+=("")
    fi
    cword=$((${#words[@]} - 1))
    cur=${words[cword]}
    prev=
    if ((cword > 0)); then
        prev=${words[cword - 1]}
    fi
}

__goldenthread_filedir()
{
    if declare -F _filedir >/dev/null 2>&1; then
        _filedir "$@"
        return
    fi
    local name
    if [[ $(type -t compopt) == builtin ]]; then
        compopt -o filenames 2>/dev/null
    fi
    while IFS= read -r name; do
        if [[ -d $name || -z $1 || ($1 != -d && "|$1" == *"|${name##*.}|"*) ]]; then
            COMPREPLY+=("$name")
        fi
    done < <(compgen -f -- "$cur")
}
`
