package duedate

import (
	"errors"
	"goldenthread/store/calendar"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sunday is the day on which the date libraries were tried: Sunday 22 November 2026.
var sunday = calendar.Date{Year: 2026, Month: time.November, Day: 22}

func day(t testing.TB, iso string) calendar.Date {
	t.Helper()
	var d calendar.Date
	if err := d.UnmarshalText([]byte(iso)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ today, text, want string }{
		// what date libraries got wrong on this day
		{"2026-11-22", "in 6 weeks", "2027-01-03"},
		{"2026-11-22", "in 3 months", "2027-02-22"},
		{"2026-11-22", "14 March 2027", "2027-03-14"},
		{"2026-11-22", "14 march", "2027-03-14"},
		{"2026-11-22", "2027-03-14", "2027-03-14"},
		{"2026-11-22", "two weeks from today", "2026-12-06"},
		{"2026-11-22", "in 3 weeks", "2026-12-13"},
		// names and weekdays
		{"2026-11-22", "today", "2026-11-22"},
		{"2026-11-22", " Tomorrow ", "2026-11-23"},
		{"2026-11-22", "friday", "2026-11-27"},
		{"2026-11-22", "FRI", "2026-11-27"},
		{"2026-11-22", "on thurs", "2026-11-26"},
		{"2026-11-22", "sunday", "2026-11-29"},
		{"2026-11-27", "friday", "2026-12-04"},
		{"2026-11-28", "friday", "2026-12-04"},
		{"2026-12-30", "friday", "2027-01-01"},
		// distances
		{"2026-11-22", "1 day", "2026-11-23"},
		{"2026-11-22", "in twelve days", "2026-12-04"},
		{"2026-11-22", "a week", "2026-11-29"},
		{"2026-11-22", "in a fortnight", "2026-12-06"},
		{"2026-11-22", "fortnight", "2026-12-06"},
		{"2026-11-22", "2 fortnights", "2026-12-20"},
		{"2026-11-22", "three  weeks from now", "2026-12-13"},
		{"2026-11-22", "next week", "2026-11-29"},
		{"2026-11-22", "next month", "2026-12-22"},
		{"2026-11-22", "12 months", "2027-11-22"},
		// a month ends on its last day
		{"2027-01-31", "in a month", "2027-02-28"},
		{"2028-01-31", "in a month", "2028-02-29"},
		{"2027-12-31", "2 months", "2028-02-29"},
		{"2026-10-31", "next month", "2026-11-30"},
		{"2028-02-29", "in 12 months", "2029-02-28"},
		// day and month, either way round, with and without a year
		{"2026-11-22", "13 dec", "2026-12-13"},
		{"2026-11-22", "Dec 13", "2026-12-13"},
		{"2026-11-22", "13 December 2027", "2027-12-13"},
		{"2026-11-22", "December 13, 2027", "2027-12-13"},
		{"2026-11-22", "the 13th of December", "2026-12-13"},
		{"2026-11-22", "1st sept", "2027-09-01"},
		{"2026-11-22", "sun 13 dec", "2026-12-13"},
		{"2026-11-22", "22 nov", "2026-11-22"},
		{"2026-11-22", "21 nov", "2027-11-21"},
		{"2026-12-31", "1 jan", "2027-01-01"},
		{"2027-03-01", "29 feb", "2028-02-29"},
		{"2028-02-01", "29 feb", "2028-02-29"},
		// figures with one reading
		{"2026-11-22", "25/12/2026", "2026-12-25"},
		{"2026-11-22", "12/25/2026", "2026-12-25"},
		{"2026-11-22", "25.12.", "2026-12-25"},
		{"2026-11-22", "4/4", "2027-04-04"},
		// what Echo writes
		{"2026-11-22", "Sun 13 Dec, in 3 weeks", "2026-12-13"},
		{"2026-11-22", "tomorrow, Mon 23 Nov", "2026-11-23"},
	} {
		got, err := Parse(c.text, day(t, c.today))
		if err != nil || got.String() != c.want {
			t.Errorf("on %s, %q is %v, %v; want %s", c.today, c.text, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ today, text, says string }{
		{"2026-11-22", "", "No day yet"},
		{"2026-11-22", "next term", "Terms begin on different days"},
		{"2026-11-22", "end of term", "Terms begin on different days"},
		{"2026-11-22", "half-term", "Terms begin on different days"},
		{"2026-11-22", "banana", `"banana" is not a day`},
		{"2026-11-22", "in a year", "in 12 months"},
		{"2026-11-22", "03/04/2027", "can mean 3 April 2027 or 4 March 2027. Type 3 apr 2027 or 4 mar 2027"},
		{"2026-11-22", "3-4", "can mean 3 April 2027 or 4 March 2027"},
		{"2026-11-22", "31/31/2027", "The calendar has no day"},
		{"2026-11-22", "13/12/27", "in full"},
		{"2026-11-22", "13 dec 27", "in full"},
		{"2026-11-22", "13 dec 0000", "in full"},
		{"2026-11-22", "next friday", "can mean Fri 27 Nov or Fri 4 Dec. Type 27 nov 2026 or 4 dec 2026"},
		{"2026-11-27", "this friday", "can mean Fri 27 Nov or Fri 4 Dec"},
		{"2026-11-22", "fri 13 dec", "13 December 2026 is a Sunday"},
		{"2026-11-22", "31 nov", "November 2026 has 30 days. Type 30 nov 2026"},
		{"2026-11-22", "29 feb", "February 2027 has 28 days"},
		{"2026-11-22", "2027-02-29", "February 2027 has 28 days"},
		{"2026-11-22", "2027-13-01", "The calendar has no day"},
		{"2026-11-22", "1 nov 2026", "Sun 1 Nov has passed (3 weeks ago). Did you mean 1 nov 2027?"},
		{"2026-11-22", "2026-11-21", "has passed (yesterday). Did you mean 21 nov 2027?"},
		{"2026-11-22", "yesterday", "has passed"},
		{"2026-11-22", "0 days", "not a day"},
		{"2026-11-22", "-3 weeks", "not a day"},
		{"2026-11-22", "in 3", "not a day"},
		{"2026-11-22", "3", "not a day"},
		{"2026-11-22", "in 999 months", "more than 5 years away"},
		{"2026-11-22", "13 dec 2072", "more than 5 years away"},
		{"2026-11-22", "Sun 13 Dec, in 4 weeks", "not a day"},
		{"2026-11-22", strings.Repeat("in 3 weeks ", 9999), `"in 3 weeks in 3 weeks in..." is not a day`},
	} {
		got, err := Parse(c.text, day(t, c.today))
		var refusal Refusal
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Error(), c.says) || got != (calendar.Date{}) {
			t.Errorf("on %s, %.40q gives %v, %v; want a refusal with %q", c.today, c.text, got, err, c.says)
		}
		if err != nil && len(err.Error()) > 160 {
			t.Errorf("%.40q is refused at length: %s", c.text, err)
		}
	}
}

func TestEcho(t *testing.T) {
	for _, c := range []struct{ day, echo, until string }{
		{"2026-11-22", "today, Sun 22 Nov", "due today"},
		{"2026-11-23", "tomorrow, Mon 23 Nov", "tomorrow"},
		{"2026-11-28", "Sat 28 Nov, in 6 days", "in 6 days"},
		{"2026-11-29", "Sun 29 Nov, in 1 week", "in 1 week"},
		{"2026-12-04", "Fri 4 Dec, in 12 days", "in 12 days"},
		{"2026-12-13", "Sun 13 Dec, in 3 weeks", "in 3 weeks"},
		{"2027-01-15", "Fri 15 Jan 2027, in about 8 weeks", "in 8 weeks"},
		{"2027-02-21", "Sun 21 Feb 2027, in about 3 months", "in 3 months"},
		{"2027-11-22", "Mon 22 Nov 2027, in about 12 months", "in 12 months"},
		{"2026-11-21", "Sat 21 Nov, 1 day ago", "yesterday"},
		{"2026-11-20", "Fri 20 Nov, 2 days ago", "2 days ago"},
		{"2026-11-01", "Sun 1 Nov, 3 weeks ago", "3 weeks ago"},
		{"", "", ""},
	} {
		d := day(t, c.day)
		if got := Echo(d, sunday); got != c.echo {
			t.Errorf("Echo(%s) = %q, want %q", c.day, got, c.echo)
		}
		if got := Until(d, sunday); got != c.until {
			t.Errorf("Until(%s) = %q, want %q", c.day, got, c.until)
		}
	}
}

func anyDay(t *rapid.T) calendar.Date {
	return sunday.AddDays(rapid.IntRange(-4000, 4000).Draw(t, "today"))
}

// Every echo can be typed again, and means the same day; so does every written
// form of it.
func TestEchoIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := anyDay(t)
		d := today.AddDays(rapid.IntRange(0, 5*365).Draw(t, "ahead"))
		for _, text := range []string{Echo(d, today), named(d, today), d.String(), typed(d), spelt(d)} {
			if got, err := Parse(text, today); err != nil || got != d {
				t.Fatalf("on %v, %q is %v, %v; want %v", today, text, got, err, d)
			}
		}
	})
}

// Whatever is typed, a day that is understood lies ahead, within five years,
// and exists.
func TestParseNeverLooksBack(t *testing.T) {
	words := []string{
		"in", "next", "on", "this", "the", "of", "a", "an", "one", "twelve", "0", "1", "13", "29", "31", "99", "400", "2026", "2027", "2028",
		"day", "days", "week", "weeks", "month", "months", "fortnight", "from", "now", "today", "tomorrow", "yesterday", "term",
		"fri", "sunday", "feb", "dec", "december", "13th", "03/04/2027", "25/12/2026", "2027-02-29", "2026-12-13", "0/0", "1.1.", ",", "-1",
	}
	rapid.Check(t, func(t *rapid.T) {
		today := anyDay(t)
		var text string
		if rapid.Bool().Draw(t, "words") {
			text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "text"), " ")
		} else {
			text = rapid.String().Draw(t, "text")
		}
		got, err := Parse(text, today)
		var refusal Refusal
		switch {
		case err != nil && !errors.As(err, &refusal):
			t.Fatalf("%q is refused without words for a person: %v", text, err)
		case err != nil:
			return
		case got.Before(today) || !exists(got) || today.DaysUntil(got) > furthest*366:
			t.Fatalf("on %v, %q is %v", today, text, got)
		}
	})
}

// A month later is always in the next month, and never earlier in it.
func TestAddMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		n := rapid.IntRange(0, 60).Draw(t, "months")
		got := addMonths(d, n)
		months := (got.Year-d.Year)*12 + int(got.Month-d.Month)
		if months != n || !exists(got) || got.Day > d.Day || got.Day < d.Day && got.Day != daysIn(got.Year, got.Month) {
			t.Fatalf("%v and %d months is %v", d, n, got)
		}
	})
}
