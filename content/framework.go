package content

import "goldenthread/content/page"

// Framework holds one of the sources' models: its introduction and its units.
type Framework struct {
	ID           FrameworkID
	Order        int      // place among the frameworks, from 1
	Kind         string   // what its units are called: discipline, component, condition, thread, driver
	Title        string   // "Five disciplines in schools and trusts"
	Short        string   // "Five disciplines"; fits 32 columns
	Source       SourceID // where it comes from
	Seeds        []SeedID
	Introduction Markdown // whose idea it is and what the source claims
	NotKnown     Markdown // one sentence on what is not known
	Units        []*Unit
	File         string // path in the fs.FS
	texts        page.Passages
	keys         page.KeyLines
}

// KeyLine returns the line of a key of the framework's front matter, or 1 when
// it is not given.
func (f *Framework) KeyLine(key string) int { return f.keys.Of(key) }

// frameworkHead is the front matter of framework.md.
type frameworkHead struct {
	Order  int      `yaml:"order"`
	Kind   string   `yaml:"kind"`
	Short  string   `yaml:"short"`
	Source SourceID `yaml:"source"`
	Seeds  []SeedID `yaml:"seeds"`
}

var frameworkHeadings = []page.Heading{{Name: "Introduction"}, {Name: "What is not known"}}

// framework reads framework.md into f.
func (p parser) framework(f *Framework) {
	f.File = p.Name
	var head frameworkHead
	if f.keys = p.FrontMatter(&head); f.keys != nil {
		p.checkFrameworkHead(head, f.keys)
	}
	f.Order, f.Kind, f.Short, f.Source, f.Seeds = head.Order, head.Kind, head.Short, head.Source, head.Seeds

	top := p.Sections(frameworkHeadings)
	p.NothingBetween(top)
	f.Title = top.Name
	f.texts.Add("title", top.Line, Markdown(f.Title))
	f.texts.Add("short", 1, Markdown(f.Short))
	f.Introduction = p.Whole(top.Sub("Introduction"), "introduction", &f.texts)
	f.NotKnown = p.Whole(top.Sub("What is not known"), "not known", &f.texts)
}

func (p parser) checkFrameworkHead(head frameworkHead, keys page.KeyLines) {
	if head.Order < 1 {
		p.Fail(keys.Of("order"), `expected "order: 1" or more, the framework's place`)
	}
	if head.Kind == "" {
		p.Fail(keys.Of("kind"), `expected "kind:", what the framework calls its units, such as discipline`)
	}
	if head.Short == "" {
		p.Fail(keys.Of("short"), `expected "short:", the title in a few words`)
	}
}
