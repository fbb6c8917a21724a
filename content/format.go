package content

import "goldenthread/content/page"

// Format is a way of working in a group, with minutes to the step.
type Format struct {
	ID        FormatID
	Title     string
	Lineage   Markdown   // names the practice that it is near to; may be empty
	Bring     []Markdown // needed beside the things that every group needs; may be empty
	Steps     []AgendaStep
	Watch     Markdown
	Silence   Markdown
	Dominance Markdown
	File      string // path in the fs.FS
	texts     page.Passages
}

// Minutes returns the sum of the steps' minutes.
func (f *Format) Minutes() int { return StepMinutes(f.Steps) }

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

var formatHeadings = []page.Heading{
	{Name: bringHeading, Optional: true}, {Name: stepsHeading}, {Name: watchHeading}, {Name: silenceHeading}, {Name: dominanceHeading},
}

// format reads a group format into f.
func (p parser) format(f *Format) {
	f.File = p.Name
	var head formatHead
	if keys := p.FrontMatter(&head); keys != nil && head.ID == "" {
		p.Fail(keys.Of("id"), `expected "id: G1" or another`)
	}
	f.ID = head.ID

	top := p.Sections(formatHeadings)
	f.Title = top.Name
	f.texts.Add("title", top.Line, Markdown(f.Title))
	if len(top.Blocks) > 0 {
		f.Lineage = p.Source(top.Blocks)
		f.texts.Add("lineage", p.LineOf(top.Blocks[0]), f.Lineage)
	}
	f.Bring = p.bring(top, &f.texts)
	f.Steps = p.steps(top.Sub(stepsHeading), &f.texts)
	f.Watch = p.Whole(top.Sub(watchHeading), "watch", &f.texts)
	f.Silence = p.Whole(top.Sub(silenceHeading), "silence", &f.texts)
	f.Dominance = p.Whole(top.Sub(dominanceHeading), "dominance", &f.texts)
}
