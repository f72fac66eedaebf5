package mail

import (
	"fmt"
	"html/template"
	"strings"

	"makegood/bot"
)

// bullet begins a line that is one of a list.
const bullet = "- "

// plain is a letter's text as it is read without any dress.
func plain(m bot.Letter) string {
	var b strings.Builder
	for i, l := range m.Lines {
		if i > 0 && !(strings.HasPrefix(l, bullet) && strings.HasPrefix(m.Lines[i-1], bullet)) {
			b.WriteString("\n")
		}
		b.WriteString(l + "\n")
	}
	if m.Signature != "" {
		b.WriteString("\n-- \n" + m.Signature + "\n")
	}
	return strings.ReplaceAll(b.String(), "\r", "")
}

// part is a paragraph, or a list.
type part struct {
	Text string
	List []string
}

func parts(lines []string) []part {
	var all []part
	for _, l := range lines {
		item, listed := strings.CutPrefix(l, bullet)
		switch {
		case !listed:
			all = append(all, part{Text: l})
		case len(all) > 0 && all[len(all)-1].List != nil:
			all[len(all)-1].List = append(all[len(all)-1].List, item)
		default:
			all = append(all, part{List: []string{item}})
		}
	}
	return all
}

var page = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Subject}}</title></head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 36em">
{{range .Parts}}{{if .List}}<ul>
{{range .List}}<li>{{.}}</li>
{{end}}</ul>
{{else}}<p>{{.Text}}</p>
{{end}}{{end}}{{with .Signature}}<p style="white-space: pre-line">{{.}}</p>
{{end}}</body></html>
`))

// html is the same words, for programs that show it.
func html(m bot.Letter) (string, error) {
	var b strings.Builder
	err := page.Execute(&b, struct {
		Subject, Signature string
		Parts              []part
	}{m.Subject, m.Signature, parts(m.Lines)})
	if err != nil {
		return "", fmt.Errorf("write a letter as HTML: %w", err)
	}
	return b.String(), nil
}

// line is a text on one line, as a header needs it.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
