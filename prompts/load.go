package prompts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"makegood/dialogs"
)

// fewest is how many wordings everybody finds for a phrase that is spoken.
const fewest = 3

// limits are the longest words of a kind of phrase, in characters.
var limits = []struct {
	prefix string
	most   int
	why    string
}{
	{"form.", 24, "a form's title and buttons (Slack's limit)"},
	{"button.", 75, "a button (Slack's limit)"},
	{"setting.", 75, "an answer to pick (Slack's limit)"},
	{"source.", 75, "an answer to pick (Slack's limit)"},
	{"verdict.", 75, "an answer to pick (Slack's limit)"},
	{"field.", 40, "a field's label"},
	{"hint.", 120, "a hint"},
}

// room is the length a fact is allowed for in those limits; usualRoom is that
// of all others.
var room = map[string]int{"amount": 10, "left": 10, "now": 8, "extra": 40}

const usualRoom = 24

// complete holds what was read against what is wanted.
func (r *reader) complete(specs []dialogs.Spec) map[dialogs.Phrase]groups {
	wanted := make(map[dialogs.Phrase]dialogs.Spec, len(specs))
	for _, s := range specs {
		wanted[s.Phrase] = s
	}
	first := map[dialogs.Phrase]int{}
	all := make(map[dialogs.Phrase]groups, len(specs))
	for _, s := range r.sections {
		spec, known := wanted[s.phrase]
		switch {
		case !known:
			r.fault(s.line, "[%s] nobody asks for this phrase; take it out, or correct its name", s.phrase)
			continue
		case first[s.phrase] > 0:
			r.fault(s.line, "[%s] is already at %s; keep all its wordings together", s.phrase, r.where(first[s.phrase]))
			continue
		}
		first[s.phrase] = s.line
		all[s.phrase] = r.section(s, spec)
	}
	for _, s := range specs {
		if first[s.Phrase] == 0 {
			r.fault(0, "[%s] is missing; add it with its wordings, which may use %s", s.Phrase, listed(s.Slots))
		}
	}
	return all
}

func (r *reader) section(s section, spec dialogs.Spec) groups {
	g := groups{}
	seen := map[string]int{}
	for _, w := range s.wordings {
		if at := seen[w.source]; at > 0 {
			r.fault(w.line, "[%s] has the same words as %s; find others, or put them once under %q", s.phrase, r.where(at), everybody)
			continue
		}
		seen[w.source] = w.line
		r.words(s.phrase, w, spec)
		g[w.key] = append(g[w.key], w)
	}
	if spec.Spoken {
		r.spoken(s, g)
	} else {
		r.shown(s)
	}
	return g
}

// words checks one wording by itself.
func (r *reader) words(p dialogs.Phrase, w wording, spec dialogs.Spec) {
	if w.source == "" {
		r.fault(w.line, "[%s] there are no words after %q; write them there", p, w.key+":")
		return
	}
	var used []string
	length := 0
	for _, part := range w.parts {
		length += utf8.RuneCountInString(part.text)
		if part.slot == "" {
			continue
		}
		used = append(used, part.slot)
		length += roomFor(part.slot)
		if !slices.Contains(spec.Slots, part.slot) {
			r.fault(w.line, "[%s] there is no {%s} here; it may use %s", p, part.slot, listed(spec.Slots))
		}
	}
	for _, need := range spec.Needs {
		if !slices.Contains(used, need) {
			r.fault(w.line, "[%s] does not say {%s}; every wording of it must", p, need)
		}
	}
	for _, l := range limits {
		if strings.HasPrefix(string(p), l.prefix) && length > l.most {
			r.fault(w.line, "[%s] takes %d characters with its facts; %s has at most %d, so shorten it", p, length, l.why, l.most)
		}
	}
}

// shown: what is read says one thing in one way.
func (r *reader) shown(s section) {
	if len(s.wordings) == 0 {
		r.fault(s.line, "[%s] has no words; add one line, %q and the words", s.phrase, everybody+":")
	}
	for i, w := range s.wordings {
		switch {
		case w.key != everybody:
			r.fault(w.line, "[%s] is read, not spoken, so %q does not apply; use %q", s.phrase, w.key, everybody)
		case i > 0:
			r.fault(w.line, "[%s] is read, not spoken, so it has one wording; keep this or %s", s.phrase, r.where(s.wordings[0].line))
		}
	}
}

// spoken: everybody finds enough wordings, and every wording is found by somebody.
func (r *reader) spoken(s section, g groups) {
	found := map[string]bool{}
	for _, setting := range settings {
		for _, role := range append([]string{""}, roles...) {
			key, list := g.find(role, setting)
			if key == "" {
				key = string(setting)
			}
			if !found[key] && len(list) < fewest {
				r.fault(s.line, "[%s] has %d wordings under %q and needs %d; add %d there", s.phrase, len(list), key, fewest, fewest-len(list))
			}
			found[key] = true
		}
	}
	for _, w := range s.wordings {
		if !found[w.key] {
			r.fault(w.line, "[%s] nobody ever finds the words under %q, as others go before them; take them out or move them", s.phrase, w.key)
			found[w.key] = true // said once
		}
	}
}

func roomFor(slot string) int {
	if n, ok := room[slot]; ok {
		return n
	}
	return usualRoom
}

func listed(slots []string) string {
	if len(slots) == 0 {
		return "no facts"
	}
	return "{" + strings.Join(slots, "}, {") + "}"
}
