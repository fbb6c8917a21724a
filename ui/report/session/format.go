package session

import "goldenthread/ui/report/format"

// Formats are the ways to write a Report. A new one is a row here.
var Formats = format.Table[*Report]{
	{Name: "md", Endings: []string{".md"}, Write: (*Report).Markdown},
	{Name: "html", Endings: []string{".html", ".htm"}, Write: (*Report).HTML},
}
