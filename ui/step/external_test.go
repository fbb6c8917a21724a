package step

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/privacy"
)

// withEditor opens the notice step of a person who has an editor, and knows what
// editors keep. What is given to it lies in a folder of the test.
func withEditor(t *testing.T, text string) *desk {
	t.Helper()
	d := newDesk(t)
	d.vars["EDITOR"] = "true --wait"
	d.vars["XDG_RUNTIME_DIR"] = t.TempDir()
	d.check(os.Chmod(d.vars["XDG_RUNTIME_DIR"], 0o700))
	t.Setenv("TMPDIR", d.vars["XDG_RUNTIME_DIR"])
	d.check(d.env.Store.SetSetting(editorWarned, privacy.On))
	d.open(content.Notice)
	d.write(text)
	return d
}

// given returns the files that another editor has been given.
func (d *desk) given() []string {
	d.Helper()
	files, err := filepath.Glob(filepath.Join(d.vars["XDG_RUNTIME_DIR"], "goldenthread-*", "answer.md"))
	d.check(err)
	return files
}

// external presses the key, lets the editor do something with the file, and returns
// what the program is told when it ends.
func (d *desk) external(edit func(file string) error) externalMsg {
	d.Helper()
	d.press("ctrl+o")
	files := d.given()
	if len(files) != 1 {
		d.Fatalf("the editor has %q:\n%s", files, d.text())
	}
	return externalMsg{d.step.(*writing).form.Focused(), files[0], edit(files[0])}
}

func writes(text string) func(string) error {
	return func(file string) error { return os.WriteFile(file, []byte(text), 0o600) }
}

// What comes back from another editor is the answer, unless it went wrong there; its
// folder is gone in any case.
func TestExternalEditor(t *testing.T) {
	for _, c := range []struct {
		name, before, after, says string
		edit                      func(string) error
	}{
		{"changed", "seen", "seen and heard", "", writes("seen and heard\n")},
		{"lines of Windows", "seen", "seen and heard", "", writes("seen and heard\r\n")},
		{"the last line was ended before", "seen\n", "heard\n", "", writes("heard\n")},
		{"unchanged", "seen", "seen", "Nothing was changed in your editor.", writes("seen\n")},
		{"failed", "seen", "seen", "Your text is as it was: exit status 1.", func(string) error { return errors.New("exit status 1") }},
		{"empty", "seen", "seen", "came back empty", writes(" \n")},
		{"empty as it was", "", "", "Nothing was changed", writes("\n")},
		{"gone", "seen", "seen", "could not be read back", os.Remove},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := withEditor(t, "")
			d.paste(c.before)
			d.send(d.external(c.edit))
			if c.says != "" {
				d.want(c.says)
			}
			d.leave()
			same(t, "kept", d.latest(content.Notice, store.FieldAnswer).Text, c.after)
			left, err := os.ReadDir(d.vars["XDG_RUNTIME_DIR"])
			if err != nil || len(left) != 0 {
				t.Errorf("it leaves %v, %v", left, err)
			}
		})
	}
}

// The editor is given what is on the screen, which is a draft on the disk before.
func TestExternalEditorIsGivenTheText(t *testing.T) {
	d := withEditor(t, "seen")
	msg := d.external(func(file string) error {
		text, err := os.ReadFile(file)
		same(t, "given", string(text), "seen")
		return err
	})
	if drafts := d.drafts(); len(drafts) != 1 || drafts[0].Text != "seen" {
		t.Errorf("drafts: %+v", drafts)
	}
	d.send(msg)
}

// A text that another step has given away is not that step's to take, and stays where
// it is for the one that has it.
func TestExternalEditorOfAnotherStep(t *testing.T) {
	d := withEditor(t, "seen")
	msg := d.external(writes("seen and heard"))
	mine := d.step
	d.open(content.Interpret)
	d.send(msg) // as every step is told
	d.step = mine
	d.send(msg)
	d.want("seen and heard")
}

// The first time it is only said what another editor may keep.
func TestExternalEditorIsWarnedOf(t *testing.T) {
	d := withEditor(t, "seen")
	d.check(d.env.Store.SetSetting(editorWarned, ""))
	d.press("ctrl+o")
	d.want("Your editor may keep copies of its own", "seen")
	same(t, "given", len(d.given()), 0)
	d.press("ctrl+o")
	same(t, "given", len(d.given()), 1)
}

// While a passphrase lies on the workbook no word goes to another editor, unless that
// was allowed.
func TestExternalEditorWhenSealed(t *testing.T) {
	d := withEditor(t, "seen")
	keys, header, _, err := vault.Create([]byte("a quiet river"), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	d.check(err)
	d.check(d.env.Store.Seal(header, keys))
	d.press("ctrl+o")
	d.want("A passphrase lies on your workbook")
	same(t, "given", len(d.given()), 0)
	d.check(d.env.Store.SetSetting(privacy.AllowExternalWhenSealed, privacy.On))
	d.press("ctrl+o")
	same(t, "given", len(d.given()), 1)
}

// Without an editor, or a draft on the disk, nothing is given, and that is said.
func TestExternalEditorThatCannotBegin(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*desk)
		says   string
	}{
		"no editor": {func(d *desk) { d.vars["EDITOR"] = ""; d.Setenv("PATH", d.TempDir()) }, "Your text is as it was: no editor was found"},
		"no draft":  {func(d *desk) { d.away() }, "Your text is as it was: "},
	} {
		t.Run(name, func(t *testing.T) {
			d := withEditor(t, "seen")
			c.before(d)
			d.press("ctrl+o")
			d.want(c.says, "seen")
			same(t, "given", len(d.given()), 0)
		})
	}
}

// What an editor had saved before it ended badly is among the earlier versions, and
// the text on the screen stays the newest; nothing lies about.
func TestExternalEditorEndsBadly(t *testing.T) {
	for _, before := range []string{"seen", ""} {
		d := withEditor(t, before)
		d.send(d.external(func(file string) error {
			return errors.Join(errors.New("signal: segmentation fault"), writes("seen and heard\n")(file))
		}))
		d.want("Your text is as it was: signal: segmentation fault.", "kept as an earlier version")
		d.leave()
		var texts []string
		for _, r := range d.history(content.Notice, store.FieldAnswer) {
			texts = append(texts, r.Text)
			if r.Wording == "" {
				t.Errorf("%q has no words of a question", r.Text)
			}
		}
		want := []string{"seen", "seen and heard", "seen"}
		if before == "" {
			want = []string{"seen and heard", ""}
		}
		same(t, "history", texts, want)
		same(t, "given", len(d.given()), 0)
	}
}

// A file that cannot be taken as it is, or cannot be kept, stays, and is named.
func TestExternalEditorsFileStays(t *testing.T) {
	d := withEditor(t, "seen")
	d.send(d.external(writes("h\xf6ren\n")))
	d.want("is no UTF-8. It stays in")
	d.leave()
	same(t, "kept", d.latest(content.Notice, store.FieldAnswer).Text, "seen")
	same(t, "given", len(d.given()), 1)

	d = withEditor(t, "seen")
	msg := d.external(func(file string) error {
		return errors.Join(errors.New("exit status 1"), writes("seen and heard\n")(file))
	})
	d.away()
	d.send(msg)
	d.want("What your editor had saved stays in")
	same(t, "given", len(d.given()), 1)

	d = withEditor(t, "seen")
	d.send(d.external(writes("\uFEFFseen and heard\r\n"))) // as Notepad writes it
	d.leave()
	same(t, "kept", d.latest(content.Notice, store.FieldAnswer).Text, "seen and heard")
	same(t, "given", len(d.given()), 0)
}
