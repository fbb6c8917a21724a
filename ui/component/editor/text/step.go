package text

// Next returns the offset after the cluster at off, a newline being a cluster. Clusters that take no room (a zero
// width space, a byte order mark) go with the one before them, so that a step is always seen.
func (t *Text) Next(off int) int {
	off = t.clamp(off)
	sp := t.byOffset(off)
	s, i := t.para(sp).text, off-sp.start
	if i == len(s) {
		return t.clamp(off + 1)
	}
	n, _ := t.wrap.step(s, i, 0)
	for i += n; i < len(s); i += n {
		var cells int
		if n, cells = t.wrap.step(s, i, 0); cells > 0 {
			break
		}
	}
	return sp.start + i
}

// Prev returns the offset of the cluster before off: Next of it is off.
func (t *Text) Prev(off int) int {
	off = t.clamp(off)
	sp := t.byOffset(off)
	p, to := t.para(sp), off-sp.start
	if to == 0 {
		return t.clamp(off - 1)
	}
	from := p.rowStart(p.rowOf(to - 1))
	last := from
	for i := from; i < to; {
		n, cells := t.wrap.step(p.text, i, 0)
		if cells > 0 {
			last = i
		}
		i += n
	}
	return sp.start + last
}

// Snap returns off when it is a cluster boundary, else the next boundary after it.
func (t *Text) Snap(off int) int {
	off = t.clamp(off)
	sp := t.byOffset(off)
	p, to := t.para(sp), off-sp.start
	i := p.rowStart(p.rowOf(to))
	for i < to {
		n, _ := t.wrap.step(p.text, i, 0)
		i += n
	}
	return sp.start + i
}
