package content

// sourceList reads sources.yaml.
func (p *page) sourceList() []*Source {
	list, lines := yamlList[Source](p)
	seen := map[SourceID]int{}
	for i, s := range list {
		s.Line = lines[i]
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

// yamlList reads a page that is one YAML list, with the line of each item.
// Every item that it returns is set.
func yamlList[T any](p *page) ([]*T, []int) {
	var list []*T
	root := p.yaml(p.text, 1, &list)
	if root == nil {
		return nil, nil
	}
	lines := itemLines(root, "", 1)
	if len(lines) != len(list) {
		p.fail(1, `expected a list, each item with "- "`)
		return nil, nil
	}
	for i, item := range list {
		if item == nil {
			p.fail(lines[i], "the item is empty; expected keys and values")
			return nil, nil
		}
	}
	return list, lines
}
