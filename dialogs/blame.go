package dialogs

import (
	"regexp"
	"slices"

	"makegood/dialogs/draft"
)

// What goes out in writing says what is agreed, never why something went wrong or who
// pays for it by law (A15 D13). People's own words are looked through for that; finding a
// word too many leaves a line without its details, which harms nobody. So beside the rules
// that every draft is held to, which know whole turns of speech, a single word is enough here.

var blames = regexp.MustCompile(`(?i)\b(` +
	`faults?|blam\w*|mistakes?|mistaken\w*|errors?|negligen\w*|careless\w*|reckless\w*|incompeten\w*|malpractice|` +
	`liab\w*|responsib\w*|guilt\w*|admit\w*|admission|concede\w*|` +
	`lawsuits?|su(e|es|ed|ing) (us|you|them)|legal\w*|lawyers?|attorneys?|court|insur\w*|` +
	`because|cause[ds]?|causing|due to|owing to|as a result|resulted|` +
	`(messed|screwed|mixed) up|botched|ruined|wrecked|forgot|forgotten|` +
	`(we|our \w+|he|she|they) (broke|damaged|flooded|scratched|burn(ed|t)|cracked|lost|missed|failed|left)|should(n't| not)? have|` +
	`culpa\w*|error(es)?|negligen\w*|responsab\w*|abogad\w*|demanda\w*|porque|por causa|debido a|se nos olvidó|olvid(ó|amos|aron))\b`)

// unwritten are the rules that nothing we write may break. Sums and times are the record's own.
var unwritten = []draft.Rule{
	draft.Fault, draft.BlameCustomer, draft.BlameColleague, draft.Others, draft.Guarantee, draft.Bargain, draft.Legal, draft.Unchecked,
}

// Blames reports whether a text speaks of a cause, of blame or of liability, or of anything
// else that no letter of ours may hold.
func Blames(text string) bool {
	if blames.MatchString(text) {
		return true
	}
	for _, lang := range Langs {
		found := draft.Check(text, draft.Facts{Language: lang, Audience: draft.Mail}).Blockers
		if slices.ContainsFunc(found, func(f draft.Finding) bool { return slices.Contains(unwritten, f.Rule) }) {
			return true
		}
	}
	return false
}
