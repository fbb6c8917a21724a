//go:build !windows

package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/store/vault"
	"goldenthread/ui/explain"
)

// line is a prompt of the terminal, and the text that is typed at it.
type line struct {
	prompt string
	typed  func(shown string) string
}

func typed(prompt, text string) line {
	return line{prompt, func(string) string { return text }}
}

var writtenKey = regexp.MustCompile(`(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}`)

// group answers the question for a group of the recovery key that was shown.
func group(shown string) string {
	asked := regexp.MustCompile(`group (\d)`).FindAllStringSubmatch(shown, -1)
	n, _ := strconv.Atoi(asked[len(asked)-1][1])
	return strings.ToLower(strings.Split(writtenKey.FindString(shown), "-")[n-1])
}

// atCost is Main with passphrases that are quick to try.
func atCost(args []string, io IO) int {
	a := &app{IO: io, interactive: isInteractive, asks: canAsk, cost: func() vault.Cost { return vault.Cost{Memory: 32, Passes: 1, Lanes: 1} }}
	return a.main(args)
}

// converses runs the program on a terminal, and types a line at each prompt.
func (p *typist) converses(path string, args []string, lines ...line) (code int, shown string) {
	p.Helper()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		code = atCost(args, IO{In: p.terminal, Out: p.terminal, Err: p.terminal, Environ: []string{envData + "=" + path, "TERM=dumb"}, Now: time.Now})
	}()
	var all strings.Builder
	from := 0
	buf := make([]byte, 4096)
	for _, l := range lines {
		for {
			if at := strings.Index(all.String()[from:], l.prompt); at >= 0 {
				from += at + len(l.prompt)
				break
			}
			n, err := p.keys.Read(buf)
			if err != nil {
				p.Fatalf("%v after %q", err, all.String())
			}
			all.Write(buf[:n])
			select {
			case <-ended:
				p.Fatalf("it ended and never said %q: %q", l.prompt, all.String())
			default:
			}
		}
		if _, err := p.keys.WriteString(l.typed(all.String()) + "\n"); err != nil {
			p.Fatal(err)
		}
	}
	all.WriteString(p.answers(ended))
	return code, strings.ReplaceAll(all.String(), "\r", "")
}

// sealedAt makes a workbook with a snapshot and an answer, seals it, and returns
// its recovery key.
func sealedAt(t *testing.T, path, passphrase string) (recovery string, shown string) {
	t.Helper()
	st, err := store.Open(path, store.Options{})
	if err == nil {
		_, err = st.Add(store.Revision{Kind: store.KindAnswer, Slot: store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer},
			Body: store.Body{Text: "Nobody came in."}}, "What did you notice?")
	}
	if err == nil {
		_, err = st.Snapshot("")
	}
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	code, shown := newTypist(t).converses(path, []string{"seal"},
		typed("New passphrase: ", passphrase), typed("once more: ", passphrase),
		line{"from your paper: ", group}, line{"from your paper: ", group},
		typed("Delete them? (yes or no) ", "yes"), typed("Delete them? (yes or no) ", "yes"))
	if code != explain.Done {
		t.Fatalf("%d %s", code, shown)
	}
	return writtenKey.FindString(shown), shown
}

func holdsText(t *testing.T, path, text string) bool {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(file, []byte(text))
}

const goodWords = "kettle harbour window seven"

// From a passphrase typed twice to a file that tells nothing, with everything
// beside it asked about; and back.
func TestSealVerb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	recovery, shown := sealedAt(t, path, goodWords)
	for _, want := range []string{"It is good: 27 characters", "Sealed: every value", "as it was before it", "snapshots of before", "1 file deleted", "A disk may keep blocks"} {
		if !strings.Contains(shown, want) {
			t.Errorf("it does not say %q: %s", want, shown)
		}
	}
	if strings.Contains(shown, "kettle") {
		t.Error("the passphrase was shown")
	}
	entries, err := os.ReadDir(related.SnapshotFolder(path))
	if err != nil || len(entries) > 0 || holdsText(t, path, "Nobody came in.") {
		t.Errorf("snapshots: %v %v", entries, err)
	}

	code, shown := newTypist(t).converses(path, []string{"export"}, typed("Passphrase of the workbook: ", "kettle"), typed("Passphrase of the workbook: ", goodWords))
	if code != explain.Done || !strings.Contains(shown, "nothing was changed") || !strings.Contains(shown, "Nobody came in.") {
		t.Errorf("export: %d %s", code, shown)
	}
	code, shown = newTypist(t).converses(path, []string{"export"}, typed("Passphrase of the workbook: ", strings.ToLower(recovery)))
	if code != explain.Done || !strings.Contains(shown, "Nobody came in.") {
		t.Errorf("export by the recovery key: %d %s", code, shown)
	}
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte(goodWords+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"export"}, {"list"}, {"doctor", "--rebuild"}, {"doctor", "--read-all"}, {"backup"}, {"restore", "--list"}} {
		var out, wrong bytes.Buffer
		code := Main(append(args, "--unlock-file", file), IO{Out: &out, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now})
		if code != explain.Done {
			t.Errorf("%s: %d %s", args, code, wrong.String())
		}
	}

	code, shown = newTypist(t).converses(path, []string{"unseal"}, typed("Passphrase of the workbook: ", goodWords), typed("(yes or no) ", "no"))
	if code != explain.Done || !strings.Contains(shown, "It stays sealed") || holdsText(t, path, "Nobody came in.") {
		t.Errorf("unseal, no: %d %s", code, shown)
	}
	code, shown = newTypist(t).converses(path, []string{"unseal"}, typed("Passphrase of the workbook: ", goodWords), typed("(yes or no) ", "yes"))
	if code != explain.Done || !holdsText(t, path, "Nobody came in.") {
		t.Errorf("unseal, yes: %d %s", code, shown)
	}
}

// A new passphrase, by the old one or by the recovery key; and new keys.
func TestSealChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	recovery, _ := sealedAt(t, path, goodWords)
	opens := func(passphrase string, want bool) {
		t.Helper()
		st, err := store.Open(path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		if err := st.Unlock([]byte(passphrase)); (err == nil) != want || err != nil && !errors.Is(err, vault.ErrWrong) {
			t.Errorf("%q: %v", passphrase, err)
		}
	}
	if code, shown := newTypist(t).converses(path, []string{"seal", "--change"}, typed("Passphrase of the workbook: ", goodWords),
		typed("New passphrase: ", "second"), typed("once more: ", "secind"), typed("New passphrase: ", "second"), typed("once more: ", "second")); code != explain.Done ||
		!strings.Contains(shown, "It is weak") || !strings.Contains(shown, "two different ones") {
		t.Fatalf("%d %s", code, shown)
	}
	opens(goodWords, false)
	opens("second", true)

	wrong := []byte(recovery)
	wrong[11] = map[bool]byte{true: 'Z', false: 'Y'}[wrong[11] == 'Y']
	if code, shown := newTypist(t).converses(path, []string{"seal", "--recover"}, typed("Recovery key: ", string(wrong)), typed("Recovery key: ", recovery),
		typed("New passphrase: ", "third"), typed("once more: ", "third")); code != explain.Done || !strings.Contains(shown, "group 3") {
		t.Fatalf("%d %s", code, shown)
	}
	opens("second", false)
	opens("third", true)

	code, shown := newTypist(t).converses(path, []string{"seal", "--new-key"}, typed("Passphrase of the workbook: ", "third"),
		typed("New passphrase: ", "fourth"), typed("once more: ", "fourth"), line{"from your paper: ", group}, line{"from your paper: ", group})
	if again := writtenKey.FindString(shown); code != explain.Done || again == recovery || again == "" {
		t.Fatalf("%d %s", code, shown)
	}
	opens("third", false)
	opens("fourth", true)

	if code, shown := newTypist(t).converses(path, []string{"seal", "--lock-after", "5"}, typed("Passphrase of the workbook: ", "fourth")); code != explain.Done || !strings.Contains(shown, "after 5 minutes") {
		t.Errorf("%d %s", code, shown)
	}
}

// Whatever is not as it should be, nothing is sealed, and everybody still gets in.
func TestSealRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	st, err := store.Open(path, store.Options{})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	plain := func(what string, code int, shown string) {
		t.Helper()
		want := explain.Failed
		if what == "no terminal" {
			want = explain.Misused
		}
		st, err := store.Open(path, store.Options{})
		if err != nil || st.Sealed() || code != want || !strings.Contains(shown, "Nothing was changed.") {
			t.Errorf("%s: %v, %d %s", what, err, code, shown)
		}
		st.Close()
	}
	var wrong bytes.Buffer
	plain("no terminal", Main([]string{"seal"}, IO{Out: &wrong, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now}), wrong.String())
	code, shown := newTypist(t).converses(path, []string{"seal"}, typed("New passphrase: ", ""))
	plain("no passphrase", code, shown)
	lines := []line{typed("New passphrase: ", goodWords), typed("once more: ", goodWords), typed("from your paper: ", "0000")}
	code, shown = newTypist(t).converses(path, []string{"seal"}, append(lines, typed("type it: ", "1111"), typed("type it: ", "2222"))...)
	plain("not written down", code, shown)
	code, shown = newTypist(t).converses(path, []string{"seal", "--change"})
	plain("nothing to change", code, shown)
	code, shown = newTypist(t).converses(path, []string{"unseal"})
	plain("nothing to unseal", code, shown)
	if code, shown = newTypist(t).converses(path, []string{"seal", "--change", "--new-key"}); code != explain.Misused {
		t.Errorf("%d %s", code, shown)
	}

	sealedAt(t, path, goodWords)
	for what, run := range map[string]func() (int, string){
		"sealed already": func() (int, string) { return newTypist(t).converses(path, []string{"seal"}) },
		"wrong passphrase": func() (int, string) {
			ask := typed("Passphrase of the workbook: ", "wrong")
			return newTypist(t).converses(path, []string{"list"}, ask, ask, ask)
		},
		"no terminal": func() (int, string) {
			var wrong bytes.Buffer
			code := Main([]string{"export"}, IO{Out: &wrong, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now})
			return code, wrong.String()
		},
		"no such file": func() (int, string) {
			var wrong bytes.Buffer
			code := Main([]string{"export", "--unlock-file", path + ".txt"}, IO{Out: &wrong, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now})
			return code, wrong.String()
		},
	} {
		if code, shown := run(); code != explain.Failed || !strings.Contains(shown, "Nothing was changed") {
			t.Errorf("%s: %d %s", what, code, shown)
		}
	}
}

// A sealed workbook whose headers are gone is salvaged with its passphrase, and
// what comes out is sealed by the same.
func TestSalvageSealed(t *testing.T) {
	g := newGiver(t)
	sealedAt(t, g.path, goodWords)
	file := read(t, g.path)
	clear(file[:2*os.Getpagesize()])
	dir := t.TempDir()
	hurt, saved, phrase := filepath.Join(dir, "hurt.db"), filepath.Join(dir, "saved.db"), filepath.Join(dir, "phrase")
	for path, text := range map[string][]byte{hurt: file, phrase: []byte(goodWords + "\n")} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, explain.Failed, "has not been unlocked"},
		{[]string{"--unlock-file", hurt + ".txt"}, explain.Failed, "No passphrase can be read"},
		{[]string{"--unlock-file", phrase}, explain.Done, ""},
	} {
		if code := g.run("", append([]string{"salvage", hurt, "-o", saved}, c.args...)...); code != c.code || !strings.Contains(g.err.String(), c.says) {
			t.Errorf("%v: %d %s", c.args, code, g.err.String())
		}
	}
	if bytes.Contains(read(t, saved), []byte("SECRET")) {
		t.Error("the new file is not sealed")
	}
	if code := g.run("", "export", "--data", saved, "--unlock-file", phrase); code != explain.Done || !strings.Contains(g.out.String(), "SECRET") {
		t.Errorf("%d %s", code, g.err.String())
	}
}

// What cannot be typed on the screen is refused when a passphrase is chosen; one of a
// file that can be typed nowhere is told from one that is another.
func TestSealRefusesWhatCannotBeTyped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	st, err := store.Open(path, store.Options{})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	for keys, why := range map[string]string{
		"a\tquiet river": "such as a tab", "river\x1b[D\x1b[Ds": "an arrow", "Zo\xeb": "not UTF-8", strings.Repeat("x", 1025): "1,024 bytes",
	} {
		ask := typed("New passphrase: ", keys)
		code, shown := newTypist(t).converses(path, []string{"seal"}, ask, ask, ask)
		if said := strings.Join(strings.Fields(shown), " "); code != explain.Failed || !strings.Contains(said, why) || !strings.Contains(shown, "Nothing was changed.") {
			t.Errorf("%.20q: %d %s", keys, code, shown)
		}
	}
	code, shown := newTypist(t).converses(path, []string{"seal"}, typed("New passphrase: ", "a\tb"), typed("New passphrase: ", goodWords), typed("once more: ", goodWords),
		line{"from your paper: ", group}, line{"from your paper: ", group}, typed("(yes or no) ", "yes"))
	if code != explain.Done {
		t.Fatalf("%d %s", code, shown)
	}
	file := filepath.Join(t.TempDir(), "passphrase")
	for text, want := range map[string]struct {
		code int
		says string
	}{
		goodWords + "\r\n":              {explain.Done, ""},
		"\uFEFF" + goodWords:            {explain.Done, ""},
		goodWords + "\t":                {explain.Failed, "such as a tab"},
		goodWords + "\xff":              {explain.Failed, "not UTF-8"},
		strings.Repeat(goodWords, 50):   {explain.Failed, "1,024 bytes"},
		strings.Repeat(goodWords, 5000): {explain.Failed, "one line"},
		goodWords + " ":                 {explain.Failed, "another passphrase"},
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, wrong bytes.Buffer
		code := Main([]string{"list", "--unlock-file", file}, IO{Out: &out, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now})
		if said := strings.Join(strings.Fields(wrong.String()), " "); code != want.code || !strings.Contains(said, want.says) {
			t.Errorf("%.40q: %d %s", text, code, wrong.String())
		}
	}
}

// A passphrase of which an older version took a tab still opens its workbook, from a
// file.
func TestAnOlderPassphraseStillOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workbook.db")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	keys, header, _, err := vault.Create([]byte("a\tquiet river"), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err := errors.Join(err, st.Seal(header, keys), st.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("a\tquiet river\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, wrong bytes.Buffer
	if code := Main([]string{"list", "--unlock-file", file}, IO{Out: &out, Err: &wrong, Environ: []string{envData + "=" + path}, Now: time.Now}); code != explain.Done {
		t.Errorf("%d %s", code, wrong.String())
	}
}
