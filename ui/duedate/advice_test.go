package duedate

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"goldenthread/store/calendar"
)

// offered finds the days that a refusal says to type.
var offered = regexp.MustCompile(`\b([0-9]{1,2}) ([a-z]{3}) ([0-9]{4})\b`)

// Each advice is for the text that was typed.
func TestAdvice(t *testing.T) {
	for _, c := range []struct{ today, text, says string }{
		{"2026-11-22", "dec 2027", "Which day of December 2027? Type 31 dec 2027 for its last day."},
		{"2026-11-22", "in december 2027", "Which day of December 2027? Type 31 dec 2027 for its last day."},
		{"2026-11-22", "2027 feb", "Which day of February 2027? Type 28 feb 2027 for its last day."},
		{"2026-11-22", "october 2026", "October 2026 has passed. " + works},
		{"2026-11-22", "november", "Which day of November 2026? Type 30 nov 2026 for its last day."},
		{"2026-11-22", "in may", "Which day of May 2027? Type 31 may 2027 for its last day."},
		{"2026-11-22", "dec 2040", "Which day of December 2040? " + works},
		{"2026-11-22", "29/2", "February 2027 has 28 days. Type 28 feb 2027 for its last day."},
		{"2026-11-22", "2/29", "February 2027 has 28 days. Type 28 feb 2027 for its last day."},
		{"2026-11-22", "31/4", "April 2027 has 30 days. Type 30 apr 2027 for its last day."},
		{"2026-11-22", "31/4/2028", "April 2028 has 30 days. Type 30 apr 2028 for its last day."},
		{"2026-11-22", "30 feb 2024", "February 2024 has 29 days. " + works},
		{"2026-11-22", "2020-02-31", "February 2020 has 29 days. " + works},
		{"2026-11-22", "03/04/2020", "03/04/2020 can mean 3 April 2020 or 4 March 2020. " + works},
		{"2026-11-22", "1/12/2026", "can mean 1 December 2026 or 12 January 2026. Type 1 dec 2026."},
		{"2026-11-22", "fri 13 dec 2020", "13 December 2020 is a Sunday. Type friday for the next one. " + works},
		{"2026-11-22", "13/12/27", "Years are typed in full here. Type 13 dec 2027."},
		{"2026-11-22", "3/4/27", "Years are typed in full here. Type 3 apr 2027 or 4 mar 2027."},
		{"2026-11-22", "13 dec 20", "Years are typed in full here. " + works},
		{"2027-03-01", "29 feb 2024", "Did you mean 29 feb 2028?"},
		{"2026-11-22", "400 dec", "December 2026 has 31 days. Type 31 dec 2026 for its last day."},
	} {
		if d, err := Parse(c.text, day(t, c.today)); err == nil || !strings.HasSuffix(err.Error(), c.says) {
			t.Errorf("on %s, %q is %v, %v; want a refusal that ends with %q", c.today, c.text, d, err, c.says)
		}
	}
}

// What passed yesterday is next year's, and the echo says which year that is.
func TestEchoSaysNextYear(t *testing.T) {
	today := day(t, "2026-11-26")
	d, err := Parse("25 nov", today)
	if err != nil || Echo(d, today) != "Thu 25 Nov 2027, in about 12 months" {
		t.Errorf("%q, %v", Echo(d, today), err)
	}
}

// nearly writes a day as somebody could who slips: with a day too many, a month
// that is none, a year that is short, or without one of them.
func nearly(t *rapid.T) string {
	figure := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
	month := time.Month(rapid.IntRange(1, 12).Draw(t, "named")).String()
	if rapid.Bool().Draw(t, "short") {
		month = month[:3]
	}
	year := rapid.SampledFrom([]string{"", "2020", "2026", "2027", "2028", "2031", "2040", "27", "0", "999"}).Draw(t, "year")
	switch rapid.IntRange(0, 6).Draw(t, "form") {
	case 0:
		return fmt.Sprintf("%d/%d/%s", figure("day", 33), figure("month", 14), year)
	case 1:
		return fmt.Sprintf("%d/%d", figure("day", 33), figure("month", 14))
	case 2:
		return fmt.Sprintf("%d %s %s", figure("day", 33), month, year)
	case 3:
		return fmt.Sprintf("%s %d %s", month, figure("day", 33), year)
	case 4:
		return month + " " + year
	case 5:
		return fmt.Sprintf("20%02d-%02d-%02d", figure("of", 40), figure("month", 14), figure("day", 33))
	}
	weekday := time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")).String()
	return rapid.SampledFrom([]string{"next ", "this ", "on ", ""}).Draw(t, "which") + weekday[:3] + fmt.Sprintf(" %d %s %s", figure("day", 33), month, year)
}

// Whatever is typed on whatever day, what a refusal says to type is taken, and
// means the day that it says; and it is of the month and the year that were named.
func TestAdviceIsTaken(t *testing.T) {
	year := regexp.MustCompile(`\b2[0-9]{3}\b`)
	rapid.Check(t, func(t *rapid.T) {
		today, text := anyDay(t), nearly(t)
		_, err := Parse(text, today)
		var refusal Refusal
		if !errors.As(err, &refusal) {
			return
		}
		passed := strings.Contains(err.Error(), "Did you mean")
		for _, found := range offered.FindAllStringSubmatch(err.Error(), -1) {
			d, err := Parse(found[0], today)
			if err != nil || strconv.Itoa(d.Day) != found[1] || !strings.EqualFold(d.Month.String()[:3], found[2]) || strconv.Itoa(d.Year) != found[3] {
				t.Fatalf("on %v, %q is refused: %v\nand its advice %q gives %v, %v", today, text, refusal, found[0], d, err)
			}
			if said := year.FindString(text); said != "" && !passed && said != found[3] {
				t.Fatalf("on %v, %q is refused with another year: %v", today, text, refusal)
			}
		}
	})
}

// What the words of every refusal offer is taken on every day.
func TestWorksWorks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := anyDay(t)
		list := strings.TrimSuffix(strings.TrimPrefix(works, "What works: "), ".")
		for _, text := range append(strings.Split(list, ", "), "4 jan", "in 6 weeks", "in 12 months") {
			if d, err := Parse(text, today); err != nil || d == (calendar.Date{}) {
				t.Fatalf("on %v, %q is %v, %v", today, text, d, err)
			}
		}
	})
}
