package ui

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/answer"
	"goldenthread/ui/privacy"
	"goldenthread/ui/terminal"
)

// The page is found from home and from the keys, and says what is so.
func TestPrivacyPage(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.press("p")
	d.want("Privacy", "Where it is", filepath.Base(d.path), "enter change")
	d.press("esc", "?")
	d.want("Privacy: what is stored where")
	d.press("end", "enter")
	d.want("Hide when you leave this window", "off")
	for _, title := range []string{"Where it is", "Who could read it", "What is not protected", "To delete it"} {
		for range 40 {
			if strings.Contains(d.screen(), title) {
				break
			}
			d.press("down")
		}
		d.want(title)
	}
}

// The screen hides when the terminal loses the focus, if that was chosen, and
// comes back only with the key; the choice is kept.
func TestHideOnBlur(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.send(tea.BlurMsg{})
	d.wantNot("hidden")
	if d.app.View().ReportFocus {
		t.Error("the terminal is asked for what nobody wants to know")
	}
	d.press("p", "enter")
	d.want("Hide when you leave this window   on")
	d.restart(80, 24)
	if !d.app.View().ReportFocus {
		t.Error("the terminal is not asked to report the focus")
	}
	d.send(tea.BlurMsg{})
	d.want("hidden")
	d.send(tea.FocusMsg{})
	d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	d.send(tea.PasteMsg{Content: "pasted"})
	d.send(tea.BackgroundColorMsg{})
	d.click(3, 3)
	d.rest()
	for line := range strings.SplitSeq(d.screen(), "\n") {
		if line = strings.TrimSpace(line); line != "" && line != "Golden Thread · hidden · ctrl+g to come back" {
			t.Errorf("hidden, it shows %q", line)
		}
	}
	d.press("ctrl+g")
	d.want("Privacy")
	d.press("enter")
	d.send(tea.BlurMsg{})
	d.wantNot("hidden")
}

// The title of the window is the same on every screen: it is seen by others.
func TestWindowTitleSaysNothing(t *testing.T) {
	d := newDriver(t, 80, 24)
	for _, keys := range [][]string{nil, {"1"}, {"1"}, {"2"}, {"ctrl+g"}, {"ctrl+g", "esc", "esc", "esc", "p"}, {"esc", "l"}, {"?"}} {
		d.press(keys...)
		if got := d.app.View().WindowTitle; got != "Golden Thread" {
			t.Errorf("after %v it is %q", keys, got)
		}
	}
	d.write("a thought")
	if got := d.app.View().WindowTitle; got != "Golden Thread" {
		t.Errorf("it is %q", got)
	}
}

// Files that others may read are spoken of once, and closed on request.
func TestOpenPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	d := newDriver(t, 80, 24)
	if err := os.Chmod(d.path, 0o644); err != nil {
		t.Fatal(err)
	}
	const notice = "Other accounts may look into your files"
	d.restart(80, 24)
	d.want(notice, "Privacy, under F1,") // which works in an answer, too
	d.press("f1")
	d.wantNot(notice)
	d.want("Privacy: what is stored where")
	d.press("esc")
	d.restart(80, 24)
	d.wantNot(notice)
	d.press("p")
	d.want("Close your files to others")
	d.press("down", "enter")
	d.wantNot("Close your files to others")
	if info, err := os.Stat(d.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v (%v)", info.Mode(), err)
	}
	if err := os.Chmod(d.path, 0o640); err != nil {
		t.Fatal(err)
	}
	d.restart(80, 24)
	d.want(notice)
}

// lend leaves a text with another editor, as a program does that is killed then.
func (d *driver) lend(text string) (dir string) {
	d.t.Helper()
	d.env["XDG_RUNTIME_DIR"] = filepath.Join(d.t.TempDir(), "run")
	if err := os.MkdirAll(d.env["XDG_RUNTIME_DIR"], 0o700); err != nil {
		d.t.Fatal(err)
	}
	d.env["EDITOR"] = "true"
	if err := d.store.SetSetting("editor warned", privacy.On); err != nil {
		d.t.Fatal(err)
	}
	_, cmd := d.app.Update(terminal.KeyPress("ctrl+o"))
	if cmd == nil {
		d.t.Fatal("nothing is to be run")
	}
	found, err := filepath.Glob(filepath.Join(d.env["XDG_RUNTIME_DIR"], "goldenthread-*"))
	if err != nil || len(found) != 1 {
		d.t.Fatalf("%q (%v)", found, err)
	}
	if err := os.WriteFile(filepath.Join(found[0], "answer.md"), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return found[0]
}

func gone(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s is left behind: %v", dir, err)
	}
}

// What another editor had when the program was killed comes back at the next
// start, nothing of it lies about, and the text before stays in the history.
func TestTextLeftWithAnEditor(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.write("from here")
	dir := d.lend("from here\nand from elsewhere\n")
	d.restart(80, 24)
	d.want("What your own editor had when the program ended is back", "┃ from here", "┃ and from elsewhere")
	gone(t, dir)
	history, err := d.store.History(store.Slot{Step: toShare.Step(content.Notice), Field: store.FieldAnswer})
	if err != nil || len(history) != 2 || history[0].Text != "from here" || history[1].Text != "from here\nand from elsewhere" || history[1].Wording == "" {
		t.Errorf("%+v (%v)", history, err)
	}
	d.press("esc")
	d.restart(80, 24)
	d.wantNot("What your own editor had")

	d.reopen("disciplines/mastery/test", 80, 24)
	dir = d.lend("the site manager")
	d.restart(80, 24)
	d.want("┃ the site manager")
	gone(t, dir)

	d.reopen("disciplines/mastery/notice", 80, 24)
	dir = d.lend("from here\nand from elsewhere\n") // it was not touched there
	d.restart(80, 24)
	d.wantNot("What your own editor had")
	gone(t, dir)
}

// A folder that others could have put there is not looked into.
func TestTextFromSomebodyElse(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.write("mine")
	dir := d.lend("not mine")
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	d.restart(80, 24)
	d.wantNot("not mine")
}

// No other editor has an answer of a workbook with a passphrase, unless the person
// has allowed it; the page says what the passphrase changes.
func TestSealedWorkbookIsNotCheckedOut(t *testing.T) {
	d := newDriver(t, 80, 24)
	keys, header, _, err := vault.Create([]byte("a quiet river"), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.store.Seal(header, keys); err != nil {
		t.Fatal(err)
	}
	d.env["EDITOR"] = "true"
	d.press("1", "1", "2")
	d.write("a thought")
	d.press("ctrl+o")
	d.want("A passphrase lies on your workbook", "no other editor")
	d.press("esc", "esc", "esc", "p")
	d.want("Give ctrl+o to your own editor", "off", "No other editor is given an answer")
	d.press("down", "enter")
	d.want("on", "With ctrl+o one answer lies in a file")
	d.press("esc", "1", "1", "2", "ctrl+o")
	d.want("Your editor may keep copies of its own")
}

// The question about what a passphrase does not protect comes again at the next start,
// if the window was closed at it, and says what is so until it was answered.
func TestQuestionAfterSealingComesAgain(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("1", "1", "2")
	d.write("a thought")
	d.press("esc", "esc", "esc")
	keys, header, _, err := vault.Create([]byte(passphrase), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err := errors.Join(err, d.store.Seal(header, keys)); err != nil {
		t.Fatal(err)
	}
	const notice = "can be read without your passphrase"
	d.restart(80, 24)
	d.unlock()
	d.want("1 file beside the workbook " + notice)
	d.press("p")
	d.want("What opens without the passphrase")
	for range 40 {
		d.press("pgdown")
	}
	for range 40 {
		if strings.Contains(d.screen(), "beside the workbook, which") {
			break
		}
		d.press("up")
	}
	d.press("home", "down", "down", "down", "enter")
	d.want("seal-20261122-140300", "d delete them")
	d.press("d")
	d.want("1 file deleted.")
	d.press("enter")
	d.wantNot("What opens without the passphrase")
	d.restart(80, 24)
	d.unlock()
	d.wantNot(notice)
}

// While the workbook is locked a text that was left with an editor waits.
func TestTextLeftWaitsForThePassphrase(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.write("from here")
	dir := d.lend("from elsewhere")
	keys, header, _, err := vault.Create([]byte("a quiet river"), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.store.Seal(header, keys), d.store.Lock()); err != nil {
		t.Fatal(err)
	}
	if done, err := answer.RestoreTexts(d.store, d.app.env.Getenv); err != nil || len(done.Back)+len(done.Left) > 0 {
		t.Errorf("%+v (%v)", done, err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
	if err := d.store.Unlock([]byte("a quiet river")); err != nil {
		t.Fatal(err)
	}
	if done, err := answer.RestoreTexts(d.store, d.app.env.Getenv); err != nil || len(done.Back) != 1 {
		t.Errorf("%+v (%v)", done, err)
	}
	gone(t, dir)
}

// In the narrowest window the choice is seen whole, end shows the end of the page,
// and the hidden page says how to come back.
func TestPrivacyInASmallWindow(t *testing.T) {
	d := newDriver(t, 40, 12)
	d.press("p")
	d.want("Hide when you leave this window  off")
	d.press("end")
	d.want("nobody but you knows where they are")
	d.press("home")
	d.want("Hide when you leave this window  off")
	d.press("ctrl+g")
	d.want("hidden · ctrl+g to come back")
	d.press("ctrl+g", "?")
	d.want("enter                   change")
}
