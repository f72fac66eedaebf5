package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// field is a place in the file: a value, or nothing where one should be.
type field struct {
	path string
	line int
	node ast.Node
	told bool // what holds it was refused already; nothing more is said about it
}

// reader walks the file and collects what is wrong with it.
type reader struct{ problems Problems }

func (r *reader) refuse(f field, found, want string) {
	if !f.told {
		r.problems = append(r.problems, Problem{Line: f.line, Field: f.path, Found: found, Want: want})
	}
}

// open reads the YAML itself.
func (r *reader) open(text []byte) (field, bool) {
	whole := field{path: "file", line: 1}
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey()) // entries says it better
	if err != nil {
		found, want := err.Error(), "YAML as in the sample, with texts that start with @ or hold \": \" in quotes"
		if wrong, ok := errors.AsType[yaml.Error](err); ok {
			found = wrong.GetMessage()
			if at := wrong.GetToken(); at != nil && at.Position != nil {
				whole.line = at.Position.Line
			}
		}
		if tabbed(text, whole.line) {
			found, want = "a tab", "spaces at the start of the line"
		}
		r.refuse(whole, found, want)
		return whole, false
	}
	if len(file.Docs) > 1 {
		r.refuse(whole, "several documents", "one policy, without lines of ---")
		return whole, false
	}
	if len(file.Docs) == 1 {
		whole.node = file.Docs[0].Body
	}
	return whole, true
}

// tabbed reports whether a line starts with a tab, which YAML does not take and nobody can see.
func tabbed(text []byte, line int) bool {
	lines := strings.Split(string(text), "\n")
	return 0 < line && line <= len(lines) && strings.HasPrefix(strings.TrimLeft(lines[line-1], " "), "\t")
}

// entries are the keys of a mapping and their values, in the order of the file.
func (r *reader) entries(f field, want string) (keys []string, values []field) {
	if f.empty() {
		r.refuse(f, "", want)
		return nil, nil
	}
	mapping, ok := f.node.(ast.MapNode)
	if !ok {
		r.refuse(f, f.shown(), want)
		return nil, nil
	}
	for at := mapping.MapRange(); at.Next(); {
		token := at.Key().GetToken()
		value := field{path: token.Value, line: token.Position.Line, node: at.Value()}
		if f.path != "file" {
			value.path = f.path + "." + token.Value
		}
		if slices.Contains(keys, token.Value) {
			r.refuse(value, token.Value, "each key once")
			continue
		}
		keys, values = append(keys, token.Value), append(values, value)
	}
	if len(keys) == 0 {
		r.refuse(f, "", want)
	}
	return keys, values
}

// fields are the values of a mapping that has these keys and no others. A key that is not there has an empty field.
func (r *reader) fields(f field, known ...string) map[string]field {
	keys, values := r.entries(f, "the lines "+strings.Join(known, ", "))
	all := make(map[string]field, len(known))
	for _, key := range known {
		all[key] = field{path: strings.TrimPrefix(f.path+"."+key, "file."), line: f.line, told: len(keys) == 0}
	}
	for i, key := range keys {
		if !slices.Contains(known, key) {
			r.refuse(values[i], key, "one of "+strings.Join(known, ", "))
			continue
		}
		all[key] = values[i]
	}
	return all
}

// items are the members of a list; a missing list has none.
func (r *reader) items(f field, want string) []field {
	if f.empty() {
		return nil
	}
	list, ok := f.node.(*ast.SequenceNode)
	if !ok {
		r.refuse(f, f.shown(), want)
		return nil
	}
	var all []field
	for i, node := range list.Values {
		item := field{path: fmt.Sprintf("%s[%d]", f.path, i), line: f.line, node: node}
		if node != nil {
			item.line = firstLine(node)
		}
		all = append(all, item)
	}
	return all
}

// firstLine is where a value starts; the token of a mapping is the colon after its first key, on the same line.
func firstLine(node ast.Node) int { return node.GetToken().Position.Line }

// text is a single value as it is written; want says what it should be when it is not there.
func (r *reader) text(f field, want string) (string, bool) {
	if f.empty() {
		r.refuse(f, "", want)
		return "", false
	}
	if _, ok := f.node.(ast.ScalarNode); !ok {
		r.refuse(f, f.shown(), want)
		return "", false
	}
	written := strings.TrimSpace(f.shown())
	if written == "" {
		r.refuse(f, "", want)
	}
	return written, written != ""
}

func (f field) empty() bool {
	if f.node == nil {
		return true
	}
	_, null := f.node.(*ast.NullNode)
	return null
}

// shown is the value as an owner would recognise it.
func (f field) shown() string {
	switch n := f.node.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "lines of their own"
	default:
		return f.node.GetToken().Value
	}
}
