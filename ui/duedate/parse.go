// Package duedate reads a day as people type it and says it back as it was
// understood. It is a small strict grammar of our own: a text that could mean
// two days is refused, never guessed at. It knows no clock; the caller says
// what day it is today.
//
// What works, in upper or lower case:
//
//	2027-01-15                     a date
//	13 dec, 13 december 2027       a day and a month, the next one without a year
//	dec 13, 13th of december       the same
//	25/12/2026                     only where it has one reading
//	today, tomorrow                these two
//	friday, fri, on friday         the next one, never today
//	3 weeks, in three weeks        days, weeks or months, one to twelve in words
//	a fortnight, in a month        a month ends on its last day: 31 jan + 1 month is 28 feb
//	next week                      a week from today
//	next month                     a month from today
//
// What Echo writes can be read again, too.
package duedate

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/store/calendar"
	"goldenthread/ui/phrase"
)

// Refusal is an error that tells the person who typed a text why it is no day, and
// what works.
type Refusal string

// Error returns the words of the refusal.
func (r Refusal) Error() string { return string(r) }

const works = "What works: in 3 weeks, friday, next month, 13 dec."

// furthest limits how many years ahead a day may be. Further is a slip of the
// finger.
const furthest = 5

// Parse returns the day that a text means. Today is the reader's own day. An
// error is a Refusal; a day before today is one.
func Parse(text string, today calendar.Date) (calendar.Date, error) {
	d, err := readDay(text, today)
	if err != nil {
		if echoed, ok := echo(text, today); ok {
			return echoed, nil
		}
		return calendar.Date{}, err
	}
	if d.Before(today) {
		return calendar.Date{}, past(d, today)
	}
	if addMonths(today, 12*furthest).Before(d) {
		return calendar.Date{}, Refusal(fmt.Sprintf("%s is more than %d years away. %s", named(d, today), furthest, works))
	}
	return d, nil
}

// echo reads what Echo writes: a day, and how far away that is. The second
// part has to be true of the first.
func echo(text string, today calendar.Date) (calendar.Date, bool) {
	said := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	first, second, ok := strings.Cut(said, ", ")
	if !ok {
		return calendar.Date{}, false
	}
	for _, part := range []string{first, second} {
		d, err := readDay(part, today)
		if err == nil && said == strings.ToLower(Echo(d, today)) {
			return d, true
		}
	}
	return calendar.Date{}, false
}

// readDay reads the grammar; the day may lie in the past.
func readDay(text string, today calendar.Date) (calendar.Date, error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	if len(words) == 0 {
		return calendar.Date{}, Refusal("No day yet. " + works)
	}
	for _, read := range []func([]string, calendar.Date) (calendar.Date, bool, error){
		readName, readWeekday, readNext, readDistance, readISO, readSlashes, readMonth, readDayMonth,
	} {
		if d, ok, err := read(words, today); ok || err != nil {
			return d, err
		}
	}
	return calendar.Date{}, refuse(words, text)
}

// refuse returns the reason why no reading fits, as nearly as that can be told.
func refuse(words []string, text string) error {
	for _, w := range words {
		switch strings.TrimRight(w, "s") {
		case "term", "half-term", "halfterm", "semester":
			return Refusal("Terms begin on different days, so type a date: 4 jan, or in 6 weeks.")
		case "year":
			return Refusal("Years are typed as months here: in 12 months. " + works)
		}
	}
	return Refusal(fmt.Sprintf("%q is not a day that can be read here. %s", shorten(text), works))
}

// shorten cuts a text that somebody pasted into the field to a few cells, never
// through a letter.
func shorten(text string) string {
	const most = 24
	line := phrase.Line(text)
	if short := ansi.Truncate(line, most, ""); short != line {
		return short + "..."
	}
	return line
}

// past refuses a day that has gone, and asks for the one that was meant.
func past(d, today calendar.Date) error {
	says := fmt.Sprintf("%s has passed (%s).", named(d, today), Until(d, today))
	for year := today.Year; year <= today.Year+furthest; year++ {
		again := calendar.Date{Year: year, Month: d.Month, Day: d.Day}
		if exists(again) && !again.Before(today) {
			return advise(says, "Did you mean %s?", today, again)
		}
	}
	return Refusal(says + " " + works)
}
