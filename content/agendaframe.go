package content

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FewestVotes is the usual number of votes that have to be in before a spread is
// shown. A group may choose from FewestVotesLeast to FewestVotesMost.
const (
	FewestVotes      = 5
	FewestVotesLeast = 4
	FewestVotesMost  = 8
)

// openingScript is read aloud at the start of every group: guards a, c, d and
// f, and the promise that nothing written alone is shown.
func openingScript(votes int) Markdown {
	return joinMarkdown(
		"Before we begin, how we use words here.",
		WordsGuard,
		UseGuard,
		"Passing is fine at any point, and so is writing instead of speaking. What you write on your own stays yours: nothing of it is shown unless you read it out.",
		"What the room says may be kept as short cards, with roles and without names. Nobody is asked who chose what: "+
			Markdown(fmt.Sprintf("a vote is shown only when all are in, and only when there are at least %s. ", numberWord(votes)))+
			"At the end we decide together what is kept.",
		"We close with what we will do. If one of those things has come back three times and was not tried, we make it smaller, give it to somebody else, or close it with a reason.",
	)
}

// reviewScript is read aloud where a group comes back to what it said it would
// do.
const reviewScript = Markdown("I will read out what we said we would do. For each one: kept, tried, changed or dropped? " +
	"What got in the way is as useful as what worked, and nobody has to defend anything. " +
	"If one has come back for the third time, we make it smaller, give it to somebody else, or close it with a reason.")

// openingTask is projected while the opening is read.
const openingTask = Markdown("- Roles, never names\n- For our own learning, not for appraisal\n- You may pass, or write\n- Votes are shown only when all are in\n- At the end we decide what is kept")

const openingDo = Markdown("People settle and listen. Say how long there is and when you will finish, then read the rules on words slowly.")

// aheadOf says the question in the opening, where no later step reads it
// aloud.
const aheadOf = Markdown("We have one question today: " + questionGap)

// The steps that frame a unit's or a format's own.
var openingStep = AgendaStep{
	Title: "Open", Form: All, Minutes: 3, Least: 3, Run: RunOpening,
	Say:  "Welcome, and thank you for the time. I will say when each step begins and ends, so that nobody has to watch the clock.",
	Task: openingTask,
	Do:   openingDo,
	Guidance: Guidance{
		Watch:     "Rushing. These words are what makes it safe to speak later. If somebody joins late, say the rule on names again.",
		Silence:   "Nothing needs to be answered here. Ask once whether anything is unclear, count slowly to five, and go on.",
		Dominance: "If somebody begins to argue the matter itself, say that their moment is coming, and when.",
	},
}

// takeAwayStep closes with what people take away, and what they will do.
func takeAwayStep(product Markdown) AgendaStep {
	say := Markdown("Before we leave, let us settle what we take away.")
	if product != "" {
		say += " What we are looking for: " + lowered(Markdown(activityNamed.ReplaceAllString(string(product), "")))
	}
	return AgendaStep{
		Title: "What we take away", Form: All, Minutes: 5, Least: 4, Run: RunCommit,
		Say:      joinMarkdown(say, "Say it in one sentence: when this happens, I will do that. Add a role and a date. If yours is not for the room, say that it is private."),
		Question: "What will somebody do, when, and by which date?",
		Task:     "- When ..., I will ...\n- A role, not a name\n- The day on which we look again",
		Do:       usualDoing(AgendaStep{Run: RunCommit}),
		Guidance: Guidance{
			Watch:     "Good intentions. Ask what somebody could see you do, and when. Two small ones beat six large ones.",
			Silence:   "Give one minute to write a sentence. Then ask for anyone who would like to read theirs.",
			Dominance: "Nobody takes on something for another person. Ask those who will have to do it whether they want to.",
		},
	}
}

// activityNamed finds the ID of an activity behind its name, which is not read
// aloud.
var activityNamed = regexp.MustCompile(` \(A[0-9]+\)`)

// lowered begins a sentence as the end of another.
func lowered(md Markdown) Markdown {
	r, n := utf8.DecodeRuneInString(string(md))
	if rest := string(md[n:]); n > 0 && (strings.HasPrefix(rest, " ") || !startsUpper(rest)) {
		return Markdown(unicode.ToLower(r)) + md[n:]
	}
	return md
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// reviewStep follows the opening of a group that has met before.
var reviewStep = AgendaStep{
	Title: "What became of it", Form: All, Minutes: 5, Least: 3, Run: RunReview,
	Say:      "Before anything new: what became of what we said last time?",
	Question: "Kept, tried, changed or dropped?",
	Task:     "What got in the way is as useful as what worked.",
	Do:       "You read out each open commitment. Whoever took it on says what became of it, in a sentence. Nobody comments.",
	Guidance: Guidance{
		Watch:     "Excuses and cross-examination. A commitment that was dropped for a good reason is a finding, not a fault.",
		Silence:   "Begin with one of your own that did not go as you meant it to.",
		Dominance: "Only the person who took it on says what became of it.",
	},
}

// usualDoing returns what people do in a step whose author has not written it.
func usualDoing(s AgendaStep) Markdown {
	switch s.Run {
	case RunOpening:
		return openingDo
	case RunCommit:
		return "People say what they will do, in a sentence each. The scribe writes down the cue, the action, a role and a date, and reads it back."
	case RunVote:
		return "Everyone chooses for themselves. Votes are folded cards, or the laptop is passed round; nobody sees another's, and you vote too."
	case RunSpread:
		return "The spread is shown. People take it in, and nobody explains it yet."
	case RunLevels:
		return "People listen to the four descriptions. Somebody with a clear voice reads, slowly."
	case RunGroups:
		return "People find their group. Draw the groups at random, and see that nobody is left over."
	case RunBreak:
		return "People get up, stretch or sit quietly, as they like."
	}
	switch s.Form {
	case Alone:
		return "People work on their own, in silence: they write, draw, or tell somebody who writes for them. Do it yourself, too."
	case Pairs:
		return "People turn to somebody near. If one is left over, they make a three."
	case Threes:
		return "People are in threes. Those left over make a pair or a four."
	case Fours:
		return "People are in fours. Groups of three or five are fine, so that nobody is left over."
	}
	return "People stay together, and speak in turn. The scribe keeps short notes, in the speaker's own words."
}

// What the agendas of units and formats share.
const (
	unitFor   = "a team that wants to look at this together"
	formatFor = "a group with a question of its own"

	unitLead   = Markdown("What people take away:")
	usualAfter = Markdown("Within two days, send what was kept to everyone who was there. Say what was done with it when you meet next, also when the answer is that nothing could be.")
)

var (
	usualBring = []Markdown{
		"Paper and pens for everyone, and cards that can be moved about.",
		"A scribe at the keyboard, and somebody to watch the time with you.",
		"The question, sent a day ahead to those who like to think first.",
	}
	usualRoom = []Markdown{
		"Chairs that can be moved, so that pairs and fours can form.",
		"The screen where everyone can read it, with large type. Read aloud what is on it.",
		"A way in, a place and a way to write for everyone who is coming. Ask beforehand what would help.",
	}
)

// numberWord returns a small number in words.
func numberWord(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}
