package slack

import (
	"cmp"
	"strings"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

// Slack's limits, in characters.
const (
	buttonMost   = 75
	optionMost   = 75
	titleMost    = 24
	labelMost    = 2000
	hintMost     = 2000
	contextMost  = 2000
	fallbackMost = 700 // an edit takes 4,000, and escaping makes five characters of one
	sectionMost  = 3000
	actionsMost  = 25
	radioMost    = 10 // more are a list that unfolds
	moreAction   = "more"
	inputAction  = "answer"
)

// messageOptions draws a message. Rich text is used throughout because it is
// literal: a customer's "<!channel>" or "*no*" has no effect in it. home is the
// workspace's address.
func messageOptions(m bot.Message, home string) []slackapi.MsgOption {
	return []slackapi.MsgOption{
		slackapi.MsgOptionBlocks(blocks(m, home)...),
		slackapi.MsgOptionText(fallback(m), false),
	}
}

func blocks(m bot.Message, home string) []slackapi.Block {
	if m.Kind == dialogs.DoneKind {
		return []slackapi.Block{slackapi.NewContextBlock("", plain(tick(m.Head), contextMost))}
	}
	var parts []slackapi.RichTextElement
	var head []slackapi.RichTextSectionElement
	for _, user := range m.Ping {
		head = append(head, slackapi.NewRichTextSectionUserElement(user, nil), text(" ", nil))
	}
	title := m.Head
	if m.Kind == dialogs.DecidedKind {
		title = tick(title)
	}
	switch {
	case m.Home != (bot.Ref{}):
		head = append(head, slackapi.NewRichTextSectionLinkElement(threadURL(home, m.Home), m.Case, bold), text(" · ", bold))
	case m.Away:
		head = append(head, text(m.Case+" · ", bold))
	}
	head = append(head, text(title, bold))
	if m.Channel != "" {
		head = append(head, text(" ", nil), slackapi.NewRichTextSectionChannelElement(m.Channel, nil))
	}
	for _, l := range m.Lines {
		head = append(head, text("\n"+l, nil))
	}
	parts = append(parts, slackapi.NewRichTextSection(head...))
	for _, s := range m.Say {
		parts = append(parts, &slackapi.RichTextQuote{
			Type: slackapi.RTEQuote, Elements: []slackapi.RichTextSectionElement{text("“"+s+"”", nil)},
		})
	}
	if m.Write != "" {
		parts = append(parts, slackapi.NewRichTextSection(text(m.WriteAs, nil)), &slackapi.RichTextQuote{
			Type: slackapi.RTEQuote, Elements: []slackapi.RichTextSectionElement{text(m.Write, nil)},
		})
	}
	if m.Not != "" {
		parts = append(parts, slackapi.NewRichTextSection(text(m.Not, italic)))
	}
	for _, l := range m.Below {
		parts = append(parts, slackapi.NewRichTextSection(text(l, nil)))
	}
	out := append([]slackapi.Block{slackapi.NewRichTextBlock("", parts...)}, partBlocks(m, home)...)
	if actions := actionsOf(m); len(actions) > 0 {
		out = append(out, slackapi.NewActionBlock("", actions...))
	}
	return out
}

// partBlocks draws each part with its own choices below it.
func partBlocks(m bot.Message, home string) []slackapi.Block {
	var out []slackapi.Block
	for _, p := range m.Parts {
		line := p.Head
		if p.Done {
			line = tick(line)
		}
		var head []slackapi.RichTextSectionElement
		of := m.Case
		if p.Case != "" {
			head, of = []slackapi.RichTextSectionElement{text(p.Case+" · ", bold)}, p.Case
		}
		if p.Home != (bot.Ref{}) {
			head = []slackapi.RichTextSectionElement{slackapi.NewRichTextSectionLinkElement(threadURL(home, p.Home), p.Case, bold), text(" · ", bold)}
		}
		out = append(out, slackapi.NewRichTextBlock("", slackapi.NewRichTextSection(append(head, text(line, nil))...)))
		if actions := actionsOf(bot.Message{Case: of, Choices: p.Choices}); len(actions) > 0 {
			out = append(out, slackapi.NewActionBlock("", actions...))
		}
	}
	return out
}

// threadURL leads to the thread below a message.
func threadURL(home string, at bot.Ref) string {
	return home + "archives/" + at.Channel + "/p" + strings.ReplaceAll(at.TS, ".", "") + "?thread_ts=" + at.TS + "&cid=" + at.Channel
}

// said draws an answer that only one person sees, literally, with a link to the channel it
// speaks of and to the thread of each case in its list, and its buttons below.
func said(r bot.Reply, home string) []slackapi.Block {
	var line []slackapi.RichTextSectionElement
	if r.Say != "" {
		line = append(line, text(r.Say, nil))
	}
	if r.Channel != "" {
		line = append(line, text(" ", nil), slackapi.NewRichTextSectionChannelElement(r.Channel, nil))
	}
	for _, row := range r.Rows {
		if len(line) > 0 {
			line = append(line, text("\n", nil))
		}
		rest := row.Text
		if after, ok := strings.CutPrefix(rest, row.Case); ok && row.At != (bot.Ref{}) {
			line, rest = append(line, slackapi.NewRichTextSectionLinkElement(threadURL(home, row.At), row.Case, bold)), after
		}
		if rest != "" {
			line = append(line, text(rest, nil))
		}
	}
	out := []slackapi.Block{slackapi.NewRichTextBlock("", slackapi.NewRichTextSection(line...))}
	if actions := actionsOf(bot.Message{Case: r.Case, Choices: r.Choices}); len(actions) > 0 {
		out = append(out, slackapi.NewActionBlock("", actions...))
	}
	return out
}

// plainly is such an answer as notifications and screen readers say it.
func plainly(r bot.Reply) string {
	var lines []string
	if r.Say != "" {
		lines = append(lines, r.Say)
	}
	for _, row := range r.Rows {
		lines = append(lines, row.Text)
	}
	return escape(cut(strings.Join(lines, "\n"), sectionMost))
}

var (
	bold   = &slackapi.RichTextSectionTextStyle{Bold: true}
	italic = &slackapi.RichTextSectionTextStyle{Italic: true}
)

func text(s string, style *slackapi.RichTextSectionTextStyle) *slackapi.RichTextSectionTextElement {
	return slackapi.NewRichTextSectionTextElement(s, style)
}

func tick(s string) string { return "✓ " + s }

func actionsOf(m bot.Message) []slackapi.BlockElement {
	var out []slackapi.BlockElement
	for i, c := range m.Choices {
		if i == actionsMost-1 {
			break
		}
		b := slackapi.NewButtonBlockElement(string(c.Act)+c.Value, encode(m.Case, c), plain(c.Label, buttonMost))
		if of := cmp.Or(c.Case, m.Case); bot.Sayable(of) {
			b.AccessibilityLabel = cut(c.Label+", "+of, buttonMost)
		}
		if c.Main {
			b.Style = slackapi.StylePrimary
		}
		out = append(out, b)
	}
	var more []*slackapi.OptionBlockObject
	for _, c := range m.More {
		more = append(more, slackapi.NewOptionBlockObject(encode(m.Case, c), plain(c.Label, optionMost), nil))
	}
	if len(more) > 0 {
		out = append(out, slackapi.NewOverflowBlockElement(moreAction, more...))
	}
	return out
}

// fallback is what notifications and screen readers say; it is Slack's markup,
// so everything in it is escaped.
func fallback(m bot.Message) string {
	lines := append([]string{m.Head}, m.Lines...)
	for _, p := range m.Parts {
		lines = append(lines, p.Head)
	}
	return escape(cut(strings.Join(lines, "\n"), fallbackMost))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape makes text literal where Slack would read markup.
func escape(s string) string { return escaper.Replace(s) }

func plain(s string, most int) *slackapi.TextBlockObject {
	if s == "" {
		s = " "
	}
	emoji := false
	return &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: cut(s, most), Emoji: &emoji}
}

// cut shortens by characters; words from people were shortened before, with
// care for their letters, so this only guards Slack's limits.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
