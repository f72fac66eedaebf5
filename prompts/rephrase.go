package prompts

import (
	"context"
	"slices"

	"makegood/dialogs/draft"
)

// Rephrasing is approved words, and what they are to be fitted to. Nothing private may be in
// About and Approved: what names people stands in slots, which are filled in afterwards.
type Rephrasing struct {
	Frame
	Approved []string            // each is wanted anew
	Fill     func(string) string // puts the facts in
	Facts    Facts               // what a checker may find in the filled words
}

// Fitted are words that a model made and that may be shown.
type Fitted struct {
	Words   []string // one for each that was approved, which stands in for what could not be used
	Used    int      // how many of them are the model's
	Trouble error    // why there was no answer
	Limits  []Limit  // what the words that were not used went beyond
}

// Used is the outcome of words that may be shown.
const Used = "used"

// Outcome is in one word what came of asking, for counting: [Used], why there was no answer,
// or what the words went beyond.
func (f Fitted) Outcome() string {
	switch {
	case f.Used > 0:
		return Used
	case f.Trouble != nil:
		return string(WhyOf(f.Trouble))
	case len(f.Limits) > 0:
		return string(f.Limits[len(f.Limits)-1])
	}
	return "same"
}

// wordings is the answer to [Rephrase] and tasks like it.
type wordings struct {
	Wordings []string `json:"wordings"`
	Seen     []string `json:"instructions_seen"`
}

// Fit asks a model to fit approved words. It tries once more with what did not stay within
// the limits, and never says more than that: whoever wants words gets the approved ones.
func Fit(ctx context.Context, m Model, t Task, r Rephrasing) Fitted {
	ctx, cancel := context.WithTimeout(ctx, t.Deadline)
	defer cancel()
	out := Fitted{Words: make([]string, len(r.Approved))}
	for i, one := range r.Approved {
		out.Words[i] = r.Fill(one)
	}
	open := make([]int, len(r.Approved))
	for i := range open {
		open[i] = i
	}
	var limits []Limit
	for range tries {
		var wrong []int
		wrong, limits, out.Trouble = r.ask(ctx, m, t, open, limits, &out)
		out.Limits = append(out.Limits, limits...)
		if open = wrong; out.Trouble != nil || len(open) == 0 {
			break
		}
	}
	return out
}

// ask asks for some of the words, and says which cannot be used and why.
func (r Rephrasing) ask(ctx context.Context, m Model, t Task, which []int, before []Limit, out *Fitted) (wrong []int, limits []Limit, err error) {
	data := struct {
		Language  string   `json:"language"`
		Sentences []string `json:"sentences"`
		About     string   `json:"about"`
		Broke     []Limit  `json:"limits_that_your_last_answer_broke,omitempty"`
	}{r.Language, nil, r.About, before}
	for _, i := range which {
		data.Sentences = append(data.Sentences, r.Approved[i])
	}
	answer, err := m.Answer(ctx, t, data)
	if err != nil {
		return which, nil, err
	}
	var got wordings
	if err = t.Decode(answer, &got); err != nil || len(got.Wordings) != len(which) { // asked once more, with what was wrong
		return which, slices.Repeat([]Limit{Form}, len(which)), nil //nolint:nilerr // a bad form is an answer that says nothing
	}
	for n, i := range which {
		words, limit := r.check(got.Wordings[n], r.Approved[i])
		if limit != "" {
			wrong, limits = append(wrong, i), append(limits, limit)
			continue
		}
		if words != out.Words[i] {
			out.Words[i], out.Used = words, out.Used+1
		}
	}
	return wrong, limits, nil
}

// check holds a model's words against the approved ones, filled in, too: the facts must not
// make of them what nobody may say.
func (r Rephrasing) check(words, approved string) (string, Limit) {
	if limit := r.Fits(words, approved); limit != "" {
		return "", limit
	}
	words = r.Fill(words)
	report, was := draft.Check(words, r.Facts), draft.Check(r.Fill(approved), r.Facts)
	if len(report.Blockers) > len(was.Blockers) || len(report.Points) > len(was.Points) {
		return "", Draft
	}
	return words, ""
}
