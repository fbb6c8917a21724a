package content

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	yast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// yaml decodes YAML that begins in a line of the page into a pointer, with
// every departure from its type an error in its own line. It returns the
// root, or nil after an error.
//
// The library parses; the decoding is ours, because its decoder stops at the
// first error, and takes longer than all else that loading a unit takes.
func (p *page) yaml(src []byte, first int, into any) yast.Node {
	root, err := parseYAML(src)
	if err != nil {
		line, msg := first, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			// A place in the message counts from the front matter's first line.
			what, _, _ := strings.Cut(at.GetMessage(), " at [")
			msg = "not valid YAML: " + what
			line = p.tokenLine(at.GetToken(), first)
		}
		p.fail(line, "%s", msg)
		return nil
	}
	d := &decoder{page: p, first: first}
	d.tokens(root.tokens)
	if !d.failed && root.node != nil {
		d.value(root.node, reflect.ValueOf(into).Elem())
	}
	if d.failed {
		return nil
	}
	return root.node
}

func (p *page) tokenLine(t *token.Token, first int) int {
	if t == nil || t.Position == nil {
		return first
	}
	return max(1, min(first-1+t.Position.Line, p.last()))
}

// parsedYAML is a document and the tokens that it was made of.
type parsedYAML struct {
	node   yast.Node // nil when there is nothing but comments
	tokens token.Tokens
}

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
	if len(file.Docs) == 1 {
		parsed.node = file.Docs[0].Body
	}
	if _, comment := parsed.node.(*yast.CommentGroupNode); comment {
		parsed.node = nil
	}
	return parsed, nil
}

// lineTag is the tag of a field that is no key: it receives the line in which
// the struct's first key stands.
const lineTag = ",line"

// decoder puts YAML into values of Go: structs with yaml tags, slices,
// pointers, texts, whole numbers, and true or false.
type decoder struct {
	page   *page
	first  int // line of the page in which the YAML begins
	failed bool
}

func (d *decoder) fail(at *token.Token, format string, args ...any) {
	d.failed = true
	d.page.fail(d.page.tokenLine(at, d.first), format, args...)
}

// tokens looks for what YAML allows and content does not. An escape such as
// "\e" would bring back what clean took out, and an alias can make a small
// file very large.
func (d *decoder) tokens(all token.Tokens) {
	for _, t := range all {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			d.fail(t, "%q is not used here; expected plain keys and values", t.Value)
		case token.DoubleQuoteType:
			for _, r := range t.Value {
				if name := forbidden(r); name != "" {
					d.fail(t, "%s cannot be used; write the text without it", name)
				}
			}
		}
	}
}

func (d *decoder) value(n yast.Node, v reflect.Value) {
	if n == nil || n.Type() == yast.NullType {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.mapping(n, v)
	case reflect.Slice:
		d.sequence(n, v)
	default:
		d.scalar(n, v)
	}
}

func (d *decoder) mapping(n yast.Node, v reflect.Value) {
	m, ok := n.(*yast.MappingNode)
	if !ok {
		d.unexpected(n, v)
		return
	}
	d.line(m, v)
	for _, pair := range m.Values {
		key := pair.Key.GetToken()
		i := fieldOf(v.Type(), key.Value)
		if i < 0 {
			d.fail(key, "unknown key %q; %s", key.Value, expectedOneOf(key.Value, keysOf(v.Type())))
			continue
		}
		d.value(pair.Value, v.Field(i))
	}
}

// line puts the line of the first key into the field that asks for it.
func (d *decoder) line(m *yast.MappingNode, v reflect.Value) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == lineTag && len(m.Values) > 0 {
			v.Field(i).SetInt(int64(d.page.tokenLine(m.Values[0].Key.GetToken(), d.first)))
		}
	}
}

func (d *decoder) sequence(n yast.Node, v reflect.Value) {
	list, ok := n.(*yast.SequenceNode)
	if !ok {
		d.unexpected(n, v)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		d.value(item, v.Index(i))
	}
}

func (d *decoder) scalar(n yast.Node, v reflect.Value) {
	words, ok := scalarWords(n)
	switch v.Kind() {
	case reflect.String:
		v.SetString(words)
	case reflect.Int:
		number, err := strconv.Atoi(words)
		ok = ok && err == nil && n.Type() == yast.IntegerType
		v.SetInt(int64(number))
	case reflect.Bool:
		truth, isBool := n.(*yast.BoolNode)
		ok = isBool
		v.SetBool(isBool && truth.Value)
	default:
		ok = false
	}
	if !ok {
		d.unexpected(n, v)
	}
}

// scalarWords returns a scalar as it is written; ok is false for a list or
// keys and values.
func scalarWords(n yast.Node) (words string, ok bool) {
	switch n := n.(type) {
	case *yast.StringNode:
		return n.Value, true
	case *yast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *yast.IntegerNode, *yast.FloatNode, *yast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func (d *decoder) unexpected(n yast.Node, v reflect.Value) {
	t := n.GetToken()
	d.fail(t, "%q is not what is expected here: %s", t.Value, kindOf(v.Type()))
}

func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int:
		return "a whole number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list, such as [a, b]"
	case reflect.Struct:
		return "keys and values: " + strings.Join(keysOf(t), ", ")
	}
	return "a text"
}

// fieldOf returns the index of the field with a key, or -1.
func fieldOf(t reflect.Type, key string) int {
	for i := range t.NumField() {
		if key != "" && key != lineTag && t.Field(i).Tag.Get("yaml") == key {
			return i
		}
	}
	return -1
}

// keysOf returns the keys of a struct, in order.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" && name != lineTag {
			keys = append(keys, name)
		}
	}
	return keys
}
