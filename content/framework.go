package content

// frameworkHead is the front matter of framework.md.
type frameworkHead struct {
	Order  int      `yaml:"order"`
	Kind   string   `yaml:"kind"`
	Short  string   `yaml:"short"`
	Source SourceID `yaml:"source"`
	Seeds  []SeedID `yaml:"seeds"`
}

var frameworkHeadings = []heading{{name: "Introduction"}, {name: "What is not known"}}

// framework reads framework.md into f.
func (p *page) framework(f *Framework) {
	f.File = p.file
	var head frameworkHead
	if root := p.frontMatter(&head); root != nil {
		f.keys = root.keyLines()
		p.checkFrameworkHead(head, f.keys)
	}
	f.Order, f.Kind, f.Short, f.Source, f.Seeds = head.Order, head.Kind, head.Short, head.Source, head.Seeds

	top := p.sections(frameworkHeadings)
	p.nothingBetween(top)
	f.Title = top.name
	f.texts.add("title", top.line, Markdown(f.Title))
	f.texts.add("short", 1, Markdown(f.Short))
	f.Introduction = p.whole(top.sub("Introduction"), "introduction", &f.texts)
	f.NotKnown = p.whole(top.sub("What is not known"), "not known", &f.texts)
}

func (p *page) checkFrameworkHead(head frameworkHead, keys keyLines) {
	if head.Order < 1 {
		p.fail(keys.of("order"), `expected "order: 1" or more, the framework's place`)
	}
	if head.Kind == "" {
		p.fail(keys.of("kind"), `expected "kind:", what the framework calls its units, such as discipline`)
	}
	if head.Short == "" {
		p.fail(keys.of("short"), `expected "short:", the title in a few words`)
	}
}
