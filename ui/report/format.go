package report

import "goldenthread/ui/report/format"

// Formats are the ways to write a Document. A new one is a row here.
var Formats = format.Table[*Document]{
	{Name: "md", Endings: []string{".md"}, Write: (*Document).Markdown},
	{Name: "json", Endings: []string{".json"}, Write: (*Document).JSON},
}
