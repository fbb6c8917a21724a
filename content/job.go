package content

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// job is one file to read: parse fills the part of the workbook that is the
// file's own, and nothing else, so that files can be read side by side.
type job struct {
	fsys  fs.FS
	file  string
	parse func(*page)

	page *page // set by run
	err  error
}

func (j *job) run() {
	j.page, j.err = readPage(j.fsys, j.file)
	if j.err == nil && len(j.page.errs) == 0 {
		j.parse(j.page)
	}
}

// read has a file read by readAll.
func (l *loader) read(fsys fs.FS, file string, parse func(*page)) {
	l.jobs = append(l.jobs, &job{fsys: fsys, file: file, parse: parse})
}

// readAll reads the files, on all processors, and keeps what was wrong with
// them in the order of the files.
func (l *loader) readAll() {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(l.jobs)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(l.jobs)); i = next.Add(1) - 1 {
				l.jobs[i].run()
			}
		})
	}
	workers.Wait()
	for _, j := range l.jobs {
		if j.err != nil {
			l.errs = append(l.errs, j.err)
			continue
		}
		for _, e := range j.page.sorted() {
			l.errs = append(l.errs, e)
		}
		l.book.Stripped = append(l.book.Stripped, j.page.stripped...)
	}
}

// sorted returns what is wrong with the page, by line.
func (p *page) sorted() []*ParseError {
	slices.SortStableFunc(p.errs, func(a, b *ParseError) int { return cmp.Compare(a.Line, b.Line) })
	return p.errs
}
