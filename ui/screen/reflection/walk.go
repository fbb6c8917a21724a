package reflection

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/env"
)

// walk holds the progress of somebody on a path.
type walk struct {
	path  *content.Path
	at    int // the step
	unit  content.UnitID
	due   []insight.Commitment // still to be asked about
	began time.Time
}

// sitting bounds one sitting; what comes later is another, with a clock of its own.
const sitting = 3 * time.Hour

// begin begins a path.
func begin(e *env.Env, id content.PathID) (walk, error) {
	w := walk{path: e.Book.Path(id), began: e.Now()}
	if w.path == nil {
		return w, fmt.Errorf("screen: no path %s", id)
	}
	commitments, err := insight.Commitments(e.Book, e.Store)
	if _, err = store.Unreadable(err); err != nil {
		return w, err
	}
	w.due = insight.Due(commitments, e.Today())
	w.unit, err = suggest(e, w.due)
	return w, err
}

// suggest returns the unit that a path takes unless another is chosen: the one whose
// return is due, or the one that was left alone longest.
func suggest(e *env.Env, due []insight.Commitment) (content.UnitID, error) {
	if len(due) > 0 {
		return due[0].Unit, nil
	}
	progress, err := insight.Progress(e.Book, e.Store)
	if _, err = store.Unreadable(err); err != nil {
		return "", err
	}
	units := e.Book.Units()
	best := units[0].ID
	var since time.Time
	for _, u := range units {
		last := progress[u.ID].Last
		if !last.IsZero() && (since.IsZero() || last.Before(since)) {
			best, since = u.ID, last
		}
	}
	return best, nil
}

// asksNow reports whether the due commitments are asked about in this step, and not
// only listed: it is the last of those that show them.
func (w *walk) asksNow() bool {
	next := w.at + 1
	listed := next < len(w.path.Steps) && w.path.Steps[next].Show == content.ShowDue
	return len(w.due) > 0 && !listed
}

// goOn returns the step that comes next: this one as long as there is a commitment to
// ask about, else the one after it. ended reports whether there is none.
func (w *walk) goOn() (at int, ended bool) {
	if w.path.Steps[w.at].Show == content.ShowDue && w.asksNow() {
		w.due = w.due[1:]
		if len(w.due) > 0 {
			return w.at, false
		}
	}
	return w.at + 1, w.at+1 == len(w.path.Steps)
}

// position names the step, the unit, when the path was begun, and where in the step the
// reader is.
func (w *walk) position(inner string) string {
	v := url.Values{"at": {strconv.Itoa(w.at)}, "unit": {string(w.unit)}, "began": {strconv.FormatInt(w.began.Unix(), 10)}}
	if inner != "" {
		v.Set("in", inner)
	}
	return v.Encode()
}

// comeBack takes a position, and returns the step and where in it the reader was. ok is
// false, and nothing is changed, if the path or the book has it no more.
func (w *walk) comeBack(e *env.Env, position string) (at int, inner string, ok bool) {
	v, err := url.ParseQuery(position)
	if err != nil {
		return 0, "", false
	}
	at, err = strconv.Atoi(v.Get("at"))
	began, badTime := strconv.ParseInt(v.Get("began"), 10, 64)
	unit := e.Book.Unit(content.UnitID(v.Get("unit")))
	if err != nil || badTime != nil || at < 0 || at >= len(w.path.Steps) || unit == nil {
		return 0, "", false
	}
	w.unit = unit.ID
	if then := time.Unix(began, 0); e.Now().Sub(then) < sitting {
		w.began = then
	}
	return at, v.Get("in"), true
}
