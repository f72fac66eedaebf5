package dialogs

import (
	"regexp"
	"slices"
	"strings"

	"makegood/dialogs/draft"
)

// What goes out in writing says what is agreed, never why something went wrong or who
// pays for it by law (A15 D13). People's own words are looked through for that; finding a
// word too many leaves a line without its details, which harms nobody. So beside the rules
// that every draft is held to, which know whole turns of speech, a single word is enough here.

var blames = regexp.MustCompile(`\b(` +
	`fault(s|y|less)?|blam\w*|mistakes?|mistaken\w*|errors?|oversights?|negligen\w*|careless\w*|reckless\w*|incompeten\w*|malpractice|sloppy|shoddy|botch\w*|` +
	`liab\w*|responsib\w*|guilt\w*|culpab\w*|admit\w*|admission|concede\w*|adjusters?|injur\w*|compensation|we owe|` +
	`lawsuits?|su(e|es|ed|ing) (us|you|them)|legal\w*|lawyers?|attorneys?|court|insur\w*|` +
	`because|cause[ds]?|causing|due to|owing to|as a result|resulted|since \w+ (didn't|did not|never|forgot)|` +
	`(mess|screw|mix)(ed|es|ing)? (\w+ )?up|screwups?|mixups?|ruin\w*|wreck\w*|forgot\w*|defect\w*|` +
	`broke|broken|breaking|damag\w*|flooded|scratched|cracked|burn(ed|t)|never (showed|came|called|turned)|wrong|bad (weld|work|job|joint|part)|` +
	`(we|us|our \w+|he|she|they) (lost|missed|failed|left)|it was (us|me|him|her|them)|should(n't| not)? have|` +
	`culpa\w*|error(es)?|responsab\w*|abogad\w*|demanda\w*|porque|por causa|debido a|olvid\w*|rompi\w*|dan(o|os|amos|ado|ados|aron)|averi\w*)\b`)

// states are words for how a thing is now, which say nothing about who did it.
var states = regexp.MustCompile(`\b(the|a|an|your|this|that|their|one|any|el|la|los|las|su|un|una) (broken|cracked|scratched|damaged|burnt|flooded|rota?s?) `)

// unwritten are the rules that nothing we write may break. Sums and times are the record's own.
var unwritten = []draft.Rule{
	draft.Fault, draft.BlameCustomer, draft.BlameColleague, draft.Others, draft.Guarantee, draft.Bargain, draft.Legal, draft.Unchecked,
}

// Blames reports whether a text speaks of a cause, of blame or of liability, or of anything
// else that no letter of ours may hold.
func Blames(text string) bool {
	if blames.MatchString(states.ReplaceAllString(strings.ReplaceAll(draft.Plain(text), "-", ""), "$1 ")) {
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
