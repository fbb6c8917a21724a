package duedate

import (
	"strings"

	"goldenthread/store/calendar"
	"goldenthread/ui/phrase"
)

// Echo returns a day in words, as it was understood: "Sun 13 Dec, in 3 weeks",
// "Fri 15 Jan 2027, in about 8 weeks", "tomorrow, Mon 23 Nov". It is "" for no
// day.
func Echo(d, today calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	switch n := today.DaysUntil(d); {
	case n == 0:
		return "today, " + named(d, today)
	case n == 1:
		return "tomorrow, " + named(d, today)
	case n < 0:
		return named(d, today) + ", " + ago(-n)
	default:
		return named(d, today) + ", " + ahead(n)
	}
}

// Until returns the distance to a day in a few words: "due today", "in 6 days",
// "in 8 weeks", "2 days ago". Weeks and months are rounded. It is "" for no day.
func Until(d, today calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	switch n := today.DaysUntil(d); {
	case n == 0:
		return "due today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return strings.Replace(ago(-n), "about ", "", 1)
	default:
		return strings.Replace(ahead(n), "about ", "", 1)
	}
}

func ahead(days int) string { return "in " + distance(days) }
func ago(days int) string   { return distance(days) + " ago" }

// distance returns a number of days in words, in weeks from two weeks on and in
// months from 13 weeks on; "about" says that it was rounded.
func distance(days int) string {
	const month = 30.44
	switch {
	case days < 14 && days != 7:
		return phrase.Count(days, "day")
	case days%7 == 0 && days < 13*7:
		return phrase.Count(days/7, "week")
	case days < 13*7:
		return "about " + phrase.Count((days+3)/7, "week")
	default:
		return "about " + phrase.Count(int(float64(days)/month+0.5), "month")
	}
}

// named returns "Sun 13 Dec", with the year if that is not this year.
func named(d, today calendar.Date) string {
	if d.Year == today.Year {
		return instant(d).Format("Mon 2 Jan")
	}
	return instant(d).Format("Mon 2 Jan 2006")
}

// spelt returns "3 April 2027".
func spelt(d calendar.Date) string { return instant(d).Format("2 January 2006") }

// typed returns "3 apr 2027", as somebody could type it.
func typed(d calendar.Date) string { return strings.ToLower(instant(d).Format("2 Jan 2006")) }
