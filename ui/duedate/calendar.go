package duedate

import (
	"fmt"
	"time"

	"goldenthread/store/calendar"
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

// lastDay returns the last day of the month of a day.
func lastDay(d calendar.Date) calendar.Date {
	return calendar.Date{Year: d.Year, Month: d.Month, Day: daysIn(d.Year, d.Month)}
}

// inCalendar refuses a day that the calendar does not have, of a month that it has.
func inCalendar(d, today calendar.Date) (calendar.Date, bool, error) {
	if exists(d) {
		return d, true, nil
	}
	last := lastDay(d)
	says := fmt.Sprintf("%s %d has %d days.", d.Month, d.Year, last.Day)
	return calendar.Date{}, false, advise(says, "Type %s for its last day.", today, last)
}
