package draft

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// pattern is a row of the rules: a way to say what should not be said, word by word.
//
//	word        that word
//	fail*       a word that begins so
//	(a|b c|d*)  one of these, each of one word or several
//	<us>        one of a set that the file or its language names: <us> = we|I|our office
//	..3         up to three words that are not looked at
//	{num} {sum} {time} {name} {title} {was}  a number; what was read as a sum or a time; a capital
//	            word; Mrs; a Spanish verb of what was
//	^ and $     where a sentence begins and ends
//	x?          anything of these that may be missing
//
// A pattern stays within one sentence. Accents do not count, contractions count as two words.
type pattern struct {
	parts  []element
	better string // instead of its section's
}

type element struct {
	kind     kind
	options  [][]string // each a row of words, "*" after those that are beginnings
	most     int        // of a gap
	optional bool
}

type kind int

const (
	oneOf kind = iota
	gap
	number
	sum
	moment
	name
	title
	was
	begin
	end
)

var kinds = map[string]kind{"{num}": number, "{sum}": sum, "{time}": moment, "{name}": name, "{title}": title, "{was}": was, "^": begin, "$": end}

// compile reads a pattern as it is written.
func compile(text string, sets map[string][][]string) (p pattern, err error) {
	if strings.Count(text, "(") != strings.Count(text, ")") {
		return p, fmt.Errorf("the brackets in %q do not pair", text)
	}
	for _, field := range fields(text) {
		var e element
		if field != "?" && strings.HasSuffix(field, "?") {
			e.optional, field = true, strings.TrimSuffix(field, "?")
		}
		k, special := kinds[field]
		switch {
		case special:
			e.kind = k
		case strings.HasPrefix(field, ".."):
			e.kind = gap
			if e.most, err = strconv.Atoi(field[2:]); err != nil || e.most < 1 || e.most > 20 {
				return p, fmt.Errorf("%q is no gap; write ..3", field)
			}
		default:
			if e.options, err = options(field, sets); err != nil {
				return p, err
			}
		}
		p.parts = append(p.parts, e)
	}
	if len(p.parts) == 0 || !slices.ContainsFunc(p.parts, func(e element) bool { return !e.optional && e.kind != gap && e.kind != begin && e.kind != end }) {
		return p, fmt.Errorf("%q would match anything", text)
	}
	return p, nil
}

// fields are what blanks part, outside of brackets.
func fields(text string) []string {
	var list []string
	depth, from := 0, -1
	for i, r := range text + " " {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		}
		if r == ' ' && depth <= 0 {
			if from >= 0 {
				list = append(list, text[from:i])
			}
			from = -1
		} else if from < 0 {
			from = i
		}
	}
	return list
}

func options(field string, sets map[string][][]string) ([][]string, error) {
	if inner, ok := strings.CutPrefix(field, "("); ok {
		field = strings.TrimSuffix(inner, ")")
	}
	if strings.ContainsAny(field, "(){}^$.") {
		return nil, fmt.Errorf("%q: between the bars are words and sets only", field)
	}
	var all [][]string
	for option := range strings.SplitSeq(field, "|") {
		option = strings.TrimSpace(option)
		if strings.HasPrefix(option, "<") {
			set, known := sets[option]
			if !known {
				return nil, fmt.Errorf("there is no set %s", option)
			}
			all = append(all, set...)
			continue
		}
		row := row(option)
		if len(row) == 0 {
			return nil, fmt.Errorf("there is nothing between two bars of %q", field)
		}
		all = append(all, row)
	}
	return all, nil
}

// row takes words apart as a draft is, so that both agree, and keeps their stars.
func row(text string) []string {
	var words []string
	for f := range strings.FieldsSeq(text) {
		stem, beginning := strings.CutSuffix(f, "*")
		parts := wordsOf(normal(stem))
		for i, w := range parts {
			if beginning && i == len(parts)-1 {
				w.plain += "*"
			}
			words = append(words, w.plain)
		}
	}
	return words
}

// plain are the words of what people typed, in which a "*" says nothing about how a word goes on.
func plain(text string) []string {
	return row(strings.ReplaceAll(text, "*", " "))
}

func same(want, have string) bool {
	if last := len(want) - 1; want[last] == '*' {
		return strings.HasPrefix(have, want[:last])
	}
	return want == have
}

// starts are the words that can begin what the pattern finds; "" stands for any.
func (p pattern) starts() []string {
	var words []string
	for _, e := range p.parts {
		switch e.kind {
		case begin:
			continue
		case oneOf:
			for _, o := range e.options {
				words = append(words, o[0])
			}
		case number:
			words = append(words, "{num}")
		case title:
			words = append(words, "{title}")
		case gap, sum, moment, name, was, end:
			return []string{""}
		}
		if !e.optional {
			return words
		}
	}
	return words
}
