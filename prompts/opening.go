package prompts

import (
	"context"
	"slices"
	"strings"

	"makegood/dialogs/draft"
)

// Opening is what the first sentences of a letter or of a public reply may be made from. A
// model is told facts of closed lists and names of things, and nothing that anybody said or
// wrote; so there is nothing in the question that could ask it for something.
type Opening struct {
	Language string
	Facts    Facts    // what a checker may find in it, and for whom it is
	Certain  []string // facts, in English
	Things   []string // that may be named; none in public
	Approved []string // texts whose sentences may be used; the first stands there otherwise
}

// sentencesInOpening is how many it may have.
const sentencesInOpening = 2

// Open asks for an opening; empty where none can be used. Like [Fit] it tries once more with
// what did not stay within the limits.
func Open(ctx context.Context, m Model, o Opening) (string, Fitted) {
	ctx, cancel := context.WithTimeout(ctx, Compose.Deadline)
	defer cancel()
	var out Fitted
	var limits []Limit
	for range tries {
		answer, err := m.Answer(ctx, Compose, struct {
			Language string   `json:"language"`
			Kind     string   `json:"kind"`
			Facts    []string `json:"facts"`
			Things   []string `json:"things"`
			Approved []string `json:"approved"`
			Broke    []Limit  `json:"limits_that_your_last_answer_broke,omitempty"`
		}{o.Language, o.kind(), o.Certain, o.Things, o.sentences(), limits})
		if err != nil {
			out.Trouble = err
			return "", out
		}
		words, limit := o.read(answer)
		if limit == "" {
			out.Used = 1
			return words, out
		}
		limits = []Limit{limit}
		out.Limits = append(out.Limits, limit)
	}
	return "", out
}

func (o Opening) kind() string {
	if o.Facts.Audience == draft.Public {
		return "reply to a public review"
	}
	return "letter"
}

// sentences are the approved ones, each by itself.
func (o Opening) sentences() (all []string) {
	for _, text := range o.Approved {
		whole, tail := sentencesOf(text)
		for _, one := range append(whole, tail) {
			if one = strings.TrimSpace(one); one != "" && !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all
}

// read holds an answer against what was approved, sentence by sentence, and all of it against
// the rules of every draft, in each language that it could be in.
func (o Opening) read(answer string) (string, Limit) {
	var got struct {
		Sentences []string `json:"sentences"`
		Seen      []string `json:"instructions_seen"`
	}
	if Compose.Decode(answer, &got) != nil || len(got.Sentences) == 0 {
		return "", Form
	}
	if len(got.Sentences) > sentencesInOpening {
		return "", Long
	}
	f := Frame{Language: o.Language, Beside: o.Approved, About: strings.Join(o.Things, " ")}
	var words []string
	for _, one := range got.Sentences {
		one = strings.TrimSpace(one)
		if limit := f.FitsAny(one); limit != "" {
			return "", limit
		}
		if !strings.ContainsAny(one[len(one)-1:], ".?") {
			return "", Signs
		}
		if slices.Contains(words, one) {
			return "", Far
		}
		words = append(words, one)
	}
	text, facts := strings.Join(words, " "), o.Facts
	for _, facts.Language = range whole {
		if len(draft.Check(text, facts).Blockers) > 0 {
			return "", Draft
		}
	}
	return text, ""
}

// Things are the names of things in a text that may be said of it, each once.
func Things(text, lang string) (all []string) {
	list := framed(lang)
	if list == nil {
		return nil
	}
	for _, w := range (Frame{Language: lang}).tokens(text) {
		if list.thing[w] && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}
