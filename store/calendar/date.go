// Package calendar has days: Date, a day of the calendar without a time of day or
// a zone, as commitments are due on. It knows no answer and no file.
package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time of day or a zone. The zero
// Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

const dateLayout = "2006-01-02"

// DateOf returns the day of an instant, in the instant's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// String returns the day as "2026-12-13", and "" for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.noon().Format(dateLayout)
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d lies before other.
func (d Date) Before(other Date) bool { return d.noon().Before(other.noon()) }

// AddDays returns the day n days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// DaysUntil returns how many days lie between d and other; negative if other
// has passed.
func (d Date) DaysUntil(other Date) int {
	return int(other.noon().Sub(d.noon()) / (24 * time.Hour))
}

// MarshalText writes "2026-12-13", or nothing for no day. A day that the
// calendar does not have is an error.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	if d.Year < 1 || d.Year > 9999 || DateOf(d.noon()) != d {
		return nil, fmt.Errorf("calendar: the calendar has no day %d-%d-%d", d.Year, d.Month, d.Day)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	*d = Date{}
	if len(text) == 0 {
		return nil
	}
	t, err := time.Parse(dateLayout, string(text))
	if err != nil {
		return fmt.Errorf("calendar: date %q: %w", text, err)
	}
	*d = DateOf(t)
	return nil
}

// noon is in UTC, where every day has 24 hours.
func (d Date) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
