package duedate

import (
	"fmt"
	"strings"

	"goldenthread/store/calendar"
)

// advise returns a refusal that ends with advice: a sentence with a %s for the days
// to type. Each day is tried on Parse before it is shown; if none of them would be
// taken, the advice is what always works.
func advise(says, sentence string, today calendar.Date, days ...calendar.Date) Refusal {
	var offered []string
	for _, d := range days {
		text := typed(d)
		if got, err := Parse(text, today); err == nil && got == d {
			offered = append(offered, text)
		}
	}
	if len(offered) == 0 {
		return Refusal(says + " " + works)
	}
	return Refusal(says + " " + fmt.Sprintf(sentence, strings.Join(offered, " or ")))
}

// fullYear refuses a year of one to three figures, and offers the days that it
// means in this century.
func fullYear(year int, today calendar.Date, days func(year int) []calendar.Date) error {
	var meant []calendar.Date
	if year < 100 {
		for _, d := range days(today.Year/100*100 + year) {
			if exists(d) && (len(meant) == 0 || meant[0] != d) {
				meant = append(meant, d)
			}
		}
	}
	return advise("Years are typed in full here.", "Type %s.", today, meant...)
}

// noDay refuses figures that are no month of the calendar.
func noDay(text string) error {
	return Refusal(fmt.Sprintf("The calendar has no day %s. %s", shorten(text), works))
}
