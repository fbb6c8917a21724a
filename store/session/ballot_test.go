package session

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"goldenthread/store/file"
	"goldenthread/store/ids"
	"goldenthread/store/problem"
)

// raw returns every byte of a session's file, with its free pages.
func raw(t testing.TB, s *Session) []byte {
	t.Helper()
	data, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// repeatable makes sessions that are the same to the byte if the same is done in
// them.
func repeatable(seed uint64) Options {
	return Options{Now: newClock().now, Entropy: rand.NewChaCha8([32]byte{byte(seed)})}
}

// The file is the same to the byte after each vote of a round, and when all are in
// it is the same for every order in which they came: so are its free pages.
func TestNoOrderOfVotesIsInTheFile(t *testing.T) {
	for _, method := range []Method{Hands, Ballot} {
		var before, after []byte
		for _, order := range [][]int{{3, 1, 3, 2, 0}, {0, 1, 2, 3, 3}, {3, 3, 2, 1, 0}, {2, 3, 0, 3, 1}} {
			s := newSession(t, t.TempDir(), agreed, repeatable(1))
			v, err := s.BeginVote(Vote{Question: "q", Options: options}, method, 6)
			if err != nil {
				t.Fatal(err)
			}
			begun := raw(t, s)
			for n, option := range order {
				cast(t, s, v.ID, option)
				if now := raw(t, s); !bytes.Equal(now, begun) {
					t.Fatalf("%s: the file is another after %d votes", method, n+1)
				}
				tellsNothing(t, s, method)
			}
			if !s.Unkept() {
				t.Errorf("%s: nobody is told that votes would be lost", method)
			}
			if err := s.SetVoters(v.ID, 5); err != nil { // one has gone: all are in
				t.Fatal(err)
			}
			if s.Unkept() {
				t.Errorf("%s: what is in the file would be lost", method)
			}
			closed := raw(t, s)
			if _, err := s.OpenSpread(v.ID); err != nil {
				t.Fatal(err)
			}
			if before == nil {
				before, after = closed, raw(t, s)
			}
			if !bytes.Equal(closed, before) || !bytes.Equal(raw(t, s), after) {
				t.Errorf("%s: the order %v can be told from the file", method, order)
			}
		}
	}
}

// tellsNothing opens a copy of the file, as a sync service makes it between two votes.
func tellsNothing(t *testing.T, s *Session, method Method) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	data := raw(t, s)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, telling := range []string{`"option":`, `"counted":[`} {
		if bytes.Contains(data, []byte(telling)) {
			t.Errorf("%s: the file holds %s", method, telling)
		}
	}
	copied, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if r := copied.Votes()[0].Rounds[0]; r.In != 0 || r.Counts != nil || copied.votes[0].Counted != nil || !r.Again {
		t.Errorf("%s: a copy says %+v, %v", method, r, copied.votes[0].Counted)
	}
}

// Other changes in the middle of a round keep nothing of it.
func TestOtherChangesKeepNoVotes(t *testing.T) {
	for _, method := range []Method{Hands, Ballot} {
		s := newSession(t, t.TempDir(), agreed, Options{})
		v, err := s.BeginVote(Vote{Question: "q", Options: options}, method, 6)
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			cast(t, s, v.ID, 2)
			putCards(t, s, Card{Text: "tea"})
			if err := errors.Join(s.SetPlace(Place{Step: 1}), s.SetPeople(9), s.SetVoters(v.ID, 7)); err != nil {
				t.Fatal(err)
			}
			tellsNothing(t, s, method)
		}
		if got := s.Votes()[0].Rounds[0]; got.In != 4 || got.Again {
			t.Errorf("%s: %+v", method, got)
		}
		s = reopened(t, s, Options{})
		for n := range 7 {
			if got := s.Votes()[0].Rounds[0]; got.In != n || got.Voters != 7 || !got.Again {
				t.Errorf("%s: asked again with %+v", method, got)
			}
			cast(t, s, v.ID, 1)
		}
		s = reopened(t, s, Options{})
		if _, err := s.OpenSpread(v.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// What somebody chose in several votes is taken whole or not at all: a save that
// fails can be tried again.
func TestCastIsWhole(t *testing.T) {
	s := newSession(t, t.TempDir(), agreed, Options{})
	var votes []ids.ID
	for range 2 {
		v, err := s.BeginVote(Vote{Question: "q", Options: options}, Ballot, 5)
		if err != nil {
			t.Fatal(err)
		}
		votes = append(votes, v.ID)
	}
	one := []Choice{{votes[0], 1}, {votes[1], 2}}
	for range 4 {
		if err := s.Cast(one...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Cast(Choice{votes[0], 1}, Choice{votes[1], 9}); !errors.Is(err, ErrVote) {
		t.Errorf("an option that is not there: %v", err)
	}
	if err := s.Cast(Choice{votes[0], 1}, Choice{ids.ID{1}, 1}); !errors.Is(err, ErrVote) {
		t.Errorf("a vote that is not there: %v", err)
	}
	aside := s.Path() + ".aside"
	if err := os.Rename(s.Path(), aside); err != nil {
		t.Skip("an open file cannot be moved here:", err)
	}
	if err := s.Cast(one...); err == nil {
		t.Error("kept in no file")
	}
	if err := os.Rename(aside, s.Path()); err != nil {
		t.Fatal(err)
	}
	for _, v := range s.Votes() {
		if v.Rounds[0].In != 4 {
			t.Errorf("%d votes after one that was refused", v.Rounds[0].In)
		}
	}
	if err := s.Cast(one...); err != nil {
		t.Fatal(err)
	}
	for i, v := range reopened(t, s, Options{}).votes {
		same(t, "votes", v.Counted, slices.Repeat([]int{i + 1}, 5))
	}
}

// earlier makes a session as earlier versions did: each vote in the file as it
// came.
func earlier(t *testing.T, method Method, voters int, chosen ...int) (path string, vote ids.ID) {
	t.Helper()
	s := newSession(t, t.TempDir(), agreed, Options{})
	v, err := s.BeginVote(Vote{Question: "q", Options: options}, method, voters)
	if err != nil {
		t.Fatal(err)
	}
	record := voteRecord{Vote: v}
	for n, option := range chosen {
		record.Rounds[0].In++
		if method == Hands {
			record.Counted = append(record.Counted, option)
		}
		if err := s.file.Update(func(tx file.Tx) error {
			err := tx.PutRecord(bucketVote, tagVote, v.ID[:], record)
			if method == Ballot {
				key := bytes.Repeat([]byte{byte(97 * (n + 1))}, 16)
				err = errors.Join(err, tx.PutRecord(bucketBallot, tagBallot, key, ballotRecord{v.ID, option}))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Path(), v.ID
}

// A session that holds ballots goes on with them, and its next change leaves none
// in any page.
func TestBallotsOfAnEarlierVersion(t *testing.T) {
	for _, method := range []Method{Hands, Ballot} {
		for _, voters := range []int{5, 6} {
			path, vote := earlier(t, method, voters, 3, 1, 3, 2, 0)
			s, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			if before := raw(t, s); !bytes.Contains(before, []byte(`"option":3`)) && !bytes.Contains(before, []byte("[3,1,3,2,0]")) {
				t.Fatal("the test shows nothing")
			}
			if r := s.Votes()[0].Rounds[0]; r.In != 5 || r.Again {
				t.Errorf("%s: %+v", method, r)
			}
			if err := s.SetPlace(Place{Step: 1}); err != nil {
				t.Fatal(err)
			}
			for _, telling := range []string{`"option":`, "[3", `"in":1`, `"in":2`, `"in":3`, `"in":4`} {
				if bytes.Contains(raw(t, s), []byte(telling)) {
					t.Errorf("%s, %d voters: %s is still in the file", method, voters, telling)
				}
			}
			if voters == 6 {
				tellsNothing(t, s, method)
				cast(t, s, vote, 0)
			}
			s = reopened(t, s, Options{})
			opened, err := s.OpenSpread(vote)
			if err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprint(method, voters), opened.Rounds[0].Counts, []int{voters - 4, 1, 1, 2})
		}
	}
}

// Where the file cannot be made anew the change is saved all the same, the ballots
// go from its buckets, and the next change tries again.
func TestAnEarlierFileThatCannotBeMadeAnew(t *testing.T) {
	path, vote := earlier(t, Ballot, 5, 3, 1, 3, 2, 0)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	inTheWay := path + ".rewriting"
	if err := errors.Join(os.Mkdir(inTheWay, 0o700), os.WriteFile(filepath.Join(inTheWay, "x"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPlace(Place{Step: 1}); err != nil {
		t.Fatal(err)
	}
	if err := s.file.Read(func(tx file.Tx) error {
		ballots, err := file.AllRecords[ballotRecord](tx, bucketBallot, tagBallot)
		if len(ballots) > 0 {
			t.Errorf("%d ballots are left", len(ballots))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(inTheWay); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenSpread(vote); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw(t, s), []byte(`"option":`)) {
		t.Error("ballots are still in the file")
	}
}

func TestAVoteThatIsMissing(t *testing.T) {
	path, vote := earlier(t, Ballot, 6, 3, 1, 3)
	f, err := file.Open(path, schema(), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Update(emptyBallots); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var p *problem.Problem
	if _, err := Open(path, Options{}); !errors.As(err, &p) || p.Kind != problem.Damaged {
		t.Errorf("opened without the ballots of %s: %v", vote, err)
	}
}
