package page

import (
	"errors"
	"fmt"
	"strings"

	yast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// yamlKind is the type of a value of YAML.
type yamlKind int

const (
	yamlOther yamlKind = iota // what content does not use
	yamlNull
	yamlText
	yamlNumber // whole
	yamlTruth  // true or false
	yamlSequence
	yamlMapping
)

// yamlNode is a value of YAML.
type yamlNode struct {
	kind  yamlKind
	words string // a scalar as it is written; for an error's message otherwise
	line  int    // from 1, in the YAML
	items []yamlNode
	pairs []yamlPair
}

// yamlPair is a key of a mapping with its value.
type yamlPair struct {
	key   string
	line  int
	value yamlNode
}

// place returns the line in which a person looks for the value: for a mapping
// that of its first key.
func (n *yamlNode) place() int {
	if len(n.pairs) > 0 {
		return n.pairs[0].line
	}
	return n.line
}

// KeyLines are the lines of the keys of a page's front matter.
type KeyLines map[string]int

// Of returns the line of a key, or 1, the fence, when it is not given.
func (k KeyLines) Of(key string) int { return max(k[key], 1) }

// keyLines returns the lines of the keys of a page whose YAML begins in its
// second line.
func (n *yamlNode) keyLines() KeyLines {
	lines := make(KeyLines, len(n.pairs))
	for _, pair := range n.pairs {
		lines[pair.key] = 1 + pair.line
	}
	return lines
}

// parsedYAML is a document and the tokens that it was made of.
type parsedYAML struct {
	node   *yamlNode // nil when there is nothing but comments
	tokens token.Tokens
}

// parseYAML has the library read YAML of any form.
func parseYAML(src []byte) (parsed parsedYAML, err error) {
	// The library is fuzzed by others and by FuzzParse; a file that it cannot
	// bear must still not end the program.
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("cannot be read as YAML: %v", broken)
		}
	}()
	parsed.tokens = lexer.Tokenize(string(src))
	file, err := parser.Parse(parsed.tokens, 0)
	if err != nil {
		return parsed, err
	}
	if len(file.Docs) > 1 {
		return parsed, errors.New("expected one document; here are several")
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return parsed, nil
	}
	if _, comment := file.Docs[0].Body.(*yast.CommentGroupNode); !comment {
		node := nodeOf(file.Docs[0].Body)
		parsed.node = &node
	}
	return parsed, nil
}

// nodeOf returns the library's node as ours.
func nodeOf(n yast.Node) yamlNode {
	if n == nil {
		return yamlNode{kind: yamlNull}
	}
	node := yamlNode{}
	if t := n.GetToken(); t != nil {
		node.words = t.Value
		if t.Position != nil {
			node.line = t.Position.Line
		}
	}
	switch n := n.(type) {
	case *yast.NullNode:
		node.kind = yamlNull
	case *yast.StringNode:
		node.kind, node.words = yamlText, n.Value
	case *yast.LiteralNode:
		node.kind, node.words = yamlText, strings.TrimSpace(n.Value.Value)
	case *yast.FloatNode:
		node.kind = yamlText
	case *yast.IntegerNode:
		node.kind = yamlNumber
	case *yast.BoolNode:
		node.kind = yamlTruth
	case *yast.SequenceNode:
		node.kind = yamlSequence
		for _, item := range n.Values {
			node.items = append(node.items, nodeOf(item))
		}
	case *yast.MappingNode:
		node.kind = yamlMapping
		for _, pair := range n.Values {
			key := pair.Key.GetToken()
			node.pairs = append(node.pairs, yamlPair{key.Value, key.Position.Line, nodeOf(pair.Value)})
		}
	}
	return node
}
