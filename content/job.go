package content

import (
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"goldenthread/content/page"
)

// parser reads one file of a workbook as what it is: a unit, an agenda, a list.
type parser struct{ *page.File }

// job is one file to read: parse fills the part of the workbook that is the
// file's own, and nothing else, so that files can be read side by side.
type job struct {
	fsys  fs.FS
	file  string
	parse func(parser)

	page *page.File // set by run
	err  error
}

func (j *job) run() {
	j.page, j.err = page.Read(j.fsys, j.file)
	if j.err == nil && len(j.page.Errors()) == 0 {
		j.parse(parser{j.page})
	}
}

// read has a file read by readAll.
func (l *loader) read(fsys fs.FS, file string, parse func(parser)) {
	l.jobs = append(l.jobs, &job{fsys: fsys, file: file, parse: parse})
}

// readAll reads the files, on all processors, and keeps their errors in the order of
// the files.
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
			l.fail(j.file, "it cannot be read: %v", reason(j.err))
			continue
		}
		for _, e := range j.page.Errors() {
			l.errs = append(l.errs, e)
		}
		l.book.Stripped = append(l.book.Stripped, j.page.Stripped...)
	}
}
