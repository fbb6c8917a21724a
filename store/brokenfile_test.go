package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// A workbook that is broken is opened in a process of its own, because bbolt can take
// down the process that it is in, or never return.
const (
	wholeEnv     = "GOLDENTHREAD_TEST_WHOLE"
	mutationsEnv = "GOLDENTHREAD_TEST_MUTATIONS"
)

// What can become of a broken file, beside the kinds of problem.
const (
	isWhole   = "whole"
	isEarlier = "one save back"
	isLater   = "with something of a later save"
	isNamed   = "damage that is named"
)

// wholeFile is a workbook as it was and as it is, and as it was to be later.
type wholeFile struct {
	folder             string
	older, file, later []byte
}

func (w *wholeFile) name(which string) string { return filepath.Join(w.folder, which+".db") }

// newWholeFile leaves what it made in a folder, for the processes that break it.
func newWholeFile(t *testing.T) *wholeFile {
	t.Helper()
	w := &wholeFile{folder: inMemory(t)}
	t.Cleanup(func() { os.RemoveAll(w.folder) })
	save := func(from, to int) []byte {
		s := openAtOn(quick, t, w.name("workbook"), Options{})
		for n := from; n < to; n++ {
			add(t, s, answer(Slot{notice, fmt.Sprint("field", n%7)}, numbered(n)))
		}
		if from == 0 {
			check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "half a tho"}}, "Why?"))
			check0(t, s.SetPlace("home"))
		}
		closeStore(t, s)
		file, err := os.ReadFile(w.name("workbook"))
		check0(t, err)
		return file
	}
	w.older = save(0, 41)
	w.file = save(41, 42)
	w.later = save(42, 45)
	if len(w.later) != len(w.file) || len(w.file) != len(w.older) {
		t.Fatalf("%d, %d and %d bytes: the file grew", len(w.older), len(w.file), len(w.later))
	}
	for i, file := range [][]byte{w.older, w.file, w.later} {
		check0(t, os.WriteFile(w.name(moments[i]), file, 0o600))
	}
	return w
}

var moments = []string{"older", "whole", "later"}

// half is the headers of one file before the pages of another.
func (w *wholeFile) half(headers, pages []byte) func(*breaking) {
	return func(b *breaking) {
		cut := 2 * int(b.pageSize)
		b.file = slices.Concat(headers[:cut], pages[cut:])
	}
}

// breaking changes places in a copy of the file.
type breaking struct {
	*meta
	file             []byte
	branches, leaves []uint64 // pages of the trees, but for the root
}

func (w *wholeFile) copy(t *testing.T) *breaking {
	t.Helper()
	b := &breaking{meta: headerOf(t, w.file), file: bytes.Clone(w.file)}
	b.walk(b.root)
	if len(b.branches) == 0 || len(b.leaves) == 0 {
		t.Fatalf("%d branches and %d leaves", len(b.branches), len(b.leaves))
	}
	return b
}

func (b *breaking) page(id uint64) []byte {
	return b.file[id*uint64(b.pageSize) : (id+1)*uint64(b.pageSize)]
}

// walk finds the pages below one, and those of the buckets in it.
func (b *breaking) walk(id uint64) {
	order, p := binary.NativeEndian, b.page(id)
	branch := order.Uint16(p[8:]) == pageBranch
	switch {
	case branch:
		b.branches = append(b.branches, id)
	case id != b.root && order.Uint32(p[12:]) == 0:
		b.leaves = append(b.leaves, id)
	}
	for i := range int(order.Uint16(p[10:])) {
		at := 16 + 16*i
		if branch {
			b.walk(order.Uint64(p[at+8:]))
			continue
		}
		value := uint32(at) + order.Uint32(p[at+4:]) + order.Uint32(p[at+8:])
		if order.Uint32(p[at:])&1 != 0 { // a bucket
			if root := order.Uint64(p[value:]); root != 0 {
				b.walk(root)
			}
		}
	}
}

func (b *breaking) fill(id uint64, with byte) {
	for i := range b.page(id) {
		b.page(id)[i] = with
	}
}

func (b *breaking) put16(id uint64, at int, v uint16) {
	binary.NativeEndian.PutUint16(b.page(id)[at:], v)
}
func (b *breaking) put32(id uint64, at int, v uint32) {
	binary.NativeEndian.PutUint32(b.page(id)[at:], v)
}
func (b *breaking) put64(id uint64, at int, v uint64) {
	binary.NativeEndian.PutUint64(b.page(id)[at:], v)
}

// newest is the page of the header that counts.
func (b *breaking) newest() uint64 { return b.txn % 2 }

// The ways in which files were found to break, and what bbolt alone does with
// them: it panics, faults, hangs, or goes on as if nothing were.
func TestBrokenFiles(t *testing.T) {
	t.Parallel()
	w := newWholeFile(t)
	text := func(s string) func(*breaking) { return func(b *breaking) { b.file = []byte(s) } }
	cut := func(size func(b *breaking) int) func(*breaking) {
		return func(b *breaking) { b.file = b.file[:size(b)] }
	}
	for name, c := range map[string]struct {
		spoil func(b *breaking)
		want  string
	}{
		"no bytes":                           {text(""), string(ProblemEmpty)},
		"one byte":                           {text("x"), string(ProblemForeign)},
		"text":                               {text(strings.Repeat("Dear diary, ", 2000)), string(ProblemForeign)},
		"another database":                   {text("SQLite format 3\x00" + strings.Repeat("\x00", 1<<15)), string(ProblemForeign)},
		"all zero":                           {text(strings.Repeat("\x00", 1<<16)), string(ProblemForeign)},
		"garbage":                            {text(strings.Repeat("\xA5\x17", 1<<15)), string(ProblemForeign)},
		"cut in the first header":            {cut(func(*breaking) int { return 50 }), string(ProblemCutShort)},
		"cut to a byte less than a page":     {cut(func(b *breaking) int { return int(b.pageSize) - 1 }), string(ProblemCutShort)},
		"cut to one page":                    {cut(func(b *breaking) int { return int(b.pageSize) }), string(ProblemCutShort)},
		"cut to two pages":                   {cut(func(b *breaking) int { return 2 * int(b.pageSize) }), string(ProblemCutShort)},
		"cut to three pages":                 {cut(func(b *breaking) int { return 3 * int(b.pageSize) }), string(ProblemCutShort)},
		"cut in half":                        {cut(func(b *breaking) int { return int(b.pages) * int(b.pageSize) / 2 }), string(ProblemCutShort)},
		"newest header zero":                 {func(b *breaking) { b.fill(b.newest(), 0) }, isEarlier},
		"newest header altered":              {func(b *breaking) { flip(b.page(b.newest()), 60) }, isEarlier},
		"older header zero":                  {func(b *breaking) { b.fill(1-b.newest(), 0) }, isWhole},
		"both headers zero":                  {func(b *breaking) { b.fill(0, 0); b.fill(1, 0) }, string(ProblemForeign)},
		"both headers altered":               {func(b *breaking) { flip(b.page(0), 60); flip(b.page(1), 60) }, string(ProblemDamaged)},
		"list of free pages zero":            {func(b *breaking) { b.fill(b.freelist, 0) }, string(ProblemDamaged)},
		"list of free pages garbage":         {func(b *breaking) { b.fill(b.freelist, 0xFF) }, string(ProblemDamaged)},
		"list of free pages has a live one":  {func(b *breaking) { b.put64(b.freelist, 16, b.leaves[0]) }, string(ProblemDamaged)},
		"list of free pages has a huge one":  {func(b *breaking) { b.put64(b.freelist, 16, 1<<40) }, string(ProblemDamaged)},
		"list of free pages of a huge count": {func(b *breaking) { b.put16(b.freelist, 10, 0xFFFE) }, string(ProblemDamaged)},
		"root zero":                          {func(b *breaking) { b.fill(b.root, 0) }, string(ProblemDamaged)},
		"root garbage":                       {func(b *breaking) { b.fill(b.root, 0xA5) }, string(ProblemDamaged)},
		"root of no type":                    {func(b *breaking) { b.put16(b.root, 8, 0) }, string(ProblemDamaged)},
		"root of two types":                  {func(b *breaking) { b.put16(b.root, 8, pageLeaf|pageBranch) }, string(ProblemDamaged)},
		"root of a wrong type":               {func(b *breaking) { b.put16(b.root, 8, pageFreelist) }, string(ProblemDamaged)},
		"branch zero":                        {func(b *breaking) { b.fill(b.branches[0], 0) }, string(ProblemDamaged)},
		"branch garbage":                     {func(b *breaking) { b.fill(b.branches[0], 0xA5) }, string(ProblemDamaged)},
		"child out of range":                 {func(b *breaking) { b.put64(b.branches[0], 24, b.pages+7) }, string(ProblemDamaged)},
		"child far out of range":             {func(b *breaking) { b.put64(b.branches[0], 24, math.MaxUint64) }, string(ProblemDamaged)},
		"child is itself":                    {func(b *breaking) { b.put64(b.branches[0], 24, b.branches[0]) }, string(ProblemDamaged)},
		"leaf zero":                          {func(b *breaking) { b.fill(b.leaves[0], 0) }, string(ProblemDamaged)},
		"leaf garbage":                       {func(b *breaking) { b.fill(b.leaves[0], 0xA5) }, string(ProblemDamaged)},
		"leaf of wild sizes":                 {func(b *breaking) { b.put32(b.leaves[0], 28, math.MaxUint32) }, string(ProblemDamaged)},
		"leaf of wild positions":             {func(b *breaking) { b.put32(b.leaves[0], 20, math.MaxUint32) }, string(ProblemDamaged)},
		"leaf of a wild count":               {func(b *breaking) { b.put16(b.leaves[0], 10, 0xFFFF) }, string(ProblemDamaged)},
		"a bit in an answer": {func(b *breaking) {
			b.file = bytes.ReplaceAll(b.file, []byte("answer 40; answer 40;"), []byte("answer 41; answer 40;"))
		}, isNamed},
		"new headers, old pages": {w.half(w.later, w.file), string(ProblemDamaged)},
		"old headers, new pages": {w.half(w.file, w.later), ""}, // what it is, is chance
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := w.copy(t)
			c.spoil(b)
			path := workbookPath(t)
			check0(t, os.WriteFile(path, b.file, 0o600))
			out := w.child(t, path)
			want := fmt.Sprintf("%s\n%s\n", c.want, c.want) // read, and then written
			if out != want && c.want != "" {
				t.Errorf("it says %q, want %q", out, want)
			}
			if !slices.Contains([]string{isWhole, isEarlier, isNamed, ""}, c.want) {
				untouched(t, path, b.file)
			}
		})
	}
}

// child runs a process that looks at a file, and returns what it says.
func (w *wholeFile) child(t *testing.T, path string, env ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // then it hangs
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(append(os.Environ(), childEnv+"="+path, wholeEnv+"="+w.folder), env...)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%v, after it said %q\n%.2000s", err, out[max(0, len(out)-200):], wrong.String())
	}
	return string(out)
}

// brokenChild says what becomes of a file that may be broken.
func brokenChild(path, folder string) int {
	truth := truth{}
	for i, name := range moments {
		s, err := Open(filepath.Join(folder, name+".db"), Options{ReadOnly: true})
		if err == nil {
			truth[i], err = readLines(s)
			err = errors.Join(err, s.Close())
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	if n, err := strconv.Atoi(os.Getenv(mutationsEnv)); err == nil {
		return truth.mutate(path, filepath.Join(folder, "whole.db"), n)
	}
	for _, o := range []Options{{ReadOnly: true}, {}} {
		found, err := truth.found(path, o)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(found)
	}
	return 0
}

// truth holds the content of a workbook one save ago, now, and one save later.
type truth [3]lines

// found says what a file turns out to be. If it opens, it must be good.
func (all truth) found(path string, o Options) (string, error) {
	s, err := openOn(quick, path, o)
	var p *Problem
	switch {
	case errors.As(err, &p):
		return string(p.Kind), nil
	case err != nil:
		return "", err
	}
	found, err := all.holds(s)
	if err == nil && !o.ReadOnly {
		err = usable(s)
	}
	return found, errors.Join(err, s.Close())
}

// holds compares a workbook with the truth. What is readable must be true, and
// what is not must be named.
func (all truth) holds(s *Store) (string, error) {
	audit, err := s.Audit()
	if err != nil {
		return "", err
	}
	got, damage := readLines(s)
	for name, text := range got {
		if all[0][name] != text && all[2][name] != text { // nothing goes meanwhile
			return "", fmt.Errorf("it tells %q of %.80s", text, name)
		}
	}
	switch {
	case len(audit.Damage) > 0 || damage != nil:
		if damage != nil && !problem.IsDamage(damage) {
			return "", damage
		}
		return isNamed, nil
	case maps.Equal(got, all[1]):
		return isWhole, nil
	case maps.Equal(got, all[0]):
		return isEarlier, nil
	case got.has(all[0]):
		return isLater, nil
	}
	return "", fmt.Errorf("of %d lines it has %d, and names no damage", len(all[1]), len(got))
}

// usable writes, and lets bbolt look at what came of it.
func usable(s *Store) error {
	if err := s.Rebuild(); err != nil && !problem.IsDamage(err) {
		return err
	}
	for n := range 3 {
		if _, err := s.Add(answer(rated, numbered(n+3)), "Why?"); err != nil {
			return err
		}
	}
	return s.read(func(tx transaction) (err error) {
		for wrong := range tx.Check() {
			err = errors.Join(err, wrong)
		}
		return err
	})
}

// Three thousand files in which something was changed at random: each has a
// typed problem, or is good: it holds what was written, or names what it does
// not, and takes new answers. GOLDENTHREAD_TEST_MUTATIONS=30000 changes more.
func TestRandomMutations(t *testing.T) {
	t.Parallel()
	w := newWholeFile(t)
	const each = 1500 // in a process
	n := 2 * each / stride()
	if more, err := strconv.Atoi(os.Getenv(mutationsEnv)); err == nil {
		n = more
	}
	for i := range max(n/each, 1) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			folder := inMemory(t)
			defer os.RemoveAll(folder)
			out := w.child(t, filepath.Join(folder, "workbook.db"), fmt.Sprintf("%s=%d", mutationsEnv, min(n, each)), fmt.Sprintf("%s=%d", fromEnv, i))
			t.Log(out[max(0, strings.LastIndex(out, "found")):])
		})
	}
}

// mutate breaks a file again and again, and says before each time which it is.
func (all truth) mutate(path, whole string, n int) int {
	file, err := os.ReadFile(whole)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	from, _ := strconv.ParseUint(os.Getenv(fromEnv), 10, 64)
	met := map[string]int{}
	for i := range n {
		fmt.Println("mutation", i)
		err := os.WriteFile(path, mutated(file, rand.New(rand.NewPCG(from, uint64(i)))), 0o600)
		if err := errors.Join(err, disk.Disk{}.Remove(related.MarkerPath(path))); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		found, err := all.found(path, Options{})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		met[found]++
	}
	fmt.Println("found", met)
	return 0
}

// mutated changes one to four places of a copy of a file. What is changed in a
// header often gets a checksum that fits.
func mutated(file []byte, dice *rand.Rand) []byte {
	file = bytes.Clone(file)
	page := pageSizeOf(file)
	place := func() int {
		if dice.IntN(4) == 0 { // the beginnings of pages say what is on them
			return min(dice.IntN(len(file)/page)*page+dice.IntN(64), len(file)-1)
		}
		return dice.IntN(len(file))
	}
	for range 1 + dice.IntN(4) {
		at := place()
		rest := file[at:]
		switch dice.IntN(8) {
		case 0, 1:
			file[at] ^= 1 << dice.IntN(8)
		case 2:
			file[at] = byte(dice.Uint32())
		case 3:
			clear(rest[:min(len(rest), dice.IntN(page))])
		case 4:
			if len(rest) >= 8 {
				binary.NativeEndian.PutUint64(rest, dice.Uint64N(200))
			}
		case 5:
			for i := range rest[:min(len(rest), 16)] {
				rest[i] = byte(dice.Uint32())
			}
		case 6: // one page over another
			from := dice.IntN(len(file)/page) * page
			copy(file[at/page*page:], file[from:from+page])
		case 7:
			if dice.IntN(8) == 0 {
				file = file[:max(at, 2*page)]
			}
		}
	}
	for id := range 2 {
		if dice.IntN(2) == 0 {
			reseal(file[id*page:])
		}
	}
	return file
}

// reseal makes the checksum of a header fit.
func reseal(page []byte) {
	const from, to = 16, 72
	sum := fnv.New64a()
	sum.Write(page[from:to])
	binary.NativeEndian.PutUint64(page[to:], sum.Sum64())
}
