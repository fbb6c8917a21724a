//go:build !windows

package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/creack/pty"

	"goldenthread/store"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
)

// typist is a person at a terminal.
type typist struct {
	*testing.T
	keys, terminal *os.File
}

func newTypist(t *testing.T) *typist {
	keys, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keys.Close(); terminal.Close() })
	return &typist{t, keys, terminal}
}

// answers types a line after each prompt, and returns all that the terminal showed
// once ended is closed.
func (p *typist) answers(ended <-chan struct{}, lines ...[2]string) string {
	p.Helper()
	var shown strings.Builder
	buf := make([]byte, 4096)
	for _, line := range lines {
		for !strings.Contains(shown.String(), line[0]) {
			n, err := p.keys.Read(buf)
			if err != nil {
				p.Fatalf("%v after %q", err, shown.String())
			}
			shown.Write(buf[:n])
		}
		fmt.Fprintf(p.keys, "%s\n", line[1])
	}
	<-ended
	fmt.Fprint(p.terminal, "<end>")
	for !strings.Contains(shown.String(), "<end>") {
		n, err := p.keys.Read(buf)
		if err != nil {
			break
		}
		shown.Write(buf[:n])
	}
	return shown.String()
}

// at runs the program on a terminal.
func (p *typist) at(path string, args []string, lines ...[2]string) (code int, shown string) {
	p.Helper()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		code = Main(args, IO{In: p.terminal, Out: p.terminal, Err: p.terminal, Environ: []string{envData + "=" + path, "TERM=dumb"}, Now: time.Now})
	}()
	shown = p.answers(ended, lines...)
	return code, shown
}

func decrypted(t *testing.T, text []byte, identity age.Identity) []byte {
	t.Helper()
	r, err := age.Decrypt(bytes.NewReader(text), identity)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A passphrase is asked for twice, is not shown, and opens what was written.
func TestEncryptWithAPassphrase(t *testing.T) {
	g, p := newGiver(t), newTypist(t)
	file := filepath.Join(t.TempDir(), "shared.md.age")
	code, shown := p.at(g.path, []string{"export", "--share", "--encrypt", "-o", file},
		[2]string{"Give away 6 answers? (yes or no) ", "yes"}, [2]string{"Passphrase: ", "rote Gummiente"}, [2]string{"once more: ", "rote Gummiente"})
	if code != explain.Done || strings.Contains(shown, "rote") || !strings.Contains(shown, "age --decrypt") {
		t.Fatalf("%d %s", code, shown)
	}
	if found := secret.FindString(shown); found != "" {
		t.Errorf("the terminal showed %s", found)
	}
	identity, err := age.NewScryptIdentity("rote Gummiente")
	if err != nil {
		t.Fatal(err)
	}
	g.holds(file, decrypted(t, read(t, file), identity), 20)
	if !bytes.Contains(read(t, file), []byte(fmt.Sprintf(" %d\n", outfile.ScryptCost))) {
		t.Error("it costs something else to try a passphrase")
	}
}

func TestEncryptWithTwoPassphrases(t *testing.T) {
	g, p := newGiver(t), newTypist(t)
	file := filepath.Join(t.TempDir(), "all.md.age")
	code, shown := p.at(g.path, []string{"export", "--encrypt", "-o", file},
		[2]string{"Passphrase: ", "rote Gummiente"}, [2]string{"once more: ", "tote Gummiente"})
	if code != explain.Failed || !strings.Contains(shown, "two different passphrases") {
		t.Errorf("%d %s", code, shown)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("there is a file")
	}
}

// A passphrase for an export is chosen by the same rules, typed or in a file.
func TestEncryptRefusesWhatCannotBeTyped(t *testing.T) {
	g, p := newGiver(t), newTypist(t)
	dir := t.TempDir()
	file, phrase := filepath.Join(dir, "all.md.age"), filepath.Join(dir, "phrase")
	code, shown := p.at(g.path, []string{"export", "--encrypt", "-o", file}, [2]string{"Passphrase: ", "rote\tGummiente"})
	if code != explain.Failed || !strings.Contains(shown, "such as a tab") {
		t.Errorf("%d %s", code, shown)
	}
	if err := os.WriteFile(phrase, []byte("rote\tGummiente\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := g.run("", "export", "--passphrase-file", phrase, "-o", file); code != explain.Failed || !strings.Contains(g.err.String(), "such as a tab") {
		t.Errorf("%d %s", code, g.err.String())
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("there is a file")
	}
}

// What is to be encrypted is never beside it in any other form, and what cannot
// be encrypted is not written.
func TestEncryptRefuses(t *testing.T) {
	g := newGiver(t)
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		says string
		args []string
	}{
		{"secret key", []string{"--encrypt-to", identity.String()}},
		{"no age recipients", []string{"--encrypt-to", "age1nobody"}},
		{"no such file", []string{"--encrypt-to", filepath.Join(dir, "nowhere")}},
		{"no age recipients", []string{"--encrypt-to", write("empty", "")}},
		{"exclude each other", []string{"--encrypt", "--encrypt-to", identity.Recipient().String()}},
		{"one line", []string{"--passphrase-file", write("blank", "\n")}},
		{"one line", []string{"--passphrase-file", write("two", "a\nb\n")}},
		{"no such file", []string{"--passphrase-file", filepath.Join(dir, "nowhere")}},
		{"no terminal", []string{"--encrypt"}},
	} {
		out := filepath.Join(dir, "out.age")
		for _, verb := range [][]string{{"export", "-o", out}, {"backup", out}} {
			if code := g.run("", append(verb, c.args...)...); code != explain.Failed || !strings.Contains(g.err.String(), c.says) || strings.Contains(g.err.String(), identity.String()) {
				t.Errorf("%s %s: %d %s", verb[0], c.args, code, g.err.String())
			}
			if _, err := os.Stat(out); err == nil {
				t.Fatalf("%s %s: there is a file", verb[0], c.args)
			}
		}
	}
}

// The program age opens what we write, by key and by passphrase: an export for two
// recipients out of a file, and a backup, which is restored.
func TestAgeOpensIt(t *testing.T) {
	program, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the program age is not installed here: apt-get install age")
	}
	g := newGiver(t)
	dir := t.TempDir()
	one, two := identityIn(t, dir, "one.key"), identityIn(t, dir, "two.key")
	names := filepath.Join(dir, "recipients")
	if err := os.WriteFile(names, []byte("# both of us\n"+one+"\n"+two+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	export := filepath.Join(dir, "shared.json.age")
	if code := g.run("", "export", "--share", "--yes", "-o", export, "--encrypt-to", names); code != explain.Done {
		t.Fatal(g.err.String())
	}
	for _, key := range []string{"one.key", "two.key"} {
		plain, err := exec.Command(program, "--decrypt", "-i", filepath.Join(dir, key), export).Output()
		if err != nil {
			t.Fatal(err)
		}
		g.holds(key, plain, 18)
	}

	backup := filepath.Join(dir, "workbook.db.age")
	phrase := filepath.Join(dir, "phrase")
	if err := os.WriteFile(phrase, []byte("rote Gummiente\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := g.run("", "backup", backup, "--passphrase-file", phrase); code != explain.Done {
		t.Fatal(g.err.String())
	}
	if bytes.Contains(read(t, backup), []byte("SECRET")) {
		t.Error("the backup can be read as it lies there")
	}
	again := filepath.Join(dir, "again.db")
	cmd := exec.Command(program, "--decrypt", "-o", again, backup)
	p, ended := newTypist(t), make(chan struct{})
	cmd.Stdin, cmd.Stdout, cmd.Stderr = p.terminal, p.terminal, p.terminal
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { defer close(ended); err = cmd.Wait() }()
	if shown := p.answers(ended, [2]string{"passphrase", "rote Gummiente"}); err != nil {
		t.Fatalf("%v %s", err, shown)
	}
	if snap := store.Verify(again); snap.Err != nil || snap.Answers == 0 {
		t.Errorf("%+v", snap)
	}
}

// identityIn writes a new secret key and returns its recipient.
func identityIn(t *testing.T, dir, name string) string {
	t.Helper()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(identity.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return identity.Recipient().String()
}

// What went wrong is broken between words at the edge of the window, and a line
// that can be copied is not.
func TestErrorsFitTheWindow(t *testing.T) {
	p := newTypist(t)
	if err := pty.Setsize(p.terminal, &pty.Winsize{Rows: 24, Cols: 40}); err != nil {
		t.Fatal(err)
	}
	code, shown := p.at(filepath.Join(t.TempDir(), "none", "w.db"), []string{"list"})
	if code != explain.Failed || !strings.Contains(shown, "Nothing was changed.") {
		t.Fatalf("%d %s", code, shown)
	}
	whole := strings.Join(strings.Fields(shown), " ")
	for _, line := range strings.Split(strings.ReplaceAll(shown, "\r", ""), "\n") {
		if len(line) >= 40 && strings.Contains(line, " ") && !strings.Contains(line, program+" ") {
			t.Errorf("too long: %q", line)
		}
	}
	if !strings.Contains(whole, "Check the name, or name another file with --data FILE.") {
		t.Errorf("words are missing: %s", whole)
	}
}
