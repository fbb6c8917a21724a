package calendar

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDates(t *testing.T) {
	d := Date{2026, time.December, 30}
	if got := d.AddDays(5); got != (Date{2027, time.January, 4}) || d.DaysUntil(got) != 5 || !d.Before(got) || got.Before(d) {
		t.Errorf("five days later: %s", got)
	}
	// A day of 23 hours is one day.
	if n := (Date{2026, time.March, 28}).DaysUntil(Date{2026, time.March, 30}); n != 2 {
		t.Errorf("over the change of clocks: %d days", n)
	}
	late := time.Date(2026, 12, 13, 23, 59, 0, 0, time.FixedZone("", -8*3600))
	if got := DateOf(late).String(); got != "2026-12-13" {
		t.Errorf("day of %s: %s", late, got)
	}
	for _, text := range []string{`"2026-12-13"`, `""`} {
		var d Date
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Error(err)
		}
		if got, err := json.Marshal(d); err != nil || string(got) != text {
			t.Errorf("%s is written as %s, %v", text, got, err)
		}
	}
	for _, text := range []string{`"2026-02-30"`, `"13.12.2026"`, `"2026-12-13T00:00"`} {
		var d Date
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s: read as %s", text, d)
		}
	}
}
