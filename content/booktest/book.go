// Package booktest has a good workbook of three small frameworks, for tests of
// reading and of checking. A test of what can go wrong changes one thing in it.
package booktest

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// GoodUnit is a unit's file, with gaps for its name, its place and the three
// units that it links to.
const GoodUnit = `---
rev: 1
kind: discipline
minutes: {quick: 10, full: 25}
seeds: [002-0%[2]d]
links:
  - unit: %[3]s
    because: The same premise, seen from another side.
  - unit: %[4]s
    because: Growth needs means as well as will.
  - unit: %[5]s
    because: Somebody has to begin.
group:
  format: G1
  minutes: 8
sources: [writer-2020]
---

# A habit of learning

## Core

An organisation learns only through people who go on learning.
It is a habit, and it can be kept.

## What good looks like

- Every adult can name what they are getting better at.
- Leaders learn in public, and say who is helping them.
- The time for it survives a busy week.

## Notice

Where in the last two weeks did you see a colleague learn something at work?

Think of the office, catering or governance.

## Rate

1. Development is a list of required courses, mostly for those who teach.
2. Keen people find their own way; access depends on role or manager.
3. Every colleague has a current goal and protected time for it each term.
4. Colleagues in several roles describe, unprompted, what they shape and change here.

### What to look at

- How development time was shared out last term, role by role.
- One change that you made after feedback.

## Interpret

What does the way you share out time say about whose growth counts?

## Challenge

If people had to learn from your diary that you learn, what would they see?

Choose an ordinary week.

## Test

Somebody in a support role, whom you do not manage.

> What have you got better at here this year?

Listen to the end.

## Commit

> When I open our next team meeting, I will say one thing I am trying to get better at.

Make it small.

## In a group

### Question

What am I trying to get better at here?

### Watch for

Goals that are only tasks.

### If it goes quiet

Begin from "a skill I admire", and let people come to their own goal.

### If one voice takes over

The senior person speaks last.

### What you take away

One growth goal each, kept private.
`

// GoodFramework is framework.md, with a gap for the framework's place.
const GoodFramework = `---
order: %[1]d
kind: discipline
short: A few habits
source: writer-2020
seeds: [002-09]
---

# Habits of people who learn

## Introduction

The source says that the model fits a team or a school of any size.

## What is not known

How large the gains are, and how soon they come.
`

// GoodFormat is a file of formats.
const GoodFormat = `---
id: G1
---

# Alone, pairs, all

An old practice; the timings are ours.

## Steps

1. **3 min, alone: your own words.** Write in silence.

   **Do.** Nobody reads this but you.
2. **5 min, pairs.** Tell each other what you wish to share.

## Watch for

Pairs that only list.

## If it goes quiet

Give the first step two minutes more.

## If one voice takes over

Each says an idea that was not their own.
`

// GoodAgenda is a file of agendas.
const GoodAgenda = `---
for: a team
minutes: 20
people: {from: 4, to: 12}
unit: first/aim
activities: [A1]
---

# What do we keep?

For a first meeting.

## What to bring

- Cards.

## The room

- Chairs that can be moved.

## Steps

1. **3 min, all: open.** Welcome. {run: opening}

   **Do.** People listen.
2. **4 min, alone: cards.** Write a card each. {run: capture, wall: practices, least: 3, cut: 1}

   **Question.** What do we do here that is worth keeping?

   **Task.** One to a card.

   **Do.** People write.

   **Watch for.** Long cards.

   **Headings.**

   - Ours
   - Theirs

   **Marks.**

   - Keep
   - Refine (at most 3)
3. **3 min, alone: choose.** Choose in silence. {run: vote, poll: levels, ballot: private}

   **Question.** Which of these did you see?

   **Do.** People choose.
4. **2 min, all: look.** Here it is. {run: spread}

   **Do.** People look.
5. **3 min, alone: choose a number.** Rate it on both. {run: vote, poll: tests}

   **Do.** People rate.

   **Options.**

   0. Not at all
   1. A little
   2. Wholly

   **Items.**

   - It leaves trust whole.
   - It can be used.

   **Sides.**

   - Holders
   - Held
6. **5 min, all: say it.** A sentence each. {run: commit, turn: 30}

   **Do.** People say it.

## Watch for

General words.

## If it goes quiet

Write one line first.

## If one voice takes over

Somebody else begins.

## Afterwards

Send it within two days.
`

const goodPath = `---
minutes: 5
---

# Five minutes

For a busy day.

## Steps

1. **0-3.** Read the core. {read}
2. **3-5.** Write one moment down. {notice}
`

// GoodSources is sources.yaml.
const GoodSources = `- id: writer-2020
  author: A. Writer
  year: 2020
  title: How schools learn
  kind: book
  checked: 2026-11-22
  used: The habits.
`

const goodConcerns = `# What is on your mind?
- says: The same thing keeps coming back.
  first:
    unit: first/aim
    because: It asks what makes it come back.
  next:
    - unit: second/care
      because: A small test tells you more.
    - unit: third/each
      because: It may be one of your own forms.
  activities: [A7]
- says: I am new here.
  first: {unit: first/begin, because: Begin}
`

const goodTensions = `- id: slow-quick
  a:
    units: [first/aim]
    says: Change lasts when it grows from what is there.
  b:
    units: [second/care, second/dare]
    says: Some things have to change at once.
- id: one-many
  a: {units: [first/aim], says: One}
  b: {units: [third/each], says: Many}
  prompt: What does each side see this term?
`

const goodAbout = `# About the method

It asks.

## The cycle

- **Read** is first.
- **Notice** is next.

### Further

It goes on.
`

const goodSourcePage = `# Sources and thanks

The ideas are other people's.

## The documents

{documents}

## All others

{sources}

## Thanks

{formats}

Thank you.
`

const goodGlossary = `# Glossary

- **Term**: elsewhere a semester, with grades and CPD.
`

// SeedText is a text that the workbook draws on.
const SeedText = "The quick brown fox jumps over the lazy dog while nobody in the whole wide school is watching it run."

// Book returns the files of a workbook in which the check finds nothing.
func Book() fstest.MapFS {
	names := []string{"first/aim", "first/begin", "second/care", "second/dare", "third/each", "third/find"}
	files := fstest.MapFS{
		"formats/g1-alone.md": File(GoodFormat),
		"paths/five.md":       File(goodPath),
		AnAgenda:              File(GoodAgenda),
		"sources.yaml":        File(GoodSources),
		"concerns.yaml":       File(goodConcerns),
		"tensions.yaml":       File(goodTensions),
		"pages/about.md":      File(goodAbout),
		"pages/sources.md":    File(goodSourcePage),
		"pages/glossary.md":   File(goodGlossary),
	}
	seeds := "# The inventory.\n"
	for i, name := range names {
		framework, unit, _ := strings.Cut(name, "/")
		other := func(by int) string { return names[(i+by)%len(names)] }
		files[fmt.Sprintf("frameworks/%s/0%d-%s.md", framework, i%2+1, unit)] = File(fmt.Sprintf(GoodUnit, name, i+1, other(2), other(3), other(4)))
		files["frameworks/"+framework+"/framework.md"] = File(fmt.Sprintf(GoodFramework, i/2+1))
		seeds += fmt.Sprintf("- id: 002-0%d\n  says: Idea %d.\n", i+1, i+1)
	}
	files["seeds.yaml"] = File(seeds + "- {id: 002-09, says: Of the whole.}\n- {id: 002-10, says: About the page., meta: true}\n- {id: 002-11, says: A kept one., carried_by: [A2, tensions, paths, sources, about, agendas]}\n")
	return files
}

// File returns a file with a text.
func File(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// Two of the book's files.
const (
	AUnit    = "frameworks/first/01-aim.md"
	AnAgenda = "agendas/keep.md"
)

// Edited returns the good workbook with one text of one file replaced.
func Edited(t testing.TB, name, old, new string) fstest.MapFS {
	t.Helper()
	files := maps.Clone(Book())
	text := ""
	if f := files[name]; f != nil {
		text = string(f.Data)
	}
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name] = File(strings.Replace(text, old, new, 1))
	return files
}

// Everywhere returns a workbook with a text in every file that is read.
func Everywhere(text []byte) fstest.MapFS {
	return fstest.MapFS{
		"frameworks/first/01-aim.md":    {Data: text},
		"frameworks/first/framework.md": {Data: text},
		"formats/g1.md":                 {Data: text},
		"paths/five.md":                 {Data: text},
		"agendas/five.md":               {Data: text},
		"kit.md":                        {Data: text},
		"pages/about.md":                {Data: text},
		"pages/sources.md":              {Data: text},
		"concerns.yaml":                 {Data: text},
		"tensions.yaml":                 {Data: text},
		"sources.yaml":                  {Data: text},
		"seeds.yaml":                    {Data: text},
		"check-allowed.yaml":            {Data: text},
	}
}
