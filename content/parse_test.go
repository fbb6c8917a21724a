package content

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldenthread/content/booktest"
	"goldenthread/content/page"
)

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, file, old, new string
		line                 int
		text, msg            string // the offending line, and what was expected
	}{
		{"misspelt key", booktest.AUnit, "seeds:", "seed:", 5, "seed: [002-01]", `unknown key "seed"; did you mean "seeds"?`},
		{"unknown key", booktest.AUnit, "seeds:", "wallpaper:", 5, "wallpaper: [002-01]", `unknown key "wallpaper"; expected one of: rev, kind, minutes, seeds, links, group, activities, sources, privacy`},
		{"word for a number", booktest.AUnit, "rev: 1", "rev: one", 2, "rev: one", `"one" is not what is expected here: a whole number`},
		{"no rev", booktest.AUnit, "rev: 1\n", "", 1, "---", `expected "rev: 1" or more; it grows when a wording changes`},
		{"no kind", booktest.AUnit, "kind: discipline", "kind:", 3, "kind:", `expected "kind:", such as discipline`},
		{"minutes the wrong way round", booktest.AUnit, "full: 25", "full: 5", 4, "minutes: {quick: 10, full: 5}", `expected "minutes: {quick: 10, full: 25}", with full not below quick and at most 600`},
		{"minutes of a year", booktest.AUnit, "full: 25", "full: 999999999", 4, "minutes: {quick: 10, full: 999999999}", `expected "minutes: {quick: 10, full: 25}", with full not below quick and at most 600`},
		{"link without a reason", booktest.AUnit, "    because: The same premise, seen from another side.\n", "", 7, "  - unit: second/care", `expected "unit:" and "because:", one sentence that a reader sees`},
		{"key twice", booktest.AUnit, "rev: 1", "rev: 1\nrev: 2", 3, "rev: 2", `not valid YAML: mapping key "rev" already defined`},
		{"escape in YAML", booktest.AUnit, "because: The same premise", `because: "\e[31m"` + "\n    #", 8, `    because: "\e[31m"`, "the escape character U+001B cannot be used; write the text without it"},
		{"alias", booktest.AUnit, "kind: discipline", "kind: &k discipline", 3, "kind: &k discipline", `"&" is not used here; expected plain keys and values`},
		{"no front matter", booktest.AUnit, "---\nrev: 1\n", "rev: 1\n", 1, "rev: 1", `expected "---", then the front matter: rev, kind, minutes, seeds, links, group, activities, sources, privacy`},
		{"no title", booktest.AUnit, "# A habit of learning\n", "", 20, "## Core", `there is no title; expected "# Title" before everything else`},
		{"second title", booktest.AUnit, "Make it small.", "# Small\n\nMake it small.", 72, "# Small", `"Small" is a second title; expected "## Small", a section`},
		{"text before sections", booktest.AUnit, "# A habit of learning\n", "# A habit of learning\n\nHello.\n", 21, "Hello.", `"A habit of learning" has text before its first section; expected none`},
		{"misspelt section", booktest.AUnit, "## Challenge", "## Chalenge", 54, "## Chalenge", `"## Chalenge" is unknown; did you mean "Challenge"?`},
		{"unknown section", booktest.AUnit, "## Challenge", "## Weather\n\nFine.\n\n## Challenge", 54, "## Weather", `"## Weather" is unknown; expected one of: Core, What good looks like, Notice, Rate, Interpret, Challenge, Test, Commit, In a group`},
		{"missing section", booktest.AUnit, "## Interpret\n\nWhat does the way you share out time say about whose growth counts?\n\n", "", 50, "## Challenge", `expected "## Interpret" before "Challenge"; it is missing`},
		{"missing part", booktest.AUnit, "### Watch for\n\nGoals that are only tasks.\n\n", "", 80, "### If it goes quiet", `expected "### Watch for" before "If it goes quiet"; it is missing`},
		{"duplicate section", booktest.AUnit, "## Challenge", "## Interpret\n\nAgain?\n\n## Challenge", 54, "## Interpret", `"Interpret" is given a second time; the first is in line 50`},
		{"misplaced section", booktest.AUnit, "## Notice", "## Commit\n\n> When x, I will y.\n\n## Notice", 36, "## Notice", `"Notice" is out of place; expected in this order: Core, What good looks like, Notice, Rate, Interpret, Challenge, Test, Commit, In a group`},
		{"accents before", booktest.AUnit, "because: The same premise", "because: L’été, déjà vu\n    becaus: x #", 9, "    becaus: x #, seen from another side.", `unknown key "becaus"; did you mean "because"?`},
		{"wrong level", booktest.AUnit, "## Challenge", "### Challenge", 54, "### Challenge", `"Challenge" has the wrong level; expected "## Challenge"`},
		{"empty section", booktest.AUnit, "Goals that are only tasks.", "", 80, "### Watch for", `"Watch for" is empty; expected text`},
		{"no list", booktest.AUnit, "- Every adult can name what they are getting better at.\n- Leaders learn in public, and say who is helping them.\n- The time for it survives a busy week.", "They learn.", 28, "They learn.", `expected a list, each item with "- "`},
		{"three levels", booktest.AUnit, "4. Colleagues in several roles describe, unprompted, what they shape and change here.\n", "", 42, "3. Every colleague has a current goal and protected time for it each term.", "expected four levels, from 1 to 4; here are 3"},
		{"bullets for levels", booktest.AUnit, "1. Development is", "- Development is", 40, "- Development is a list of required courses, mostly for those who teach.", `expected a numbered list, from "1. "`},
		{"no prompt", booktest.AUnit, "If people had to learn from your diary that you learn, what would they see?", "- If people", 56, "- If people", `"Challenge" does not begin with its prompt; expected a paragraph`},
		{"nobody to ask", booktest.AUnit, "> What have you got better at here this year?", "What have you got better at?", 64, "What have you got better at?", `expected a quote, "> " and the words, in "Test"`},
		{"no starter", booktest.AUnit, "> When I open our next team meeting, I will say one thing I am trying to get better at.\n", "", 71, "Make it small.", `expected a quote, "> " and the words, in "Commit"`},
		{"plan beside a format", booktest.AUnit, "### Watch for", "### Plan\n\n1. **8 min, all.** Talk.\n\n### Watch for", 80, "### Plan", `a plan is given, but the front matter names the format G1, which has steps; expected no plan, or "format: plan"`},
		{"no plan", booktest.AUnit, "format: G1", "format: plan", 74, "## In a group", `the front matter says "format: plan"; expected "### Plan" under "In a group"`},
		{"open code block", booktest.AUnit, "Make it small.", "```\nMake it small.", 72, "```", "the code block has no end; expected a line of its own with the same marks"},
		{"link apart", booktest.AUnit, "Make it small.", "[small][s]\n\n[s]: https://example.org", 74, "[s]: https://example.org", "a link that is defined apart would be lost; expected [words](address) where it is used"},
		{"unknown form", "formats/g1-alone.md", "3 min, alone: your own words.", "3 min, sixes.", 11, "1. **3 min, sixes.** Write in silence.", `"3 min, sixes." is not a time and a form; ` + stepExpected},
		{"step without a time", "formats/g1-alone.md", "**3 min, alone: your own words.** ", "", 11, "1. Write in silence.", stepExpected},
		{"agenda for nobody", booktest.AnAgenda, "for: a team\n", "", 1, "---", `expected "for:", whom the agenda is for, in a few words`},
		{"agenda for too many", booktest.AnAgenda, "to: 12", "to: 900", 4, "people: {from: 4, to: 900}", `expected "people: {from: 6, to: 16}", from 2 to 200, for how many the minutes are right`},
		{"agenda without minutes", booktest.AnAgenda, "minutes: 20", "minutes: 0", 3, "minutes: 0", `expected "minutes:", how long the agenda takes, from 1 to 600`},
		{"agenda without a room", booktest.AnAgenda, "## The room\n\n- Chairs that can be moved.\n\n", "", 17, "## Steps", `expected "## The room" before "Steps"; it is missing`},
		{"key of a step", booktest.AnAgenda, "least: 3", "leats: 3", 26, "2. **4 min, alone: cards.** Write a card each. {run: capture, wall: practices, leats: 3, cut: 1}", `unknown key "leats"; did you mean "least"?`},
		{"unknown run", booktest.AnAgenda, "run: opening", "run: openig", 23, "1. **3 min, all: open.** Welcome. {run: openig}", `a step cannot be run as "openig"; did you mean "opening"?`},
		{"unknown part", booktest.AnAgenda, "**Task.** One", "**Tsak.** One", 30, "   **Tsak.** One to a card.", `there is no part "Tsak" of a step; did you mean "Task"?`},
		{"part twice", booktest.AnAgenda, "**Task.** One", "**Question.** One", 30, "   **Question.** One to a card.", `"Question" is given a second time in this step`},
		{"empty part", booktest.AnAgenda, "**Task.** One to a card.", "**Task.**", 30, "   **Task.**", `"Task" is empty; expected text`},
		{"headings that are no list", booktest.AnAgenda, "**Headings.**\n\n   - Ours\n   - Theirs\n", "**Headings.** Ours, theirs\n", 36, "   **Headings.** Ours, theirs", `expected one list under "Headings", and nothing else`},
		{"items of talk", "formats/g1-alone.md", "**Do.** Nobody reads this but you.", "**Items.**\n\n   - Ours", 13, "   **Items.**", `"Items" has no use in a step that is run as talk`},
		{"wall of a vote", booktest.AnAgenda, "run: vote, poll: tests", "run: vote, wall: tests", 53, "5. **3 min, alone: choose a number.** Rate it on both. {run: vote, wall: tests}", `"wall" has no use in a step that is run as vote`},
		{"unknown ballot", booktest.AnAgenda, "ballot: private", "ballot: privat", 45, "3. **3 min, alone: choose.** Choose in silence. {run: vote, poll: levels, ballot: privat}", `there is no ballot "privat"; did you mean "private"?`},
		{"spread of nothing", booktest.AnAgenda, "{run: spread}", "{run: spread, poll: mood}", 50, "4. **2 min, all: look.** Here it is. {run: spread, poll: mood}", `there is no vote before this step that it could belong to; expected a step with {run: vote}, and the same poll where one is named`},
		{"step that says nothing", booktest.AnAgenda, "Write a card each. {", "{", 26, "2. **4 min, alone: cards.** {run: capture, wall: practices, least: 3, cut: 1}", stepExpected},
		{"format without id", "formats/g1-alone.md", "id: G1", "id:", 2, "id:", `expected "id: G1" or another`},
		{"framework without order", "frameworks/first/framework.md", "order: 1", "order: 0", 2, "order: 0", `expected "order: 1" or more, the framework's place`},
		{"source twice", "sources.yaml", "  used: The habits.\n", "- id: writer-2020\n", 7, "- id: writer-2020", `"writer-2020" is given a second time; the first is in line 1`},
		{"source key", "sources.yaml", "author:", "writer:", 2, "  writer: A. Writer", `unknown key "writer"; expected one of: id, author, year, title, kind, checked, used`},
		{"concern without words", ConcernFile, "says: I am new here.\n  first", "first", 12, "- first: {unit: first/begin, because: Begin}", `expected "says:", what is on somebody's mind`},
		{"concern without a unit", ConcernFile, "  first: {unit: first/begin, because: Begin}", "  activities: [A1]", 12, "- says: I am new here.", `expected "unit:" and "because:", one sentence that a reader sees`},
		{"concern without a reason", ConcernFile, "      because: A small test tells you more.\n", "", 7, "    - unit: second/care", `expected "unit:" and "because:", one sentence that a reader sees`},
		{"concern key", ConcernFile, "next:", "then:", 6, "  then:", `unknown key "then"; expected one of: says, first, next, activities`},
		{"empty concern", ConcernFile, "- says: I am new here.\n  first: {unit: first/begin, because: Begin}", "-", 12, "-", "the item is empty; expected keys and values"},
		{"tension without a side", TensionFile, "    says: Some things have to change at once.\n", "", 6, "    units: [second/care, second/dare]", `expected "a:" and "b:", each with "units:", a list, and "says:", a sentence`},
		{"tension without units", TensionFile, "a: {units: [first/aim], says: One}", "a: {says: One}", 9, "  a: {says: One}", `expected "a:" and "b:", each with "units:", a list, and "says:", a sentence`},
		{"tension twice", TensionFile, "id: one-many", "id: slow-quick", 8, "- id: slow-quick", `"slow-quick" is given a second time; the first is in line 1`},
		{"tension without id", TensionFile, "- id: one-many\n  a", "- a", 8, "- a: {units: [first/aim], says: One}", `expected "id:"`},
		{"page without a title", "pages/about.md", "# About the method\n\n", "", 1, "It asks.", `there is no title; expected "# Title" before everything else`},
		{"page with two titles", "pages/about.md", "## The cycle", "# The cycle", 5, "# The cycle", `"The cycle" is a second title; expected "## The cycle", a section`},
		{"page without text", "pages/glossary.md", "- **Term**: elsewhere a semester, with grades and CPD.\n", "", 1, "# Glossary", `"Glossary" is empty; expected text`},
		{"path stage", "paths/five.md", "{notice}", "{notise}", 12, "2. **3-5.** Write one moment down. {notise}", `there is nothing to show that is called "notise"; did you mean "notice"?`},
		{"path time", "paths/five.md", "**3-5.**", "**3 to 5.**", 12, "2. **3 to 5.** Write one moment down. {notice}", pathExpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(booktest.Edited(t, tt.file, tt.old, tt.new))
			want := page.Error{File: tt.file, Line: tt.line, Text: tt.text, Msg: tt.msg}
			got := page.Errors(err)
			if len(got) == 0 {
				t.Fatalf("no error; expected %v", &want)
			}
			if !slices.ContainsFunc(got, func(e *page.Error) bool { return *e == want }) {
				t.Errorf("got\n%s\nexpected\n%s:%d %q: %s", shown(got), want.File, want.Line, want.Text, want.Msg)
			}
			if len(got) > 1 && tt.name != "misplaced section" {
				t.Errorf("more than one error:\n%s", shown(got))
			}
		})
	}
}

func shown(errs []*page.Error) string {
	var b strings.Builder
	for _, e := range errs {
		fmt.Fprintf(&b, "%s:%d %q: %s\n", e.File, e.Line, e.Text, e.Msg)
	}
	return b.String()
}

func TestFileErrors(t *testing.T) {
	tests := []struct {
		name string
		make func(fstest.MapFS)
		want string
	}{
		{"file without a number", func(f fstest.MapFS) { f["frameworks/first/aims.md"] = booktest.File(booktest.GoodUnit) },
			"frameworks/first/aims.md: the name says the unit's place and ID; expected a name such as 03-mastery.md"},
		{"the same unit twice", func(f fstest.MapFS) { f["frameworks/first/05-aim.md"] = f[booktest.AUnit] },
			"frameworks/first/05-aim.md: first/aim is the ID of frameworks/first/01-aim.md too; expected another name"},
		{"the framework of tensions", func(f fstest.MapFS) { f["frameworks/tension/framework.md"] = booktest.File(booktest.GoodFramework) },
			`frameworks/tension: the name "tension" is kept for tensions; expected another`},
		{"no framework.md", func(f fstest.MapFS) { delete(f, "frameworks/first/framework.md") },
			"frameworks/first: expected a file framework.md in this folder"},
		{"folder with spaces", func(f fstest.MapFS) { f["frameworks/Our Own/01-aim.md"] = f[booktest.AUnit] },
			"frameworks/Our Own: the folder's name is the framework's ID; expected letters a to z, digits and hyphens"},
		{"the same format twice", func(f fstest.MapFS) { f["formats/g1-other.md"] = booktest.File(booktest.GoodFormat) },
			"formats/g1-other.md: G1 is the id of formats/g1-alone.md too; expected another"},
		{"a name that steers", func(f fstest.MapFS) { f["formats/\x1b[2J.md"] = booktest.File(booktest.GoodFormat) },
			`formats: the name "\x1b[2J.md" has characters that cannot be shown; expected letters, digits and hyphens`},
		{"a text of Windows", func(f fstest.MapFS) { f[booktest.AUnit] = booktest.File("\xff\xfe#\x00 \x00") },
			"frameworks/first/01-aim.md: the text is saved as UTF-16, also called Unicode; expected UTF-8, which an editor offers where it saves under another name"},
		{"the same without its mark", func(f fstest.MapFS) { f[booktest.AUnit] = booktest.File("\x00#\x00 \x00A") },
			"frameworks/first/01-aim.md: the text is saved as UTF-16, also called Unicode; expected UTF-8, which an editor offers where it saves under another name"},
		{"a pipe", func(f fstest.MapFS) { f[booktest.AUnit] = &fstest.MapFile{Mode: fs.ModeNamedPipe} },
			"frameworks/first/01-aim.md: a device or a pipe stands here; expected a file"},
		{"a folder", func(f fstest.MapFS) { f["concerns.yaml/x"] = booktest.File("x"); delete(f, "concerns.yaml") },
			"concerns.yaml: a folder stands here; expected a file"},
		{"a huge file", func(f fstest.MapFS) { f[booktest.AUnit] = booktest.File(strings.Repeat("x", page.MaxSize+1)) },
			"frameworks/first/01-aim.md: expected a file of at most 262144 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := booktest.Book()
			tt.make(files)
			_, err := Load(files)
			if got := page.Errors(err); len(got) != 1 || got[0].Error() != tt.want {
				t.Errorf("got\n%s\nexpected\n%s", shown(got), tt.want)
			}
		})
	}
	if _, err := Load(fstest.MapFS{}); len(page.Errors(err)) != 1 {
		t.Errorf("an empty folder: %v", err)
	}
}

// An author sees what is wrong with several files, and several lines of one,
// at once.
func TestErrorsTogether(t *testing.T) {
	files := booktest.Edited(t, booktest.AUnit, "## Challenge", "## Chalenge")
	files[booktest.AUnit] = booktest.File(strings.Replace(string(files[booktest.AUnit].Data), "rev: 1", "rev: one", 1))
	files["sources.yaml"] = booktest.File("- id: [\n")
	_, err := Load(files)
	var where []string
	for _, e := range page.Errors(err) {
		where = append(where, fmt.Sprintf("%s:%d", e.File, e.Line))
	}
	want := []string{booktest.AUnit + ":2", booktest.AUnit + ":54", "sources.yaml:1"}
	if !slices.Equal(where, want) {
		t.Errorf("errors at %v; expected %v", where, want)
	}
}

// The front matter is longer in bytes than in characters; lines and texts
// after it must not move.
func TestAccents(t *testing.T) {
	files := booktest.Edited(t, booktest.AUnit, "The same premise", "L’été, déjà, über")
	u := mustLoad(t, files).Unit("first/aim")
	if u.Step(Notice).Line != 32 || u.Group.Product != "One growth goal each, kept private." || u.Links[0].Because != "L’été, déjà, über, seen from another side." {
		t.Errorf("got line %d, %q, %q", u.Step(Notice).Line, u.Group.Product, u.Links[0].Because)
	}
}

// A title begins with a capital in every script, and stays valid UTF-8.
func TestTitlesInEveryScript(t *testing.T) {
	for said, want := range map[string]string{"écoute et note": "Écoute et note", "слушаем": "Слушаем", "o\u0308ffnen": "O\u0308ffnen", "聞く": "聞く"} {
		files := booktest.Edited(t, "formats/g1-alone.md", "alone: your own words.", "alone: "+said+".")
		if got := mustLoad(t, files).Agenda("g1").Steps[1].Title; got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	for kind, want := range map[string]string{"étude": "Étude", "": "", "ß": "ß"} {
		if got := Stage(kind).Title(); got != want {
			t.Errorf("stage %q: %q", kind, got)
		}
	}
	if got := lowered(""); got != "" {
		t.Errorf("nothing becomes %q", got)
	}
}

// Width is the author's affair: the same words in lines of any length are the
// same text.
func TestLinesAreJoined(t *testing.T) {
	files := booktest.Edited(t, booktest.AUnit, "Make it small.", "Make it\nsmall.\n\n- A *first*\n  thing\n- a second\n\n> and a\n> quote\n\n```\ncode  as\n  it is\n```")
	got := mustLoad(t, files).Unit("first/aim").Step(Commit).Help
	want := Markdown("Make it small.\n\n- A *first* thing\n- a second\n\n> and a quote\n\n```\ncode  as\n  it is\n```")
	if got != want {
		t.Errorf("got\n%s\nexpected\n%s", got, want)
	}
}

func TestUnitParts(t *testing.T) {
	w := mustLoad(t, booktest.Book())
	u := w.Unit("first/aim")
	f := w.Format("G1")
	for _, tt := range []struct{ name, got, want string }{
		{"title", u.Title, "A habit of learning"},
		{"core", string(u.Core), "An organisation learns only through people who go on learning. It is a habit, and it can be kept."},
		{"read", string(u.Step(Read).Prompt), string(u.Core)},
		{"notice help", string(u.Step(Notice).Help), "Think of the office, catering or governance."},
		{"level 2", string(u.Step(Rate).Levels[1].Text), "Keen people find their own way; access depends on role or manager."},
		{"look", string(u.Step(Rate).Look[1]), "One change that you made after feedback."},
		{"whom", string(u.Step(Test).Prompt), "Somebody in a support role, whom you do not manage."},
		{"ask", u.Step(Test).Ask, "What have you got better at here this year?"},
		{"test help", string(u.Step(Test).Help), "Listen to the end."},
		{"starter", string(u.Step(Commit).Prompt), "When I open our next team meeting, I will say one thing I am trying to get better at."},
		{"product", string(u.Group.Product), "One growth goal each, kept private."},
		{"lineage", string(f.Lineage), "An old practice; the timings are ours."},
		{"say", string(f.Steps[0].Say), "Write in silence."},
		{"do", string(f.Steps[0].Do), "Nobody reads this but you."},
		{"step", joinedWords(f.Steps[1].Minutes, f.Steps[1].Form, f.Minutes()), "5 pairs 8"},
		{"lines", joinedWords(u.Links[1].Line, u.Step(Notice).Line, u.Step(Rate).Levels[3].Line, w.Sources[0].Line), "9 32 43 1"},
		{"path", joinedWords(w.Paths[0].ID, w.Paths[0].Minutes, w.Paths[0].Steps[1].From, w.Paths[0].Steps[1].Stage, w.Paths[0].Steps[1].Say), "five 5 3 notice Write one moment down."},
		{"order", joinedWords(w.Frameworks[0].ID, w.Frameworks[2].ID, len(w.Units())), "first third 6"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q; expected %q", tt.name, tt.got, tt.want)
		}
	}
}

func joinedWords(values ...any) string { return strings.TrimSpace(fmt.Sprintln(values...)) }
