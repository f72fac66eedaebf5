package dialogs

import "regexp"

// What goes out in writing says what is agreed, never why something went wrong or who
// pays for it by law (A15 D13). People's own words are looked through for that; finding a
// word too many leaves a line without its details, which harms nobody.

var blames = regexp.MustCompile(`(?i)\b(` +
	`faults?|blam\w*|mistakes?|mistaken\w*|errors?|negligen\w*|careless\w*|reckless\w*|incompeten\w*|malpractice|` +
	`liab\w*|responsib\w*|guilt\w*|admit\w*|admission|concede\w*|` +
	`lawsuits?|su(e|es|ed|ing) (us|you|them)|legal\w*|lawyers?|attorneys?|court|insur\w*|` +
	`because|cause[ds]?|causing|due to|owing to|as a result|resulted|` +
	`(messed|screwed|mixed) up|botched|ruined|wrecked|forgot|forgotten|` +
	`(we|our \w+|he|she|they) (broke|damaged|flooded|scratched|burn(ed|t)|cracked|lost|missed|failed|left)|should(n't| not)? have)\b`)

// Blames reports whether a text speaks of a cause, of blame or of liability.
func Blames(text string) bool { return blames.MatchString(text) }
