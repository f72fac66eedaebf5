package slack

import (
	"strings"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

// modal draws a form.
func modal(f bot.Form, from place) slackapi.ModalViewRequest {
	v := slackapi.ModalViewRequest{
		Type: slackapi.VTModal, CallbackID: string(f.ID), Title: plain(f.Title, titleMost),
		Close: plain("Close", titleMost), PrivateMetadata: from.with(f).encode(),
	}
	if f.Submit != "" {
		v.Submit, v.Close = plain(f.Submit, titleMost), plain("Cancel", titleMost)
	}
	for _, t := range f.Text {
		for _, part := range split(t, sectionMost) {
			v.Blocks.BlockSet = append(v.Blocks.BlockSet, slackapi.NewSectionBlock(plain(part, sectionMost), nil, nil))
		}
	}
	for _, in := range f.Inputs {
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, input(in))
	}
	return v
}

// split keeps every word of a long text, in parts that Slack accepts.
func split(s string, most int) []string {
	runes := []rune(s)
	var parts []string
	for len(runes) > most {
		at := most
		for i := most; i > most/2; i-- {
			if runes[i] == ' ' || runes[i] == '\n' {
				at = i + 1
				break
			}
		}
		at = min(at, most)
		parts = append(parts, string(runes[:at]))
		runes = runes[at:]
	}
	return append(parts, string(runes))
}

func input(in bot.Input) *slackapi.InputBlock {
	var hint *slackapi.TextBlockObject
	if in.Hint != "" {
		hint = plain(in.Hint, hintMost)
	}
	b := slackapi.NewInputBlock(inputID(in), plain(in.Label, labelMost), hint, element(in))
	b.Optional = in.Optional
	return b
}

// anew stands between a field and what tells its looks apart: Slack keeps what was typed in a block that it knows.
const anew = "="

// inputID names the block of an input.
func inputID(in bot.Input) string {
	if !in.Anew {
		return string(in.Field)
	}
	looks := []string{in.Initial}
	for _, o := range in.Options {
		looks = append(looks, o.Value)
	}
	return string(in.Field) + anew + content(map[dialogs.Field]string{in.Field: strings.Join(looks, " ")})
}

// fieldOf is the field that a block asks for.
func fieldOf(block string) dialogs.Field {
	field, _, _ := strings.Cut(block, anew)
	return dialogs.Field(field)
}

func element(in bot.Input) slackapi.BlockElement {
	switch in.Kind {
	case dialogs.Pick, dialogs.List:
		var options []*slackapi.OptionBlockObject
		var initial *slackapi.OptionBlockObject
		for _, o := range in.Options {
			option := slackapi.NewOptionBlockObject(o.Value, plain(o.Label, optionMost), nil)
			options = append(options, option)
			if o.Value == in.Initial {
				initial = option
			}
		}
		if in.Kind == dialogs.List || len(options) > radioMost {
			e := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeStatic, nil, inputAction, options...)
			e.InitialOption = initial
			return e
		}
		e := slackapi.NewRadioButtonsBlockElement(inputAction, options...)
		e.InitialOption = initial
		return e
	case dialogs.Member:
		e := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeUser, nil, inputAction)
		e.InitialUser = in.Initial
		return e
	case dialogs.Short, dialogs.Long:
	}
	e := slackapi.NewPlainTextInputBlockElement(nil, inputAction)
	e.Multiline = in.Kind == dialogs.Long
	e.InitialValue = cut(in.Initial, dialogs.TextRunes)
	e.MaxLength = dialogs.TextRunes
	return e
}
