package duedate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenthread/store/calendar"
)

// Each reader looks at the words of a text. It returns a day and true; or an
// error, if the text is of its kind and means no day; or neither, if the text
// is of another kind.

func readName(words []string, today calendar.Date) (calendar.Date, bool, error) {
	switch strings.Join(words, " ") {
	case "today":
		return today, true, nil
	case "tomorrow":
		return today.AddDays(1), true, nil
	case "yesterday":
		return calendar.Date{}, false, Refusal("Yesterday has passed. Which day ahead of you did you mean? " + works)
	}
	return calendar.Date{}, false, nil
}

// readWeekday reads "friday" and "on friday", and refuses "next friday" and
// "this friday", which people understand in two ways.
func readWeekday(words []string, today calendar.Date) (calendar.Date, bool, error) {
	day, ok := weekday(words[len(words)-1])
	if !ok || len(words) > 2 {
		return calendar.Date{}, false, nil
	}
	ahead := (int(day)-int(weekdayOf(today))+6)%7 + 1
	next := today.AddDays(ahead)
	if len(words) == 1 || words[0] == "on" {
		return next, true, nil
	}
	if words[0] != "next" && words[0] != "this" {
		return calendar.Date{}, false, nil
	}
	other := next.AddDays(7)
	if words[0] == "this" && ahead == 7 {
		next, other = today, next
	}
	says := fmt.Sprintf("%q can mean %s or %s.", strings.Join(words, " "), named(next, today), named(other, today))
	return calendar.Date{}, false, advise(says, "Type %s.", today, next, other)
}

// readNext reads "next week" and "next month": a week or a month from today.
func readNext(words []string, today calendar.Date) (calendar.Date, bool, error) {
	switch strings.Join(words, " ") {
	case "next week":
		return today.AddDays(7), true, nil
	case "next month":
		return addMonths(today, 1), true, nil
	}
	return calendar.Date{}, false, nil
}

// readDistance reads "3 weeks", "in three weeks", "a fortnight", "two weeks
// from today".
func readDistance(words []string, today calendar.Date) (calendar.Date, bool, error) {
	if words[0] == "in" {
		words = words[1:]
	}
	if n := len(words); n == 4 && words[2] == "from" && (words[3] == "today" || words[3] == "now") {
		words = words[:2]
	}
	if len(words) == 1 && words[0] == "fortnight" {
		words = []string{"a", "fortnight"}
	}
	if len(words) != 2 {
		return calendar.Date{}, false, nil
	}
	n, ok := number(words[0])
	if !ok {
		return calendar.Date{}, false, nil
	}
	switch strings.TrimSuffix(words[1], "s") {
	case "day":
		return today.AddDays(n), true, nil
	case "week":
		return today.AddDays(7 * n), true, nil
	case "fortnight":
		return today.AddDays(14 * n), true, nil
	case "month":
		return addMonths(today, n), true, nil
	}
	return calendar.Date{}, false, nil
}

// readISO reads 2027-01-15.
func readISO(words []string, today calendar.Date) (calendar.Date, bool, error) {
	if len(words) != 1 || len(words[0]) != len("2027-01-15") || words[0][4] != '-' || words[0][7] != '-' {
		return calendar.Date{}, false, nil
	}
	year, okYear := digits(words[0][:4])
	month, okMonth := digits(words[0][5:7])
	day, okDay := digits(words[0][8:])
	if !okYear || !okMonth || !okDay {
		return calendar.Date{}, false, nil
	}
	if year < 1 || month < 1 || month > 12 {
		return calendar.Date{}, false, noDay(words[0])
	}
	return inCalendar(calendar.Date{Year: year, Month: time.Month(month), Day: day}, today)
}

// readSlashes reads 25/12/2026, and refuses 03/04/2027, which is another day
// on each side of an ocean.
func readSlashes(words []string, today calendar.Date) (calendar.Date, bool, error) {
	if len(words) != 1 {
		return calendar.Date{}, false, nil
	}
	parts := strings.FieldsFunc(words[0], func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	numbers := make([]int, len(parts))
	for i, part := range parts {
		n, ok := digits(part)
		if !ok {
			return calendar.Date{}, false, nil
		}
		numbers[i] = n
	}
	switch {
	case len(parts) == 2:
		numbers = append(numbers, 0)
	case len(parts) != 3 || len(parts[0]) > 2:
		return calendar.Date{}, false, nil
	case numbers[2] < 1000:
		return calendar.Date{}, false, fullYear(numbers[2], today, func(year int) []calendar.Date {
			return []calendar.Date{
				{Year: year, Month: time.Month(numbers[1]), Day: numbers[0]}, {Year: year, Month: time.Month(numbers[0]), Day: numbers[1]},
			}
		})
	}
	british := dayMonth(numbers[0], time.Month(numbers[1]), numbers[2], today)
	american := dayMonth(numbers[1], time.Month(numbers[0]), numbers[2], today)
	switch {
	case exists(british) && exists(american) && british != american:
		says := fmt.Sprintf("%s can mean %s or %s.", words[0], spelt(british), spelt(american))
		return calendar.Date{}, false, advise(says, "Type %s.", today, british, american)
	case exists(british):
		return british, true, nil
	case exists(american):
		return american, true, nil
	case hasMonth(british):
		return inCalendar(british, today)
	case hasMonth(american):
		return inCalendar(american, today)
	}
	return calendar.Date{}, false, noDay(words[0])
}

// hasMonth reports whether the calendar has the month of a day.
func hasMonth(d calendar.Date) bool { return d.Month >= time.January && d.Month <= time.December }

// readMonth refuses "december", "in dec 2027" and "2027 december", which leave the
// day open.
func readMonth(words []string, today calendar.Date) (calendar.Date, bool, error) {
	if words[0] == "in" && len(words) > 1 {
		words = words[1:]
	}
	if len(words) > 2 {
		return calendar.Date{}, false, nil
	}
	year := 0
	words = slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		n, ok := digits(word)
		if ok = ok && n >= 1000; ok {
			year = n
		}
		return ok
	})
	if len(words) != 1 {
		return calendar.Date{}, false, nil
	}
	month, ok := monthNamed(words[0])
	if !ok {
		return calendar.Date{}, false, nil
	}
	if year == 0 {
		year = dayMonth(31, month, 0, today).Year // the month is this year's until it has passed
	}
	last := lastDay(calendar.Date{Year: year, Month: month, Day: 1})
	says := fmt.Sprintf("Which day of %s %d?", month, year)
	if last.Before(today) {
		says = fmt.Sprintf("%s %d has passed.", month, year)
	}
	return calendar.Date{}, false, advise(says, "Type %s for its last day.", today, last)
}

// readDayMonth reads "13 dec", "dec 13 2027", "sun 13 dec", "13th of december".
func readDayMonth(words []string, today calendar.Date) (calendar.Date, bool, error) {
	said, hasWeekday := weekday(words[0])
	if hasWeekday {
		words = words[1:]
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "of" || w == "the" })
	if len(words) != 2 && len(words) != 3 {
		return calendar.Date{}, false, nil
	}
	day, month, ok := dayAndMonth(words[0], words[1])
	if !ok {
		return calendar.Date{}, false, nil
	}
	year := 0
	if len(words) == 3 {
		var isYear bool
		if year, isYear = digits(words[2]); !isYear {
			return calendar.Date{}, false, nil
		}
		if year < 1000 {
			return calendar.Date{}, false, fullYear(year, today, func(year int) []calendar.Date {
				return []calendar.Date{{Year: year, Month: month, Day: day}}
			})
		}
	}
	d := dayMonth(day, month, year, today)
	if _, fits, err := inCalendar(d, today); !fits {
		return calendar.Date{}, false, err
	}
	if hasWeekday && weekdayOf(d) != said {
		says := fmt.Sprintf("%s is a %s. Type %s for the next one.", spelt(d), weekdayOf(d), strings.ToLower(said.String()))
		return calendar.Date{}, false, advise(says, "Type %s for that day.", today, d)
	}
	return d, true, nil
}

// dayAndMonth takes the two words in either order.
func dayAndMonth(first, second string) (int, time.Month, bool) {
	for _, pair := range [][2]string{{first, second}, {second, first}} {
		day, isDay := digits(ordinal(pair[0]))
		month, isMonth := monthNamed(pair[1])
		if isDay && isMonth && day < 1000 { // more is a year
			return day, month, true
		}
	}
	return 0, 0, false
}

// ordinal turns "13th" into "13".
func ordinal(word string) string {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if cut, ok := strings.CutSuffix(word, ending); ok {
			return cut
		}
	}
	return word
}

var smallNumbers = [...]string{
	"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
}

// number reads 1 to 999, "one" to "twelve", "a" and "an".
func number(word string) (int, bool) {
	if word == "a" || word == "an" {
		return 1, true
	}
	if n := slices.Index(smallNumbers[:], word); n > 0 {
		return n, true
	}
	n, ok := digits(word)
	return n, ok && n > 0 && n < 1000
}

// digits reads up to four digits and nothing else, no sign either.
func digits(word string) (int, bool) {
	if len(word) == 0 || len(word) > 4 {
		return 0, false
	}
	for _, r := range word {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// weekday reads "friday" and its first three letters.
func weekday(word string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		if word == name || word == name[:3] {
			return day, true
		}
	}
	switch word {
	case "tues":
		return time.Tuesday, true
	case "thur", "thurs":
		return time.Thursday, true
	}
	return 0, false
}

// monthNamed reads "december" and its first three letters.
func monthNamed(word string) (time.Month, bool) {
	for month := time.January; month <= time.December; month++ {
		name := strings.ToLower(month.String())
		if word == name || word == name[:3] {
			return month, true
		}
	}
	return time.September, word == "sept"
}
