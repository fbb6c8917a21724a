package content

// sourceFile is the list of sources.
const sourceFile = "sources.yaml"

// sourceList reads sources.yaml.
func (p *page) sourceList() ([]*Source, passages) {
	var texts passages
	list := yamlList[Source](p)
	seen := map[SourceID]int{}
	for _, s := range list {
		p.named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
		texts.add("used", s.Line, Markdown(escaped(s.Used)))
	}
	return list, texts
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
	if root == nil {
		return nil
	}
	for i, item := range list {
		if item == nil {
			p.fail(root.items[i].line, "the item is empty; expected keys and values")
			return nil
		}
	}
	return list
}
