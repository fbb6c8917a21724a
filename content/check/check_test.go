package check

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldenthread/content"
	"goldenthread/content/booktest"
	"goldenthread/content/page"
)

// check runs the check with all that it can be given, as for a release.
func check(t testing.TB, files fstest.MapFS) []Problem {
	t.Helper()
	texts := fstest.MapFS{"002.txt": booktest.File(booktest.SeedText)}
	w := mustLoad(t, files)
	own := slices.DeleteFunc(w.Written(), func(a *content.Agenda) bool { return files[a.File] == nil })
	w = w.WithAgendas(own) // TestEmbedded checks the program's
	return Workbook(w, WithSeedTexts(texts), WithLedger(LedgerOf(mustLoad(t, booktest.Book()))))
}

func TestGoodBook(t *testing.T) {
	for _, p := range check(t, booktest.Book()) {
		t.Error(p.Severity, p)
	}
}

func TestRules(t *testing.T) {
	const notice = "Where in the last two weeks did you see a colleague learn something at work?"
	const level = "Development is a list of required courses, mostly for those who teach."
	tests := []struct {
		rule, file, old, new string
	}{
		{"L01", booktest.AUnit, "- The time for it survives a busy week.\n", ""},
		{"L01", booktest.AUnit, "- The time for it survives a busy week.\n", "- One.\n- Two.\n- Three.\n- Four.\n"},
		{"L02", booktest.AUnit, "sources:", "activities: [B2]\nsources:"},
		{"L02", content.ConcernFile, "[A7]", "[Seven]"},
		{"L03", content.ConcernFile, "unit: second/care", "unit: second/car"},
		{"L03", content.ConcernFile, "unit: second/care", "unit: first/aim"},
		{"L03", content.TensionFile, "[first/aim]", "[first/aims]"},
		{"L03", content.TensionFile, "second/dare]", "first/aim]"},
		{"L03", booktest.AUnit, "unit: second/care", "unit: second/car"},
		{"L03", booktest.AUnit, "unit: second/care", "unit: second/dare"},
		{"L03", booktest.AUnit, "unit: second/care", "unit: first/aim"},
		{"L03", booktest.AUnit, "  - unit: second/care\n    because: The same premise, seen from another side.\n", ""},
		{"L04", booktest.AUnit, "002-01", "002-01, 002-99"},
		{"L04", "seeds.yaml", "- {id: 002-09", "- {id: 002-12, says: A lost one.}\n- {id: 002-09"},
		{"L04", "seeds.yaml", "[A2, tensions", "[A2, tension"},
		{"L04", "seeds.yaml", "about", "abuot"},
		{"L05", booktest.AUnit, notice, "Think of where in the last two weeks you saw a colleague learn something at work."},
		{"L05", booktest.AUnit, notice, "Where did you see it? Where else in the last two weeks?"},
		{"L05", booktest.AUnit, notice, "Where in the last two weeks, in the part of the place that you lead or help to lead, did you see or hear a colleague from another team learn?"},
		{"L05", booktest.AUnit, "> When I open our next team meeting, I will say", "> At our next team meeting I say"},
		{"L06", booktest.AUnit, notice, "Did you see a colleague learn something at work?"},
		{"L06", booktest.AUnit, notice, "Where did you see a colleague learn something and what was it?"},
		{"L06", booktest.AUnit, notice, "In the last two weeks, why did you not see a colleague learn?"},
		{"L07", booktest.AUnit, level, "Development is an excellent list of required courses, mostly for those who teach."},
		{"L07", booktest.AUnit, level, "Development is a list."},
		{"L08", booktest.AUnit, "Keen people find their own way; access depends on role or manager.", "Development is a list of required courses, mostly for those who lead."},
		{"L09", booktest.AUnit, "It is a habit, and it can be kept.", "The quick brown fox jumps over the lazy dog."},
		{"L09", "seeds.yaml", "Of the whole.", "The fox jumps over the lazy dog while nobody in it sees."},
		{"L09", booktest.AUnit, "It is a habit, and it can be kept.", `He said "` + strings.Repeat("so it is, ", 9) + `truly".`},
		{"L09", booktest.AUnit, "sources: [writer-2020]\n---\n\n# A habit of learning\n\n## Core\n", "---\n\n# A habit of learning\n\n## Core\n\nHe said \"people learn best when somebody asks them what they see\".\n"},
		{"L09", content.ConcernFile, "It asks what makes it come back.", "The quick brown fox jumps over the lazy dog."},
		{"L09", content.TensionFile, "Some things have to change at once.", "The quick brown fox jumps over the lazy dog."},
		{"L09", "pages/about.md", "It goes on.", "The quick brown fox jumps over the lazy dog."},
		{"L09", "sources.yaml", "The habits.", "The quick brown fox jumps over the lazy dog."},
		{"L10", booktest.AUnit, "It is a habit, and it can be kept.", "Their learning styles differ."},
		{"L11", booktest.AUnit, "It is a habit, and it can be kept.", strings.Repeat("It is a habit and ", 7) + "it is kept."},
		{"L12", booktest.AUnit, "It is a habit, and it can be kept.", "The principal keeps it."},
		{"L12", booktest.AUnit, "It is a habit, and it can be kept.", "It is kept for a semester."},
		{"L12", "pages/about.md", "It goes on.", "It goes on for a semester."},
		{"L13", booktest.AUnit, "It is a habit, and it can be kept.", "It is a behavior, and it can be kept."},
		{"L14", booktest.AUnit, "minutes: 8", "minutes: 9"},
		{"L14", booktest.AUnit, "format: G1", "format: G7"},
		{"L02", booktest.AnAgenda, "[A1]", "[One]"},
		{"L03", booktest.AnAgenda, "unit: first/aim", "unit: first/aims"},
		{"L09", booktest.AnAgenda, "General words.", "The quick brown fox jumps over the lazy dog."},
		{"L12", booktest.AnAgenda, "For a first meeting.", "For a first semester."},
		{"L14", booktest.AnAgenda, "minutes: 20", "minutes: 21"},
		{"L14", booktest.AnAgenda, "4 min, alone", "5 min, alone"},
		{"L14", booktest.AnAgenda, "least: 3", "least: 5"},
		{"L14", booktest.AnAgenda, "turn: 30", "turn: 3000"},
		{"L14", "formats/g1-alone.md", "Write in silence.", "Write in silence. {least: 4}"},
		{"L15", "paths/five.md", "3-5", "4-5"},
		{"L15", "paths/five.md", "minutes: 5", "minutes: 6"},
		{"L16", booktest.AUnit, "It is a habit, and it can be kept.", "It is a ![habit](h.png)."},
		{"L16", booktest.AUnit, "It is a habit, and it can be kept.", "See https://example.org for it."},
		{"L16", booktest.AUnit, "It is a habit, and it can be kept.", "\n#### Deeper\n\nIt is a habit."},
		{"L16", booktest.AUnit, "It is a habit, and it can be kept.", "\n| a | b |\n| - | - |\n| c | d |"},
		{"L16", booktest.AUnit, "It is a habit, and it can be kept.", "It is a [habit](javascript:alert(1))."},
		{"L16", "pages/about.md", "### Further", "#### Further"},
		{"L17", booktest.AUnit, "It is a habit", "It is a\u202E habit"},
		{"L17", booktest.AUnit, "It is a habit", "It is a\thabit"},
		{"L17", booktest.AUnit, "It is a habit", "It is a “habit”"},
		{"L17", booktest.AUnit, "It is a habit", "It is a &#27;[31mhabit"},
		{"L18", booktest.AUnit, "Choose an ordinary week.", "Choose an ordinary week!"},
		{"L18", booktest.AUnit, notice, "Where in the last two weeks did you just see a colleague learn?"},
		{"L19", booktest.AUnit, "sources: [writer-2020]", "sources: [writer-2020, other-2021]"},
		{"L19", "sources.yaml", "checked: 2026-11-22", "checked: last week"},
		{"L20", booktest.AUnit, "It is a habit, and it can be kept.", "It is so for 40% of them."},
		{"L21", booktest.AUnit, "It is a habit, and it can be kept.", "TODO: say more."},
		{"L25", booktest.AnAgenda, "{run: opening}", "{cut: 2}"},
		{"L25", booktest.AnAgenda, "{run: opening}", "{run: opening, cut: 2}"},
		{"L25", booktest.AnAgenda, "   **Do.** People write.\n\n", ""},
		{"L25", booktest.AnAgenda, "   1. A little\n   2. Wholly\n", ""},
		{"L25", booktest.AnAgenda, "   - Ours\n", strings.Repeat("   - Ours\n", 9)},
		{"L25", booktest.AnAgenda, "{run: spread}", "{run: groups}"},
		{"L25", booktest.AnAgenda, "{run: spread}", "{run: vote, round: 3}"},
		{"L28", "frameworks/first/03-third.MD", "", booktest.GoodUnit},
		{"L26", booktest.AUnit, "What am I trying to get better at here?", "What am I trying to get better at here?" + strings.Repeat(" Also at home, and on the way.", 8)},
		{"L26", booktest.AnAgenda, "What do we do here that is worth keeping?", "What do we do here?" + strings.Repeat(" Also at home, and on the way.", 8)},
		{"L26", booktest.AnAgenda, "One to a card.", strings.Repeat("One to a card. ", 20)},
		{"L26", booktest.AnAgenda, "all: open.", "all: open, and say what there is to say."},
		{"L26", booktest.AnAgenda, "- Ours", "- What is ours and nobody else's at all"},
		{"L26", booktest.AnAgenda, "- Keep", "- Keep it, whatever anybody may think"},
		{"L26", booktest.AnAgenda, "1. A little", "1. A little more than it was the last time that we looked"},
		{"L26", booktest.AnAgenda, "- Holders", "- Those who hold others to account"},
		{"L26", booktest.AUnit, "### Watch for", "### Headings\n\n" + strings.Repeat("- Ours\n", 10) + "\n### Watch for"},
		{"L26", "formats/g1-alone.md", "Write in silence.", strings.Repeat("Write in silence. ", 20)},
		{"L27", booktest.AnAgenda, "Write a card each.", "Name a colleague whom you admire."},
		{"L27", booktest.AnAgenda, "One to a card.", "Who is the weakest?"},
		{"L27", "formats/g1-alone.md", "Write in silence.", "Write down somebody's name."},
		{"L23", booktest.AUnit, "Somebody in a support role, whom you do not manage.", "The office, on Monday."},
	}
	seen := map[string]bool{}
	for _, tt := range tests {
		seen[tt.rule] = true
		t.Run(tt.rule+" "+tt.new, func(t *testing.T) {
			// A changed wording raises rev, as L24 asks.
			files := booktest.Edited(t, tt.file, tt.old, tt.new)
			files[tt.file] = booktest.File(strings.Replace(string(files[tt.file].Data), "rev: 1", "rev: 2", 1))
			expectOnly(t, check(t, files), tt.rule, tt.file)
		})
	}
	for _, r := range rules {
		// These two have tests of their own below.
		if !seen[r.id] && !slices.Contains([]string{"L22", "L24"}, r.id) {
			t.Errorf("no bad example trips %s", r.id)
		}
	}
}

func expectOnly(t *testing.T, found []Problem, rule, file string) {
	t.Helper()
	if len(found) == 0 {
		t.Fatalf("nothing was found; expected %s", rule)
	}
	for _, p := range found {
		if p.ID != rule || p.File != file {
			t.Errorf("found %s; expected %s in %s alone", p, rule, file)
		}
	}
}

func TestWordingNeedsRev(t *testing.T) {
	expectOnly(t, check(t, booktest.Edited(t, booktest.AUnit, "Choose an ordinary week.\n\n## Test\n\nSomebody", "Choose an ordinary week.\n\n## Test\n\nA colleague")), "L24", booktest.AUnit)
	if found := check(t, booktest.Edited(t, booktest.AUnit, "Choose an ordinary week.", "Choose any week.")); len(found) > 0 {
		t.Errorf("help may change under a rev: %v", found)
	}
}

func TestVanishedStep(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	ledger := LedgerOf(w)
	ledger.IDs = append(ledger.IDs, "first/gone/notice")
	found := Workbook(w, WithLedger(ledger), WithSeedTexts(fstest.MapFS{"a.txt": booktest.File("a")}))
	if len(found) != 1 || found[0].ID != "L02" || found[0].Words != "first/gone/notice" {
		t.Errorf("found %v; expected L02 about the step that vanished", found)
	}
}

// The ID of a tension is a key in people's databases, as a step's is.
func TestTensionIDs(t *testing.T) {
	expectOnly(t, check(t, booktest.Edited(t, content.TensionFile, "id: one-many", "id: a-new-one")), "L02", "")
	files := booktest.Edited(t, content.TensionFile, "id: one-many", "id: One_Many")
	var lines []int
	for _, p := range check(t, files) {
		if p.ID != "L02" {
			t.Errorf("found %v; expected L02 alone", p)
		}
		lines = append(lines, p.Line)
	}
	if !slices.Equal(lines, []int{0, 8}) { // what vanished, and what has no form
		t.Errorf("found problems in lines %v", lines)
	}
}

func TestPrivacyFlag(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	w.Units()[0].ID = "threads/golden"
	c := &checker{book: w, rule: &rules[21]}
	privacyFlag(c)
	if len(c.found) != 1 || c.found[0].ID != "L22" {
		t.Errorf("found %v; expected L22", c.found)
	}
	w.Units()[0].Privacy = true
	c.found = nil
	if privacyFlag(c); len(c.found) != 0 {
		t.Errorf("found %v with the flag set", c.found)
	}
}

// A school's own book of one framework is not asked for links across.
func TestSmallBook(t *testing.T) {
	files := fstest.MapFS{
		"frameworks/ours/01-aim.md":    booktest.File(removed(string(booktest.Book()[booktest.AUnit].Data), "links:", "group:")),
		"frameworks/ours/framework.md": booktest.Book()["frameworks/first/framework.md"],
		"sources.yaml":                 booktest.File(booktest.GoodSources),
	}
	text := strings.Replace(string(files["frameworks/ours/01-aim.md"].Data), "minutes: 8", "minutes: 25", 1)
	files["frameworks/ours/01-aim.md"] = booktest.File(text)
	w := mustLoad(t, files)
	if len(w.Formats) != 8 {
		t.Errorf("%d formats; expected the program's own eight", len(w.Formats))
	}
	for _, p := range Workbook(w) {
		if p.Severity != Note && !strings.HasPrefix(p.File, "formats/") {
			t.Error(p)
		}
	}
}

func removed(s, from, to string) string {
	return s[:strings.Index(s, from)] + s[strings.Index(s, to):]
}

func TestAllowed(t *testing.T) {
	files := booktest.Edited(t, booktest.AUnit, "Choose an ordinary week.", "Choose a week of the principal.")
	files[allowedFile] = booktest.File("- {id: L12, file: " + booktest.AUnit + ", words: principal, because: The source's own word.}\n")
	if found := check(t, files); len(found) > 0 {
		t.Errorf("an accepted warning is found: %v", found)
	}
	files = booktest.Book()
	files[allowedFile] = booktest.File("- {id: L12, file: " + booktest.AUnit + ", words: principal, because: The source's own word.}\n")
	expectOnly(t, check(t, files), "L00", allowedFile)
	files[allowedFile] = booktest.File("- {id: L12, file: " + booktest.AUnit + ", words: principal, becaus: x}\n")
	found := check(t, files)
	expectOnly(t, found, "L00", allowedFile)
	if !strings.Contains(found[0].Msg, `did you mean "because"?`) {
		t.Errorf("found %v", found)
	}
	// An error cannot be accepted.
	files = booktest.Edited(t, booktest.AUnit, "minutes: 8", "minutes: 9")
	files[allowedFile] = booktest.File("- {id: L14, file: " + booktest.AUnit + ", words: G1, because: It is near enough.}\n")
	if found := check(t, files); len(found) != 2 {
		t.Errorf("found %v; expected L14 and the entry that matches nothing", found)
	}
}

// An agenda of the program's own that cannot be read is not left out in
// silence.
func TestUnreadAgenda(t *testing.T) {
	w := mustLoad(t, booktest.Book()).WithAgendas(nil, &page.Error{File: booktest.AnAgenda, Line: 3, Msg: "it is broken"})
	var found []Problem
	for _, p := range Workbook(w) {
		if p.File == booktest.AnAgenda {
			found = append(found, p)
		}
	}
	expectOnly(t, found, "L25", booktest.AnAgenda)
}
