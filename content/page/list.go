package page

// List reads a file that is one list of YAML, an item each into a T. Every item
// that it returns is set; after an error there is none.
func List[T any](p *File) []*T {
	var list []*T
	root := p.yaml(p.text, 1, &list)
	if root == nil {
		return nil
	}
	for i, item := range list {
		if item == nil {
			p.Fail(root.items[i].line, "the item is empty; expected keys and values")
			return nil
		}
	}
	return list
}

// Named notes an item of a list that has no id, or that of an earlier item; first is
// the line of that one, or 0.
func (p *File) Named(id string, line, first int) {
	if id == "" {
		p.Fail(line, `expected "id:"`)
	} else if first > 0 {
		p.Fail(line, "%q is given a second time; the first is in line %d", id, first)
	}
}
