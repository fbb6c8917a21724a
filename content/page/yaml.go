package page

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"
)

// YAML decodes YAML that begins in a line of the page into a pointer. Every departure
// from its type is an error in its own line.
//
// The library parses YAML that is not of the simple form of our own pages, and all
// that has errors; the decoding is ours, because its decoder stops at the first error.
func (p *File) YAML(src []byte, line int, into any) { p.yaml(src, line, into) }

// yaml does what YAML does, and returns the root, or nil after an error.
func (p *File) yaml(src []byte, first int, into any) *yamlNode {
	v := reflect.ValueOf(into).Elem()
	if root, ok := parsePlainYAML(src); ok {
		d := p.newDecoder(nil, first)
		if d.value(root, v); !d.failed {
			return root
		}
	}
	// What is wrong, and where, the library tells better.
	parsed, err := parseYAML(src)
	if err != nil {
		line, msg := first, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			// A place in the message counts from the front matter's first line.
			what, _, _ := strings.Cut(at.GetMessage(), " at [")
			msg = "not valid YAML: " + what
			line = p.yamlLine(tokenLine(at.GetToken()), first)
		}
		p.Fail(line, "%s", msg)
		return nil
	}
	d := p.newDecoder(p, first)
	d.tokens(parsed.tokens)
	if !d.failed && parsed.node != nil {
		d.value(parsed.node, v)
	}
	if d.failed {
		return nil
	}
	return parsed.node
}

// yamlLine returns the line of the page that a line of its YAML is.
func (p *File) yamlLine(line, first int) int { return max(1, min(first-1+line, p.Last())) }

// tokenLine returns the line of a token, or 1 when it has none.
func tokenLine(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 1
	}
	return t.Position.Line
}

// lineTag is the tag of a field that is no key: it receives the line of the
// struct's first key.
const lineTag = ",line"

// decoder puts YAML into values of Go: structs with yaml tags, slices,
// pointers, texts, whole numbers, and true or false.
type decoder struct {
	page   *File // takes the errors; may be nil
	first  int   // line of the page in which the YAML begins
	failed bool
	tags   map[reflect.Type][]string // of each field of a struct; asking the type takes long
}

// newDecoder returns a decoder that notes errors in a file, which may be nil. The
// decoders of a file share their knowledge of types.
func (p *File) newDecoder(noted *File, first int) *decoder {
	if p.tags == nil {
		p.tags = map[reflect.Type][]string{}
	}
	return &decoder{page: noted, first: first, tags: p.tags}
}

func (d *decoder) tagsOf(t reflect.Type) []string {
	tags, known := d.tags[t]
	if !known {
		for i := range t.NumField() {
			tags = append(tags, t.Field(i).Tag.Get("yaml"))
		}
		d.tags[t] = tags
	}
	return tags
}

func (d *decoder) Fail(line int, format string, args ...any) {
	d.failed = true
	if d.page != nil {
		d.page.Fail(d.page.yamlLine(line, d.first), format, args...)
	}
}

// tokens looks for what YAML allows and content does not. An escape such as
// "\e" would bring back what clean took out, and an alias can make a small
// file very large.
func (d *decoder) tokens(all token.Tokens) {
	for _, t := range all {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			d.Fail(tokenLine(t), "%q is not used here; expected plain keys and values", t.Value)
		case token.DoubleQuoteType:
			for _, r := range t.Value {
				if name := forbidden(r); name != "" {
					d.Fail(tokenLine(t), "%s cannot be used; write the text without it", name)
				}
			}
		}
	}
}

func (d *decoder) value(n *yamlNode, v reflect.Value) {
	if n.kind == yamlNull {
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

func (d *decoder) mapping(n *yamlNode, v reflect.Value) {
	if n.kind != yamlMapping {
		d.unexpected(n, v)
		return
	}
	tags := d.tagsOf(v.Type())
	if i := slices.Index(tags, lineTag); i >= 0 {
		v.Field(i).SetInt(int64(d.first - 1 + n.place()))
	}
	for i := range n.pairs {
		pair := &n.pairs[i]
		field := slices.Index(tags, pair.key)
		if field < 0 || pair.key == "" || pair.key == lineTag {
			d.Fail(pair.line, "unknown key %q; %s", pair.key, ExpectedOneOf(pair.key, keysOf(v.Type())))
			continue
		}
		d.value(&pair.value, v.Field(field))
	}
}

func (d *decoder) sequence(n *yamlNode, v reflect.Value) {
	if n.kind != yamlSequence {
		d.unexpected(n, v)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i := range n.items {
		d.value(&n.items[i], v.Index(i))
	}
}

func (d *decoder) scalar(n *yamlNode, v reflect.Value) {
	ok := false
	switch v.Kind() {
	case reflect.String:
		ok = n.kind == yamlText || n.kind == yamlNumber || n.kind == yamlTruth
		v.SetString(n.words)
	case reflect.Int:
		number, err := strconv.Atoi(n.words)
		ok = n.kind == yamlNumber && err == nil
		v.SetInt(int64(number))
	case reflect.Bool:
		ok = n.kind == yamlTruth
		v.SetBool(ok && strings.EqualFold(n.words, "true"))
	}
	if !ok {
		d.unexpected(n, v)
	}
}

func (d *decoder) unexpected(n *yamlNode, v reflect.Value) {
	d.Fail(n.line, "%q is not what is expected here: %s", n.words, kindOf(v.Type()))
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
