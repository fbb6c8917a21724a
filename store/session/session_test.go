package session

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/ids"
	"goldenthread/store/problem"
)

var agreed = About{
	Group: "Senior team", People: 14, Agenda: "ninety", Title: "Where do we learn?", Minutes: 90, Least: 5,
	Keep: Keep{Counts: true, Themes: true, Commitments: true},
}

var options = []string{"words", "pockets", "established", "shared"}

var planned = []Step{
	{Title: "Welcome", Minutes: 5, Form: "all", Question: "Why are we here?"},
	{Title: "Vote", Minutes: 20, Run: "vote", Question: "Which of these?", Poll: &Poll{Name: "levels", Round: 1, Options: options, First: 1}},
}

func newSession(t testing.TB, folder string, about About, o Options) *Session {
	t.Helper()
	s, err := Create(folder, about, planned, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// reopened closes a session as the end of the process does, and opens it again.
func reopened(t testing.TB, s *Session, o Options) *Session {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(s.Path(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// everything returns the content of a session, to be compared.
func everything(s *Session) any {
	return []any{s.About(), s.Agenda(), s.Place(), s.Cards(), s.Votes(), s.Commitments()}
}

func cast(t testing.TB, s *Session, vote ids.ID, option int) {
	t.Helper()
	if err := s.Cast(Choice{vote, option}); err != nil {
		t.Fatal(err)
	}
}

func putCards(t testing.TB, s *Session, cards ...Card) []Card {
	t.Helper()
	cards, err := s.PutCards(cards...)
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

func TestSessionComesBackAsItWas(t *testing.T) {
	folder, c := filepath.Join(t.TempDir(), "sessions"), newClock()
	o := Options{Now: c.now}
	s := newSession(t, folder, agreed, o)
	if name := filepath.Base(s.Path()); name != "2026-11-22-senior-team.db" {
		t.Errorf("the file is called %s", name)
	}
	ends := c.now().Add(12 * time.Minute)
	place := Place{Step: 1, Reveal: 2, Panel: "cards", Entered: c.now(), Given: []time.Duration{0, time.Minute}, Ends: ends, Spent: []time.Duration{6 * time.Minute}, Shuffle: 7}
	if err := s.SetPlace(place); err != nil {
		t.Fatal(err)
	}
	putCards(t, s, Card{Step: 1, Heading: "Team learning", Text: "lesson study"}, Card{Step: 1, Heading: "Team learning", Text: "year 9 review"})
	vote, err := s.BeginVote(Vote{Step: 1, Question: planned[1].Question, Options: options, First: 1}, Ballot, 14)
	if err != nil {
		t.Fatal(err)
	}
	for range 14 {
		cast(t, s, vote.ID, 2)
	}
	if _, err := s.PutCommitment(Commitment{Cue: "the review meets", Action: "ask for one pattern", Role: "deputy", Due: calendar.Date{Year: 2026, Month: 12, Day: 13}}); err != nil {
		t.Fatal(err)
	}
	before := everything(s)
	s = reopened(t, s, o)
	same(t, "session", everything(s), before)
	if got := s.Place(); !got.Ends.Equal(ends) {
		t.Errorf("the clock ends at %v, want %v", got.Ends, ends)
	}
}

func TestSessionAndWorkbookAreNotTakenForEachOther(t *testing.T) {
	dir := t.TempDir()
	s := newSession(t, dir, agreed, Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	workbook := filepath.Join(dir, "workbook.db")
	of := file.Schema{Number: 3, Buckets: unused, Needed: unused, Others: map[string]problem.Kind{kind: problem.Session}}
	w, err := file.Open(workbook, of, file.Options{Make: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		var p *problem.Problem
		if _, err := file.Open(s.Path(), of, file.Options{ReadOnly: readOnly}); !errors.As(err, &p) || p.Kind != problem.Session || p.Path != s.Path() {
			t.Errorf("%v, want %s", err, problem.Session)
		}
	}
	for path, want := range map[string]problem.Kind{workbook: problem.Workbook, filepath.Join(dir, "none.db"): problem.Missing} {
		before, _ := os.ReadFile(path)
		_, err := Open(path, Options{})
		var p *problem.Problem
		if !errors.As(err, &p) || p.Kind != want || p.Path != path {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
		if err := Forget(path, Options{}); !errors.As(err, &p) || p.Kind != want {
			t.Errorf("forget %s: %v, want %s", path, err, want)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s changed", path)
		}
	}
}

func TestASecondWindowOnASession(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	var p *problem.Problem
	if _, err := Open(s.Path(), Options{}); !errors.As(err, &p) || p.Kind != problem.InUse || p.Holder == nil || p.Holder.PID != os.Getpid() {
		t.Errorf("%v", err)
	}
	if err := Forget(s.Path(), Options{}); !errors.As(err, &p) || p.Kind != problem.InUse {
		t.Errorf("%v", err)
	}
}

func TestSessionNeedsWhatItNeeds(t *testing.T) {
	for name, change := range map[string]func(*About){
		"no people": func(a *About) { a.People = 0 },
		"a crowd":   func(a *About) { a.People = 500 },
		"no group":  func(a *About) { a.Group = " \x1b " },
		"least 3":   func(a *About) { a.Least = 3 },
		"least 9":   func(a *About) { a.Least = 9 },
	} {
		folder, about := filepath.Join(t.TempDir(), "sessions"), agreed
		change(&about)
		if s, err := Create(folder, about, planned, Options{}); err == nil {
			s.Close()
			t.Errorf("%s: made", name)
		}
		if _, err := os.Stat(folder); err == nil {
			t.Errorf("%s: something was made", name)
		}
	}
	if _, err := Create(t.TempDir(), agreed, nil, Options{}); err == nil {
		t.Error("made without an agenda")
	}
}

func TestVoteIsSealedUntilAllAreIn(t *testing.T) {
	for _, method := range []Method{Hands, Ballot} {
		s := newSession(t, t.TempDir(), agreed, Options{})
		v, err := s.BeginVote(Vote{Step: 1, Question: "q", Options: options}, method, 6)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 5 {
			cast(t, s, v.ID, n%2)
		}
		if _, err := s.OpenSpread(v.ID); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: opened with five of six: %v", method, err)
		}
		if got := s.Votes()[0].Rounds[0]; got.In != 5 || got.Shown() {
			t.Errorf("%s: %+v", method, got)
		}
		if _, err := s.SecondRound(v.ID, method, 6); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: a second round before the first was shown: %v", method, err)
		}
		cast(t, s, v.ID, 3)
		if err := s.Cast(Choice{v.ID, 3}); !errors.Is(err, ErrFull) {
			t.Errorf("%s: a seventh of six: %v", method, err)
		}
		if err := s.SetVoters(v.ID, 7); !errors.Is(err, ErrFull) {
			t.Errorf("%s: another voter after all were in: %v", method, err)
		}
		if err := s.Uncount(v.ID); !errors.Is(err, ErrVote) {
			t.Errorf("%s: taken back after all were in: %v", method, err)
		}
		s = reopened(t, s, Options{})
		opened, err := s.OpenSpread(v.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "spread", opened.Rounds[0].Counts, []int{3, 2, 0, 1})
		if err := s.file.Read(func(tx file.Tx) error {
			if value := tx.Bucket([]byte(bucketVote)).Get(v.ID[:]); bytes.Contains(value, []byte("counted")) {
				t.Errorf("%s: the order of the hands is still there", method)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SecondRound(v.ID, method, 6); err != nil {
			t.Fatal(err)
		}
		for range 6 {
			cast(t, s, v.ID, 2)
		}
		if opened, err = s.OpenSpread(v.ID); err != nil {
			t.Fatal(err)
		}
		s = reopened(t, s, Options{})
		same(t, "both rounds", s.Votes()[0], opened)
		same(t, "second", s.Votes()[0].Rounds[1].Counts, []int{0, 0, 6, 0})
		if _, err := s.SecondRound(v.ID, method, 6); !errors.Is(err, ErrVote) {
			t.Errorf("%s: a third round: %v", method, err)
		}
	}
}

func TestVoteRefuses(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	four := Vote{Question: "q", Options: options}
	if _, err := s.BeginVote(four, Ballot, 4); !errors.Is(err, ErrFew) {
		t.Errorf("four voters where five are the least: %v", err)
	}
	if _, err := s.BeginVote(Vote{Question: "q", Options: []string{"one", " "}}, Ballot, 5); !errors.Is(err, ErrVote) {
		t.Errorf("one option: %v", err)
	}
	v, err := s.BeginVote(four, Hands, 7)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Uncount(v.ID); !errors.Is(err, ErrVote) {
		t.Errorf("nothing to take back: %v", err)
	}
	for _, option := range []int{1, 1, 1, 2, 2, 2} {
		cast(t, s, v.ID, option)
	}
	if err := s.Cast(Choice{v.ID, 4}); !errors.Is(err, ErrVote) {
		t.Errorf("an option that is not there: %v", err)
	}
	if err := s.Uncount(v.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.SetVoters(v.ID, 4); !errors.Is(err, ErrFew) {
		t.Errorf("too few: %v", err)
	}
	if err := s.SetVoters(v.ID, 5); err != nil { // two had to go
		t.Fatal(err)
	}
	opened, err := s.OpenSpread(v.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "spread", opened.Rounds[0].Counts, []int{0, 3, 2, 0})
}

func TestCardsAreUndone(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	states := []any{s.Cards()}
	step := func(cards ...Card) []Card {
		t.Helper()
		cards = putCards(t, s, cards...)
		states = append(states, s.Cards())
		return cards
	}
	a := step(Card{Heading: "Keep", Text: "duty\x1b[31m rota\x07\n\u202Eagain"})[0]
	if a.Text != "duty[31m rota again" {
		t.Errorf("kept as %q", a.Text)
	}
	b := step(Card{Heading: "Keep", Text: "coaching"})[0]
	a.Text = "the duty rota"
	step(a)
	a.Group, b.Group = "time", "time"
	step(a, b)
	b.Struck = true
	step(b)
	b.Order = a.Order - 1
	step(b)
	if first := s.Cards()[0]; first.ID != b.ID {
		t.Error("the card did not move")
	}
	s = reopened(t, s, Options{})
	for n := len(states) - 2; n >= 0; n-- {
		if undone, err := s.UndoCards(); err != nil || !undone {
			t.Fatal(undone, err)
		}
		same(t, fmt.Sprint("cards after undo to ", n), s.Cards(), states[n])
		s = reopened(t, s, Options{})
		same(t, fmt.Sprint("cards in the file at ", n), s.Cards(), states[n])
	}
	if undone, err := s.UndoCards(); err != nil || undone {
		t.Errorf("undone with nothing to undo: %v %v", undone, err)
	}
	if _, err := s.PutCards(Card{Text: " "}); err == nil {
		t.Error("an empty card was kept")
	}
	if _, err := s.PutCards(Card{ID: ids.ID{1}, Text: "x"}); err == nil {
		t.Error("a card that is not there was changed")
	}
}

func TestUndoIsBounded(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	for n := range mostUndo + 20 {
		putCards(t, s, Card{Text: fmt.Sprint(n)})
	}
	undone := 0
	for {
		ok, err := s.UndoCards()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		undone++
	}
	if undone != mostUndo || len(s.Cards()) != 20 {
		t.Errorf("%d undone, %d cards left", undone, len(s.Cards()))
	}
}

func TestCommitments(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	if _, err := s.PutCommitment(Commitment{Cue: "monday"}); err == nil {
		t.Error("a commitment without an action was kept")
	}
	first, err := s.PutCommitment(Commitment{Cue: "the review meets", Action: "ask", Role: "head of year"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.PutCommitment(Commitment{Action: "listen"})
	if err != nil {
		t.Fatal(err)
	}
	first.State = StateTried
	if _, err := s.PutCommitment(first); err != nil {
		t.Fatal(err)
	}
	s = reopened(t, s, Options{})
	same(t, "commitments", s.Commitments(), []Commitment{first, second})
	for state, want := range map[State]bool{StateOpen: true, StateTried: true, StateChanged: true, StateKept: false, StateDropped: false} {
		if got := (Commitment{State: state}).Live(); got != want {
			t.Errorf("%s is live: %v", state, got)
		}
	}
	if err := s.DropCommitment(second.ID); err != nil {
		t.Fatal(err)
	}
	same(t, "commitments", s.Commitments(), []Commitment{first})
}

// full is a session with something of everything.
func full(t testing.TB, folder string, o Options) *Session {
	t.Helper()
	s := newSession(t, folder, agreed, o)
	putCards(t, s, Card{Step: 1, Heading: "Keep", Text: "secret one", Group: "time"}, Card{Step: 1, Heading: "Keep", Text: "secret two", Group: "time"},
		Card{Step: 1, Heading: "Stop", Text: "secret three"}, Card{Step: 1, Heading: "Stop", Text: "secret four", Struck: true})
	v, err := s.BeginVote(Vote{Step: 1, Question: "q", Options: options}, Ballot, 5)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		cast(t, s, v.ID, 1)
	}
	if _, err := s.OpenSpread(v.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutCommitment(Commitment{Cue: "monday", Action: "ask"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEndKeepsWhatWasAgreed(t *testing.T) {
	themes := []Theme{{Step: 1, Heading: "Keep", Theme: "time", Cards: 2}, {Step: 1, Heading: "Stop", Cards: 1}}
	for _, keep := range []Keep{{}, agreed.Keep, {Cards: true}, {Counts: true, Themes: true, Commitments: true, Cards: true}} {
		c := newClock()
		s := full(t, t.TempDir(), Options{Now: c.now})
		c.pass(90 * time.Minute)
		if err := s.End(keep); err != nil {
			t.Fatal(err)
		}
		before := everything(s)
		s = reopened(t, s, Options{})
		same(t, "session", everything(s), before)
		about := s.About()
		if !about.Ended.Equal(c.now()) || about.Keep != keep {
			t.Errorf("%+v", about)
		}
		if keep.Themes {
			same(t, "themes", about.Themes, themes)
		} else if about.Themes != nil {
			t.Error("themes were kept")
		}
		for what, n := range map[string]int{"cards": len(s.Cards()), "votes": len(s.Votes()), "commitments": len(s.Commitments())} {
			if kept := map[string]bool{"cards": keep.Cards, "votes": keep.Counts, "commitments": keep.Commitments}[what]; kept != (n > 0) {
				t.Errorf("%+v: %d %s", keep, n, what)
			}
		}
		for _, err := range []error{s.SetPlace(Place{}), s.SetPeople(9), s.End(keep)} {
			if !errors.Is(err, ErrEnded) {
				t.Errorf("a change after the end: %v", err)
			}
		}
		if undone, err := s.UndoCards(); undone || !errors.Is(err, ErrEnded) {
			t.Errorf("undone after the end: %v %v", undone, err)
		}
	}
}

// A vote that was never shown is gone at the end; so is a second round of one.
func TestEndForgetsSealedVotes(t *testing.T) {
	for _, method := range []Method{Hands, Ballot} {
		s := full(t, t.TempDir(), Options{})
		first := s.Votes()[0].ID
		if _, err := s.SecondRound(first, method, 5); err != nil {
			t.Fatal(err)
		}
		other, err := s.BeginVote(Vote{Question: "another", Options: options}, method, 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []ids.ID{first, other.ID} {
			cast(t, s, id, 2)
		}
		if err := s.End(agreed.Keep); err != nil {
			t.Fatal(err)
		}
		s = reopened(t, s, Options{})
		if votes := s.Votes(); len(votes) != 1 || len(votes[0].Rounds) != 1 || !votes[0].Rounds[0].Shown() {
			t.Errorf("%+v", votes)
		}
	}
}

// What was forgotten at the end is not in the file either.
func TestEndLeavesNoBytes(t *testing.T) {
	s := full(t, t.TempDir(), Options{})
	if file, err := os.ReadFile(s.Path()); err != nil || !bytes.Contains(file, []byte("secret")) {
		t.Fatal("the test shows nothing", err)
	}
	if err := s.End(agreed.Keep); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.Path())
	if err != nil || bytes.Contains(file, []byte("secret")) {
		t.Error("the words of the cards are still in the file", err)
	}
	if left, _ := filepath.Glob(s.Path() + ".*"); len(left) > 2 { // .lock and .owner
		t.Errorf("%v is left beside it", left)
	}
	if !bytes.Contains(file, []byte("monday")) {
		t.Error("so is what was to be kept")
	}
}

func TestEndWhereTheFileCannotBeMadeAnew(t *testing.T) {
	s := full(t, t.TempDir(), Options{})
	if err := os.Mkdir(s.Path()+".rewriting", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.Path()+".rewriting", "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var left *Remains
	if err := s.End(Keep{}); !errors.As(err, &left) {
		t.Errorf("%v", err)
	}
	if s = reopened(t, s, Options{}); s.About().Ended.IsZero() || len(s.Cards()) > 0 {
		t.Error("the session is not over")
	}
}

func TestSessionsAreFound(t *testing.T) {
	folder, c := filepath.Join(t.TempDir(), "sessions"), newClock()
	if found, err := List(folder); err != nil || len(found) > 0 {
		t.Errorf("%v %v", found, err)
	}
	o := Options{Now: c.now}
	var names []string
	for _, group := range []string{"Senior team", "Year 9", "senior  TEAM", "Senior team"} {
		about := agreed
		about.Group = group
		s := newSession(t, folder, about, o)
		if group != "Year 9" {
			if err := s.End(Keep{}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Base(s.Path()))
		c.pass(time.Hour)
	}
	if len(slices.Compact(slices.Sorted(slices.Values(names)))) != 4 {
		t.Errorf("two sessions have one name: %v", names)
	}
	if err := os.WriteFile(filepath.Join(folder, "2020-01-01-other.db"), []byte("no session"), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := List(folder)
	if err != nil || len(all) != 5 {
		t.Fatal(all, err)
	}
	if all[4].Err == nil || all[4].Name() != "2020-01-01-other" || all[4].Running() {
		t.Errorf("%+v", all[4])
	}
	if all[0].Name() != "2026-11-22-senior-team-3" && all[0].About.Group != "Senior team" || !all[2].Running() {
		t.Errorf("%+v", all)
	}
	earlier := Earlier(all, "senior team")
	if len(earlier) != 3 || !earlier[0].About.Began.After(earlier[2].About.Began) {
		t.Errorf("earlier %+v", earlier)
	}
}

func TestARunningSessionIsFoundWhileItIsOpen(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	all, err := List(filepath.Dir(s.Path()))
	if err != nil || len(all) != 1 || !all[0].Running() {
		t.Errorf("%+v %v", all, err)
	}
}

func TestForgottenSessionIsGone(t *testing.T) {
	folder := t.TempDir()
	s := full(t, folder, Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" { // an open file cannot be removed there
		file, err := os.Open(s.Path())
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		defer func() {
			var rest bytes.Buffer
			if _, err := rest.ReadFrom(file); err != nil || len(bytes.Trim(rest.Bytes(), "\x00")) > 0 {
				t.Error("the bytes of the file are still there", err)
			}
		}()
	}
	if err := Forget(s.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestADamagedSessionCanBeForgotten(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(s.Path(), 9000); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.Path(), Options{}); err == nil {
		t.Fatal("opened")
	}
	if err := Forget(s.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
}

// sessionChild changes a session until it is killed, and says what was kept.
func child(path string) int {
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("open")
	vote := s.Votes()[0].ID
	for n := len(s.Cards()); ; n++ {
		_, err := s.PutCards(Card{Step: n, Text: numbered(n + 1)})
		if err == nil {
			err = s.SetPlace(Place{Step: n, Ends: time.Unix(int64(n), 0)})
		}
		if err == nil {
			err = s.Cast(Choice{vote, n % 4})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println("kept", n)
	}
}

func TestSessionSurvivesKill(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	if _, err := s.BeginVote(Vote{Question: "q", Options: options}, Ballot, MostPeople); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childEnv+"="+s.Path())
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kept, lines := -1, bufio.NewScanner(out)
		for n := 0; n < 6+round && lines.Scan(); n++ {
			_, _ = fmt.Sscanf(lines.Text(), "kept %d", &kept)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it said before it died
			_, _ = fmt.Sscanf(lines.Text(), "kept %d", &kept)
		}
		_ = cmd.Wait()
		back, err := Open(s.Path(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		cards, place, votes := back.Cards(), back.Place(), back.Votes()[0].Rounds[0]
		if votes.In != 0 || !votes.Again {
			t.Errorf("%d votes of a round that was not closed", votes.In)
		}
		if kept < 0 || len(cards) < kept+1 || place.Step < kept || !place.Ends.Equal(time.Unix(int64(place.Step), 0)) {
			t.Errorf("kept %d, but %d cards, step %d", kept, len(cards), place.Step)
		}
		if err := back.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
