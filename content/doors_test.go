package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldenthread/content/booktest"
)

func TestConcerns(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	if len(w.Concerns) != 2 {
		t.Fatalf("%d concerns", len(w.Concerns))
	}
	c := w.Concerns[0]
	for _, tt := range []struct{ name, got, want string }{
		{"says", c.Says, "The same thing keeps coming back."},
		{"first", joinedWords(c.First.Unit, c.First.Because, c.First.Line), "first/aim It asks what makes it come back. 4"},
		{"next", joinedWords(len(c.Next), c.Next[1].Unit, c.Next[1].Because, c.Next[1].Line), "2 third/each It may be one of your own forms. 9"},
		{"links", joinedWords(len(c.Links()), c.Links()[0].Unit, len(w.Concerns[1].Links())), "3 first/aim 1"},
		{"activities", joinedWords(c.Activities, c.Line), "[A7] 2"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q; expected %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestTensions(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	slow, one := w.Tension("slow-quick"), w.Tension("one-many")
	for _, tt := range []struct{ name, got, want string }{
		{"units", joinedWords(slow.Units), "[first/aim second/care second/dare]"},
		{"sides", slow.SideA + " " + slow.SideB, "Change lasts when it grows from what is there. Some things have to change at once."},
		{"prompts", slow.Prompt + " " + one.Prompt, TensionPrompt + " What does each side see this term?"},
		{"key", joinedWords(slow.Key(), slow.Line, one.Line), "tension/slow-quick 1 8"},
		{"of", joinedWords(len(w.TensionsOf("first/aim")), len(w.TensionsOf("second/dare")), len(w.TensionsOf("third/find"))), "2 1 0"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q; expected %q", tt.name, tt.got, tt.want)
		}
	}
	if w.Tension("other") != nil {
		t.Error("there is a tension that nobody wrote")
	}
}

// A tension is offered when a unit of each side is done.
func TestTensionReady(t *testing.T) {
	tension := mustLoad(t, booktest.Book()).Tension("slow-quick")
	for _, tt := range []struct {
		done  []UnitID
		ready bool
	}{
		{nil, false},
		{[]UnitID{"first/aim"}, false},
		{[]UnitID{"second/care", "second/dare"}, false},
		{[]UnitID{"first/aim", "second/dare"}, true},
		{[]UnitID{"first/aim", "second/care"}, true},
	} {
		if got := tension.Ready(func(id UnitID) bool { return slices.Contains(tt.done, id) }); got != tt.ready {
			t.Errorf("with %v done it is %v", tt.done, got)
		}
	}
}

func TestPages(t *testing.T) {
	files := booktest.Edited(t, "sources.yaml", "- id: writer-2020", "- {id: early, author: An *Early* Bird, year: 1999, title: Why?, kind: paper, checked: 2026-11-22, used: A_b_c}\n- id: writer-2020")
	files["pages/first-steps.md"] = booktest.File("# First steps\n\nBegin.\n")
	w := mustLoad(t, files)
	var ids []string
	for _, p := range w.Pages {
		ids = append(ids, p.ID)
	}
	if want := []string{PageAbout, PageSources, PageGlossary, "first-steps"}; !slices.Equal(ids, want) {
		t.Errorf("pages %v; expected %v", ids, want)
	}
	about := w.Page(PageAbout)
	if want := "It asks.\n\n## The cycle\n\n- **Read** is first.\n- **Notice** is next.\n\n### Further\n\nIt goes on."; about.Title != "About the method" || string(about.Body) != want {
		t.Errorf("about is %q\n%s", about.Title, about.Body)
	}
	// The framework's own document comes first, though it is second in the file.
	want := `The ideas are other people's.

## The documents

- **A. Writer, 2020.** *How schools learn.* Book. The habits.

## All others

- **An \*Early\* Bird, 1999.** *Why?* Paper. A\_b\_c

## Thanks

- **Alone, pairs, all.** An old practice; the timings are ours.

Thank you.`
	if got := string(w.SourcesPage().Body); got != want {
		t.Errorf("sources:\n%s\nexpected\n%s", got, want)
	}
	if got := Plain("An \\*Early\\* Bird"); got != "An *Early* Bird" {
		t.Errorf("escaped text reads %q", got)
	}
}

// A folder without pages and paths has the program's own, but for the words
// about the program's own sources.
func TestBorrowed(t *testing.T) {
	own, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, fstest.MapFS{
		"frameworks/first/framework.md": booktest.Book()["frameworks/first/framework.md"],
		"sources.yaml":                  booktest.File(booktest.GoodSources),
	})
	if w.Page(PageAbout).Body != own.Page(PageAbout).Body || len(w.Paths) != len(own.Paths) {
		t.Errorf("pages or paths are not borrowed: %d paths", len(w.Paths))
	}
	sources := string(w.Page(PageSources).Body)
	if !strings.Contains(sources, "How schools learn") || !strings.Contains(sources, "1-2-4-All") || strings.Contains(sources, "five documents") {
		t.Errorf("sources are those of another book:\n%s", sources)
	}
	if len(w.Concerns) > 0 || len(w.Tensions) > 0 {
		t.Error("concerns and tensions lead to units of another book")
	}
}

// The doors of the book itself: what the design asks for is there.
func TestBookDoors(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Concerns) != 13 || len(w.Tensions) != 8 {
		t.Errorf("%d concerns and %d tensions", len(w.Concerns), len(w.Tensions))
	}
	var activities []string
	for _, c := range w.Concerns {
		activities = append(activities, c.Activities...)
	}
	slices.Sort(activities)
	if want := []string{"A1", "A10", "A12", "A3", "A4", "A5", "A6", "A7", "A8"}; !slices.Equal(activities, want) {
		t.Errorf("concerns name %v; expected %v", activities, want)
	}
	shown := map[PathID][]string{}
	minutes := map[PathID]int{}
	for _, p := range w.Paths {
		minutes[p.ID] = p.Minutes
		for _, s := range p.Steps {
			what := string(s.Show)
			if s.Show == ShowStage {
				what = string(s.Stage)
			}
			shown[p.ID] = append(shown[p.ID], what)
		}
	}
	for id, want := range map[PathID]string{
		"check-in":   "due due notice rate commit close 10",
		"forty-five": "choose read notice rate interpret challenge challenge test commit links close 45",
	} {
		if got := joinedWords(strings.Join(shown[id], " "), minutes[id]); got != want {
			t.Errorf("%s: %s; expected %s", id, got, want)
		}
	}
}

// Each document has its own ending of the sentence, and none has both.
func TestSenge(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	page := Plain(w.Page(PageSources).Body)
	for _, tt := range []struct{ document, ending, other string }{
		{"New Tech Network, which gives the date 1990", "to see the whole together", "how to learn together"},
		{"The article by Stephen Mitchell", "how to learn together", "to see the whole together"},
	} {
		at := strings.Index(page, tt.document)
		if at < 0 {
			t.Fatalf("%s is not named", tt.document)
		}
		line, _, _ := strings.Cut(page[at:], "\n")
		if !strings.Contains(line, tt.ending) || strings.Contains(line, tt.other) {
			t.Errorf("%s: %s", tt.document, line)
		}
	}
}

// Every source is on the page, whole, and those of the frameworks come first.
func TestSourcesOnPage(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	page := Plain(w.Page(PageSources).Body)
	for _, s := range w.Sources {
		if !strings.Contains(page, s.Title) || !strings.Contains(page, s.Author) || !strings.Contains(page, s.Used) {
			t.Errorf("source %s is not on the page, or not whole", s.ID)
		}
	}
	at := 0
	for _, id := range []SourceID{"mitchell-2020", "ntn-framework", "randy-tltalkradio", "chris-2017", "ash-dauria-2013", "wilhoit-2016"} {
		next := strings.Index(page, w.Source(id).Used)
		if next < at {
			t.Errorf("%s is out of place", id)
		}
		at = next
	}
}
