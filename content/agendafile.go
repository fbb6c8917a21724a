package content

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"goldenthread/content/page"
)

// ReadAgenda reads a facilitator's own agenda from a file, beside a workbook
// whose units it may name. What cannot be read is an error; see page.Errors.
func ReadAgenda(w *Workbook, fsys fs.FS, file string) (*Agenda, error) {
	a, err := readAgenda(fsys, file)
	if err != nil {
		return nil, err
	}
	a.fillLevels(w)
	return a, nil
}

func readAgenda(fsys fs.FS, file string) (*Agenda, error) {
	f, err := page.Read(fsys, file)
	if err != nil {
		return nil, err
	}
	a := &Agenda{}
	if len(f.Errors()) == 0 {
		parser{f}.agenda(a)
	}
	var errs []error
	for _, e := range f.Errors() {
		errs = append(errs, e)
	}
	a.stripped = f.Stripped
	return a, errors.Join(errs...)
}

// agendaHead is the front matter of an agenda.
type agendaHead struct {
	For        string   `yaml:"for"`
	Minutes    int      `yaml:"minutes"`
	People     People   `yaml:"people"`
	Unit       UnitID   `yaml:"unit"`
	Activities []string `yaml:"activities"`
	Order      int      `yaml:"order"`
}

const (
	bringHeading = "What to bring"
	roomHeading  = "The room"
	afterHeading = "Afterwards"
	stepsHeading = "Steps"
)

var agendaHeadings = []page.Heading{
	{Name: bringHeading}, {Name: roomHeading}, {Name: stepsHeading},
	{Name: watchHeading}, {Name: silenceHeading}, {Name: dominanceHeading}, {Name: afterHeading},
}

// agenda reads an agenda's file into a.
func (p parser) agenda(a *Agenda) {
	a.ID = AgendaID(strings.TrimSuffix(path.Base(p.Name), ".md"))
	a.File = p.Name
	if !folderName.MatchString(string(a.ID)) {
		p.Fail(0, "the file's name is the agenda's ID; expected letters a to z, digits and hyphens")
	}
	var head agendaHead
	if a.keys = p.FrontMatter(&head); a.keys != nil {
		p.checkAgendaHead(head, a.keys)
	}
	a.For, a.Minutes, a.People, a.Unit, a.Activities, a.Order = head.For, head.Minutes, head.People, head.Unit, head.Activities, head.Order
	a.Chooses = a.Unit != ""
	a.texts.Add("for", a.keys.Of("for"), Markdown(a.For))

	top := p.Sections(agendaHeadings)
	a.Title = top.Name
	a.texts.Add("title", top.Line, Markdown(a.Title))
	if len(top.Blocks) > 0 {
		a.Lead = p.Source(top.Blocks)
		a.texts.Add("lead", p.LineOf(top.Blocks[0]), a.Lead)
	}
	for _, item := range p.List(top.Sub(bringHeading), false) {
		a.Bring = append(a.Bring, p.Item(item, "bring", &a.texts))
	}
	for _, item := range p.List(top.Sub(roomHeading), false) {
		a.Room = append(a.Room, p.Item(item, "room", &a.texts))
	}
	a.Steps = p.steps(top.Sub(stepsHeading), &a.texts)
	a.Throughout.Watch = p.Whole(top.Sub(watchHeading), "watch", &a.texts)
	a.Throughout.Silence = p.Whole(top.Sub(silenceHeading), "silence", &a.texts)
	a.Throughout.Dominance = p.Whole(top.Sub(dominanceHeading), "dominance", &a.texts)
	a.After = p.Whole(top.Sub(afterHeading), "after", &a.texts)
}

func (p parser) checkAgendaHead(head agendaHead, keys page.KeyLines) {
	if head.For == "" {
		p.Fail(keys.Of("for"), `expected "for:", whom the agenda is for, in a few words`)
	}
	if head.Minutes < 1 || head.Minutes > MostMinutes {
		p.Fail(keys.Of("minutes"), `expected "minutes:", how long the agenda takes, from 1 to %d`, MostMinutes)
	}
	if head.Order < 0 {
		p.Fail(keys.Of("order"), `expected "order:", a number from 1: where the agenda stands among others`)
	}
	if head.People.From < FewestPeople || head.People.To < head.People.From || head.People.To > MostPeople {
		p.Fail(keys.Of("people"), `expected "people: {from: 6, to: 16}", from %d to %d, for how many the minutes are right`, FewestPeople, MostPeople)
	}
}

// agendaFiles holds the agendas of files, and the errors of those of the program's own
// that cannot be read.
type agendaFiles struct {
	agendas []*Agenda
	errs    []error
}

// agendas has the workbook's own agendas read with everything else. The
// program's own, which stand beside them under other names, are read when
// somebody asks for them: the program starts without.
func (l *loader) agendas() {
	var own []*Agenda
	taken := map[string]bool{}
	if !l.ours {
		for _, file := range l.pages(l.fsys, agendaFolder) {
			a := &Agenda{File: file}
			own, taken[file] = append(own, a), true
			l.read(l.fsys, file, func(p parser) { p.agenda(a) })
		}
	}
	w := l.book
	lent := !l.ours
	w.agendas = sync.OnceValue(func() agendaFiles { return w.readAgendas(own, taken, lent) })
}

// readAgendas reads the program's own agendas but for those whose names are
// taken. If they are lent to another workbook they lose a unit that it has
// not; a workbook's own keep it, for the check to name.
func (w *Workbook) readAgendas(own []*Agenda, taken map[string]bool, lent bool) agendaFiles {
	all := agendaFiles{agendas: own}
	files, err := fs.Glob(embedded(), agendaFolder+"/*.md")
	all.errs = append(all.errs, err)
	for _, file := range files {
		if taken[file] {
			continue
		}
		a, err := readAgenda(embedded(), file)
		if err != nil {
			all.errs = append(all.errs, err)
			continue
		}
		if lent && w.Unit(a.Unit) == nil {
			a.Unit = ""
		}
		all.agendas = append(all.agendas, a)
	}
	for _, a := range all.agendas {
		a.fillLevels(w)
	}
	slices.SortStableFunc(all.agendas, func(a, b *Agenda) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Written returns the agendas of files, by Order, then ID: the workbook's own, and beside
// them those of the program that have another name.
func (w *Workbook) Written() []*Agenda { return w.agendas().agendas }

// AgendaErrors returns why agendas of the program's own could not be read.
func (w *Workbook) AgendaErrors() []error { return w.agendas().errs }

// Only returns a workbook that has the frameworks of w and one agenda of a file,
// and nothing else.
func (w *Workbook) Only(a *Agenda) *Workbook {
	alone := &Workbook{Frameworks: w.Frameworks, Stripped: a.stripped, units: w.units}
	return alone.WithAgendas([]*Agenda{a})
}

// WithAgendas returns the workbook with other agendas of files than its own, and
// errors of those that could not be read.
func (w *Workbook) WithAgendas(agendas []*Agenda, errs ...error) *Workbook {
	other := *w
	other.agendas = func() agendaFiles { return agendaFiles{agendas, errs} }
	return &other
}

// Whole returns how many minutes the agenda takes for so many people if there
// is time for everything.
func (a *Agenda) Whole(people int) int {
	f := &fitting{agenda: a, people: people}
	minutes := 0
	for _, s := range a.Steps {
		minutes += f.whole(s)
	}
	return minutes
}

// Shortest returns the fewest minutes that the agenda can be fitted to.
func (a *Agenda) Shortest() int {
	f := &fitting{agenda: a, order: cutOrder(a.Steps)}
	f.cut = len(f.order)
	return f.least()
}

// Again returns the agenda for a group that has met before: after the opening
// it hears what became of its commitments.
func (a *Agenda) Again() *Agenda {
	b := *a
	at := min(1, len(a.Steps))
	b.Steps = slices.Insert(slices.Clone(a.Steps), at, reviewStep)
	b.Minutes = StepMinutes(b.Steps)
	return &b
}
