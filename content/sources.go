package content

import "goldenthread/content/page"

// SourceFile is the list of sources.
const SourceFile = "sources.yaml"

// sourceList reads sources.yaml.
func (p parser) sourceList() ([]*Source, page.Passages) {
	var texts page.Passages
	list := page.List[Source](p.File)
	seen := map[SourceID]int{}
	for _, s := range list {
		p.Named(string(s.ID), s.Line, seen[s.ID])
		seen[s.ID] = s.Line
		texts.Add("used", s.Line, Markdown(escaped(s.Used)))
	}
	return list, texts
}
