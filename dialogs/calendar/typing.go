package calendar

// short are words as thumbs type them, and what they stand for.
var short = map[string]string{
	"tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tmro": "tomorrow", "tmrow": "tomorrow", "tomoro": "tomorrow",
	"tommorow": "tomorrow", "tommorrow": "tomorrow", "tomarrow": "tomorrow", "tomorro": "tomorrow", "tomrw": "tomorrow",
	"2moro": "tomorrow", "2morrow": "tomorrow", "2mrw": "tomorrow", "2mro": "tomorrow", "2day": "today",
	"tonite": "tonight", "2nite": "tonight", "2night": "tonight", "nite": "night", "midnite": "midnight",
	"morn": "morning", "arvo": "afternoon", "b4": "before", "til": "till", "biz": "business", "qtr": "quarter",
	"wensday": "wednesday", "wendsday": "wednesday", "wednsday": "wednesday", "wedensday": "wednesday", "wednes": "wednesday",
	"thur": "thursday", "tusday": "tuesday", "saterday": "saturday",
}

// long are the words that are known with one slip of a finger; none of them is near another, or near a word that people
// would mean.
var long = []string{
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow", "tonight", "afternoon",
	"evening", "morning", "midnight", "january", "february", "september", "october", "november", "december",
}

// typed puts the words that people mean in place of those that they typed: 2moro, b4, and thrusday where every word is of
// a time.
func typed(tokens []token, slips bool) []token {
	var out []token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if i+1 < len(tokens) && tokens[i+1].glued && t.kind != mark && tokens[i+1].kind != t.kind && tokens[i+1].kind != mark {
			if whole, ok := short[t.text+tokens[i+1].text]; ok { // a figure that is read aloud as a part of the word
				t.kind, t.text, t.end = word, whole, tokens[i+1].end
				out = append(out, t)
				i++
				continue
			}
		}
		if t.kind == word {
			t.text = meant(t.text, slips)
		}
		out = append(out, t)
	}
	return out
}

func meant(typed string, slips bool) string {
	if whole, ok := short[typed]; ok {
		return whole
	}
	for _, w := range long {
		if slips && slip(typed, w) && typed != w+"s" { // "mondays" is every one of them
			return w
		}
	}
	return typed
}

// slip says that one letter is missing, doubled, wrong or in its neighbour's place; the first one is right.
func slip(typed, w string) bool {
	if typed == "" || typed[0] != w[0] || typed == w {
		return false
	}
	i := 0
	for i < len(typed) && i < len(w) && typed[i] == w[i] {
		i++
	}
	a, b := typed[i:], w[i:]
	switch {
	case len(a) == len(b):
		swapped := len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
		return swapped || a[1:] == b[1:]
	case len(a) == len(b)+1:
		return a[1:] == b
	case len(a)+1 == len(b):
		return a == b[1:]
	}
	return false
}
