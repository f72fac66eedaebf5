package slacksim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// object is a JSON object as it travels. Blocks, views and payloads stay in this form, not in structs:
// the bot must get back every field it sent, also those the simulator knows nothing about.
type object = map[string]any

// sub walks down fields; a missing one gives nil, which may be read like an empty object.
func sub(v any, path ...string) object {
	o, _ := v.(object)
	for _, field := range path {
		o, _ = o[field].(object)
	}
	return o
}

// str is the text at the end of a path, numbers and booleans spelt out; "" if there is none.
func str(v any, path ...string) string {
	last := len(path) - 1
	switch found := sub(v, path[:last]...)[path[last]].(type) {
	case string:
		return found
	case float64:
		return strconv.FormatFloat(found, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(found)
	default:
		return ""
	}
}

// truth reads a flag the ways Slack allows it in forms and in JSON.
func truth(v any, field string) bool {
	s := str(v, field)
	return s == "true" || s == "1"
}

// items are the objects of a list; what is not an object is read as an empty one, so indexes stay true.
func items(v any, path ...string) []object {
	last := len(path) - 1
	list, _ := sub(v, path[:last]...)[path[last]].([]any)
	out := make([]object, len(list))
	for i, item := range list {
		out[i], _ = item.(object)
	}
	return out
}

// objects turns a decoded list into objects, refusing anything else in it.
func objects(v any) ([]object, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("not a list: %T", v)
	}
	out := make([]object, len(list))
	for i, item := range list {
		if out[i], ok = item.(object); !ok {
			return nil, fmt.Errorf("item %d is not an object: %T", i, item)
		}
	}
	return out, nil
}

// anyList is the inverse of objects.
func anyList(list []object) []any {
	out := make([]any, len(list))
	for i, o := range list {
		out[i] = o
	}
	return out
}

// copied is a deep copy, so that what was sent or stored does not change under a later edit.
func copied[T any](v T) T {
	var out T
	if err := json.Unmarshal(encode(v), &out); err != nil {
		return v
	}
	return out
}

// encode writes JSON without escaping <, > and &. Objects that came from JSON always encode; should one
// not, its reader is told so in Slack's words.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Appendf(nil, `{"ok":false,"error":"internal_error","detail":%q}`, err.Error())
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
