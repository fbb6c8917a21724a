package content

// sourceList reads sources.yaml.
func (p *page) sourceList() []*Source {
	list := yamlList[Source](p)
	seen := map[SourceID]int{}
	for _, s := range list {
		p.named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
	}
	return list
}

// named notes an item of a list that has no id, or that of another.
func (p *page) named(id string, line, first int) {
	if id == "" {
		p.fail(line, `expected "id:"`)
	} else if first > 0 {
		p.fail(line, "%q is given a second time; the first is in line %d", id, first)
	}
}

// yamlList reads a page that is one YAML list. Every item that it returns is
// set.
func yamlList[T any](p *page) []*T {
	var list []*T
	root := p.yaml(p.text, 1, &list)
	for i, item := range list {
		if item == nil {
			p.fail(itemLines(root, "", 1)[i], "the item is empty; expected keys and values")
			return nil
		}
	}
	return list
}
