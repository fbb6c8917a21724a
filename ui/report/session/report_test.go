package session

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"goldenthread/store/calendar"
	"goldenthread/store/session"
)

// aSession makes a session with something of everything, hostile words among it.
func aSession(t *testing.T, keep *session.Keep) *session.Session {
	t.Helper()
	at := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	options := []string{"In words only", "In pockets", "Established", "Shared and self-improving"}
	steps := []session.Step{
		{Title: "Open", Minutes: 5}, {Title: "Vote", Minutes: 20}, {Title: "What we already do", Minutes: 25}, {Title: "Close", Minutes: 10},
	}
	s, err := session.Create(t.TempDir(), session.About{
		Group: "Senior <team>", People: 14, Title: "Where do we learn?", Minutes: 60, Least: 5,
	}, steps, session.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SetPlace(session.Place{Step: 3, Spent: []time.Duration{6 * time.Minute, 21*time.Minute + 40*time.Second, 10 * time.Second}}))
	v, err := s.BeginVote(session.Vote{Step: 1, Poll: "levels", Question: "Which of these | here?", Options: options, First: 1}, session.Ballot, 6)
	must(err)
	for _, option := range []int{0, 1, 1, 1, 2, 2} {
		must(s.Cast(session.Choice{Vote: v.ID, Option: option}))
	}
	_, err = s.OpenSpread(v.ID)
	must(err)
	_, err = s.SecondRound(v.ID, session.Hands, 6)
	must(err)
	for _, option := range []int{1, 1, 1, 2, 2, 2} {
		must(s.Cast(session.Choice{Vote: v.ID, Option: option}))
	}
	_, err = s.OpenSpread(v.ID)
	must(err)
	sealed, err := s.BeginVote(session.Vote{Step: 3, Poll: "close", Question: "How useful?", Options: options, First: 1}, session.Ballot, 6)
	must(err)
	must(s.Cast(session.Choice{Vote: sealed.ID, Option: 3}))
	_, err = s.PutCards(
		session.Card{Step: 2, Wall: "map", Heading: "Team learning", Text: "# lesson study", Group: "craft"},
		session.Card{Step: 2, Wall: "map", Heading: "Team learning", Text: "<script>alert(1)</script>", Mark: "refine"},
		session.Card{Step: 2, Wall: "map", Heading: "Team learning", Text: "struck words", Struck: true},
		session.Card{Step: 3, Wall: "map", Heading: "Shared vision", Text: "assemblies"})
	must(err)
	_, err = s.PutCommitment(session.Commitment{Cue: "the review meets", Action: "ask for one pattern", Role: "deputy", Due: calendar.Date{Year: 2026, Month: 12, Day: 6}})
	must(err)
	_, err = s.PutCommitment(session.Commitment{Action: "listen first", State: session.StateTried, Said: calendar.Date{Year: 2026, Month: 10, Day: 4}})
	must(err)
	if keep != nil {
		must(s.End(*keep))
	}
	return s
}

func TestSessionMarkdown(t *testing.T) {
	for name, keep := range map[string]*session.Keep{
		"session-running":   nil,
		"session-all":       {Counts: true, Themes: true, Commitments: true, Cards: true},
		"session-usual":     {Counts: true, Themes: true, Commitments: true},
		"session-forgotten": {},
	} {
		var b bytes.Buffer
		if err := New(aSession(t, keep)).Markdown(&b); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name+".md")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s is not as it was. Look, then UPDATE=1 go test ./ui/report/session\n--- was\n%s--- is\n%s", path, want, b.String())
		}
	}
}

// The page needs nothing else, runs nothing, and holds what the Markdown holds.
func TestSessionHTML(t *testing.T) {
	keep := session.Keep{Counts: true, Themes: true, Commitments: true, Cards: true}
	var b bytes.Buffer
	if err := New(aSession(t, &keep)).HTML(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		"<h1>Where do we learn?</h1>", "Senior &lt;team&gt;", "Which of these | here?", "after talk", "2 In pockets",
		"&lt;script&gt;alert(1)&lt;/script&gt; (refine)", "craft: # lesson study", "When the review meets, I will ask for one pattern (deputy, again on 2026-12-06).",
		"<td class=\"number\">22 min</td>", "@media print", "width:100px",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing in\n%s", want, page)
		}
	}
	if found := regexp.MustCompile(`(?i)<script|src=|href=|url\(|https?:|struck words|How useful|ZgotmplZ`).FindString(page); found != "" {
		t.Errorf("%q is in the page", found)
	}
}

// A vote that was not opened is in no report.
func TestSessionReportKeepsSealedVotes(t *testing.T) {
	r := New(aSession(t, nil))
	if len(r.Votes) != 1 {
		t.Errorf("%+v", r.Votes)
	}
}

// What a group said is what it said wherever it is put: nothing of it is taken for a
// mark of the page.
func TestTypedWordsStayInTheMarkdown(t *testing.T) {
	r := &Report{
		Title: "5*3*2 #", Group: "1. Team", Steps: []Step{{Title: "a | b"}},
		Votes: []Vote{{Question: "How many? #", Rounds: []string{"first"}, Options: []Option{{1, "# of absences", []int{3}}}}},
		Walls: []Wall{{Step: "Say #", Heading: "2*3*4", Cards: []string{
			"> 30 pupils in a class", "# of absences is up", "--", "```", "~~~", "- - -", "2021. We stopped\nand *went* on",
		}}},
		Commitments: []Commitment{{Text: "3. I will [ask](b)"}},
	}
	var b bytes.Buffer
	if err := r.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`# 5\*3\*2 \#`, `1\. Team, `, `### How many? \#`, `| 1 | # of absences | 3 |`, `### Say \#`, `**2\*3\*4**`,
		`- \> 30 pupils in a class`, `- \# of absences is up`, `- \--`, "- \\`\\`\\`", `- \~\~\~`, `- \- - -`,
		"- 2021. We stopped  \n  and *went* on", `- 3. I will [ask\](b).`, `| a \| b |`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
}
