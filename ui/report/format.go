package report

import "goldenthread/ui/report/format"

// Formats are the ways to write a Document. A new one is a row here.
var Formats = format.Table[*Document]{
	{Name: "md", Endings: []string{".md"}, Write: (*Document).Markdown},
	{Name: "json", Endings: []string{".json"}, Write: (*Document).JSON},
}

// SheetFormats are the ways to write a Sheet.
var SheetFormats = format.Table[*Sheet]{
	{Name: "md", Endings: []string{".md"}, Write: (*Sheet).Markdown},
	{Name: "html", Endings: []string{".html", ".htm"}, Write: (*Sheet).HTML},
}

// SessionFormats are the ways to write a Session.
var SessionFormats = format.Table[*Session]{
	{Name: "md", Endings: []string{".md"}, Write: (*Session).Markdown},
	{Name: "html", Endings: []string{".html", ".htm"}, Write: (*Session).HTML},
}
