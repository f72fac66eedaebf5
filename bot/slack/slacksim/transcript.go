package slacksim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// control is something on the screen that can be pressed.
type control struct {
	label  string
	action Action
}

// controls are the buttons and options among some blocks, in reading order.
func controls(blocks []object, at Action) []control {
	var out []control
	for _, b := range blocks {
		for _, e := range append(items(b, "elements"), sub(b, "accessory")) {
			a := at
			a.BlockID, a.ActionID = str(b, "block_id"), str(e, "action_id")
			switch str(e, "type") {
			case "button":
				a.Do, a.Value = "press", str(e, "value")
				out = append(out, control{str(e, "text", "text"), a})
			case "overflow", "static_select", "radio_buttons":
				a.Do = "select"
				for _, o := range options(e) {
					a.Option = o
					out = append(out, control{unescaper.Replace(str(o, "text", "text")), a})
				}
			}
		}
	}
	return out
}

// newestFirst is everything on the screen, the latest at the front.
func (s Screen) newestFirst() []Shown {
	var all []Shown
	for _, list := range s.Messages {
		all = append(all, list...)
	}
	for _, list := range s.Threads {
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b Shown) int { return byTime(b, a) })
	return all
}

// String is the screen as plain text.
func (s Screen) String() string {
	var b strings.Builder
	for _, room := range s.Channels {
		mark := "#"
		if room.Kind == "dm" {
			mark = "@"
		}
		fmt.Fprintf(&b, "%s%s\n", mark, room.Name)
		for _, m := range s.Messages[room.ID] {
			s.write(&b, "  ", m)
			for _, reply := range s.Threads[threadKey(room.ID, m.TS)] {
				s.write(&b, "    > ", reply)
			}
		}
	}
	for _, n := range s.notices {
		fmt.Fprintf(&b, "warning: %s\n", n)
	}
	for _, m := range s.Modals {
		s.writeModal(&b, m)
	}
	return b.String()
}

func (s Screen) write(b *strings.Builder, indent string, m Shown) {
	who := m.Name
	if m.Ephemeral {
		who += " (only you see this)"
	}
	text := s.words(m)
	if m.Edited {
		text += " (edited)"
	}
	lines := strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+strings.Repeat(" ", len(indent)+2))
	fmt.Fprintf(b, "%s%s %s: %s\n", indent, m.Time, who, lines)
}

// words is what a message says.
func (s Screen) words(m Shown) string {
	if len(m.Blocks) == 0 {
		return s.plain(m.Text)
	}
	return s.flatten(m.Blocks)
}

func (s Screen) writeModal(b *strings.Builder, m Modal) {
	fmt.Fprintf(b, "dialog: %s\n", str(m.View, "title", "text"))
	if m.Failed != "" {
		fmt.Fprintf(b, "  ! %s\n", m.Failed)
	}
	for _, block := range items(m.View, "blocks") {
		text := strings.ReplaceAll(s.flatten([]object{block}), "\n", "\n  ")
		fmt.Fprintf(b, "  %s\n", strings.TrimRight(text, " \n"))
		for _, in := range inputs(object{"blocks": []any{block}}) {
			if v := entered(in.value(m.Typed[in.block][in.action])); v != "" {
				fmt.Fprintf(b, "    = %s\n", v)
			}
		}
		if e := m.Errors[str(block, "block_id")]; e != "" {
			fmt.Fprintf(b, "    ! %s\n", e)
		}
	}
	for _, field := range []string{"close", "submit"} {
		if label := str(m.View, field, "text"); label != "" {
			fmt.Fprintf(b, "  [%s]", label)
		}
	}
	b.WriteString("\n")
}

// entered is the value of a field as one would read it.
func entered(value object) string {
	switch v := value[stateFields[str(value, "type")].value].(type) {
	case object:
		return str(v, "text", "text")
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, entered(object{"type": "static_select", "selected_option": item}))
		}
		return strings.Join(all, ", ")
	case nil:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// flatten is the text of blocks, with buttons as [label].
func (s Screen) flatten(blocks []object) string {
	var lines []string
	for _, b := range blocks {
		var parts []string
		for _, field := range []string{"text", "label", "title"} {
			switch {
			case str(b, field, "text") != "":
				parts = append(parts, s.textOf(sub(b, field)))
			case str(b, field) != "": // Markdown
				parts = append(parts, str(b, field))
			}
		}
		for _, f := range items(b, "fields") {
			parts = append(parts, s.textOf(f))
		}
		for _, e := range append(items(b, "elements"), sub(b, "accessory"), sub(b, "element")) {
			parts = append(parts, s.flattenElement(e))
		}
		parts = append(parts, str(b, "hint", "text"))
		lines = append(lines, strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "  "))
	}
	return strings.Join(lines, "\n")
}

func (s Screen) flattenElement(e object) string {
	switch kind := str(e, "type"); {
	case kind == "button":
		return "[" + str(e, "text", "text") + "]"
	case kind == "mrkdwn" || kind == "plain_text":
		return s.textOf(e)
	case strings.HasPrefix(kind, "rich_text"):
		return s.rich(e)
	case kind == "image":
		return str(e, "alt_text")
	}
	var all []string
	for _, o := range options(e) {
		all = append(all, "["+unescaper.Replace(str(o, "text", "text"))+"]")
	}
	return strings.Join(all, "  ")
}

func (s Screen) rich(e object) string {
	var b strings.Builder
	for _, leaf := range items(e, "elements") {
		switch str(leaf, "type") {
		case "rich_text_section":
			b.WriteString(s.rich(leaf) + "\n")
		case "user":
			b.WriteString("@" + s.nameOf(str(leaf, "user_id")))
		case "channel":
			b.WriteString("#" + s.nameOf(str(leaf, "channel_id")))
		case "emoji":
			b.WriteString(":" + str(leaf, "name") + ":")
		case "date":
			b.WriteString(str(leaf, "fallback"))
		case "link":
			b.WriteString(strings.TrimSpace(str(leaf, "text") + " " + str(leaf, "url")))
		default:
			b.WriteString(str(leaf, "text"))
		}
	}
	return b.String()
}

// textOf reads a text object: plain text is as it stands, mrkdwn has marks and references.
func (s Screen) textOf(o object) string {
	if str(o, "type") == "mrkdwn" {
		return s.plain(str(o, "text"))
	}
	return str(o, "text")
}

var (
	references = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)
	marks      = regexp.MustCompile("(^|[\\s(\"'])([*_~`]+)([^*_~`\\n]+)([*_~`]+)")
)

// plain is mrkdwn as one reads it: marks gone, references by name, entities as characters.
func (s Screen) plain(text string) string {
	text = references.ReplaceAllStringFunc(text, func(found string) string {
		part := references.FindStringSubmatch(found)
		ref, label := part[1], part[2]
		switch {
		case strings.HasPrefix(ref, "@"):
			return "@" + s.nameOf(ref[1:])
		case label != "":
			return strings.TrimPrefix(label, "#")
		case strings.HasPrefix(ref, "#"):
			return "#" + s.nameOf(ref[1:])
		default:
			return strings.TrimPrefix(ref, "!")
		}
	})
	return unescaper.Replace(marks.ReplaceAllString(text, "$1$3"))
}

func (s Screen) nameOf(id string) string {
	if id == s.Bot.ID {
		return s.Bot.Name
	}
	for _, p := range s.People {
		if p.ID == id {
			return p.Name
		}
	}
	for _, r := range s.Channels {
		if r.ID == id {
			return r.Name
		}
	}
	return id
}
