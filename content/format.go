package content

// formatHead is the front matter of a group format.
type formatHead struct {
	ID FormatID `yaml:"id"`
}

// The parts of a group's work that formats and units have in common.
const (
	watchHeading     = "Watch for"
	silenceHeading   = "If it goes quiet"
	dominanceHeading = "If one voice takes over"
)

var formatHeadings = []heading{
	{name: bringHeading, optional: true}, {name: stepsHeading}, {name: watchHeading}, {name: silenceHeading}, {name: dominanceHeading},
}

// format reads a group format into f.
func (p *page) format(f *Format) {
	f.File = p.file
	var head formatHead
	if root := p.frontMatter(&head); root != nil && head.ID == "" {
		p.fail(root.keyLines().of("id"), `expected "id: G1" or another`)
	}
	f.ID = head.ID

	top := p.sections(formatHeadings)
	f.Title = top.name
	f.texts.add("title", top.line, Markdown(f.Title))
	if len(top.blocks) > 0 {
		f.Lineage = p.source(top.blocks)
		f.texts.add("lineage", p.lineOf(top.blocks[0]), f.Lineage)
	}
	f.Bring = p.bring(top, &f.texts)
	f.Steps = p.steps(top.sub(stepsHeading), &f.texts)
	f.Watch = p.whole(top.sub(watchHeading), "watch", &f.texts)
	f.Silence = p.whole(top.sub(silenceHeading), "silence", &f.texts)
	f.Dominance = p.whole(top.sub(dominanceHeading), "dominance", &f.texts)
}
