package agenda

import "goldenthread/ui/report/format"

// Formats are the ways to write a Sheet. A new one is a row here.
var Formats = format.Table[*Sheet]{
	{Name: "md", Endings: []string{".md"}, Write: (*Sheet).Markdown},
	{Name: "html", Endings: []string{".html", ".htm"}, Write: (*Sheet).HTML},
}
