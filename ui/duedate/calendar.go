package duedate

import (
	"fmt"
	"goldenthread/store/calendar"
	"time"
)

// instant returns noon of a day in UTC, where every day has 24 hours.
func instant(d calendar.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

func weekdayOf(d calendar.Date) time.Weekday { return instant(d).Weekday() }

// exists reports whether the calendar has the day.
func exists(d calendar.Date) bool {
	return d.Year > 0 && d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 12, 0, 0, 0, time.UTC).Day()
}

// addMonths returns the same day n months later, or the last day of that month
// if it has no such day.
func addMonths(d calendar.Date, n int) calendar.Date {
	first := calendar.DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC))
	first.Day = min(d.Day, daysIn(first.Year, first.Month))
	return first
}

// dayMonth returns a day and month in a year, or, if the year is 0, the next
// one from today on. The calendar may not have it.
func dayMonth(day int, month time.Month, year int, today calendar.Date) calendar.Date {
	d := calendar.Date{Year: year, Month: month, Day: day}
	if year == 0 {
		d.Year = today.Year
		if month < today.Month || month == today.Month && day < today.Day {
			d.Year++
		}
	}
	return d
}

// inCalendar refuses a day that the calendar does not have.
func inCalendar(year, month, day int) (calendar.Date, bool, error) {
	d := calendar.Date{Year: year, Month: time.Month(month), Day: day}
	if exists(d) {
		return d, true, nil
	}
	if month < 1 || month > 12 || year < 1 {
		return calendar.Date{}, false, Refusal(fmt.Sprintf("The calendar has no day %04d-%02d-%02d. %s", year, month, day, works))
	}
	last := calendar.Date{Year: year, Month: d.Month, Day: daysIn(year, d.Month)}
	return calendar.Date{}, false, Refusal(fmt.Sprintf("%s %d has %d days. Type %s for its last day.", d.Month, year, last.Day, typed(last)))
}
