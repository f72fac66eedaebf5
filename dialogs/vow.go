package dialogs

import (
	"slices"
	"strings"
	"time"
)

// "I'll call you back" is a promise, whether a time is said or not; where none is, the time
// is what has to be asked. It is only offered: nothing is promised before somebody says so.

var spottedVow = tell("spotted.vow", "text!")

// HeardVow opens the promise's form with what was said.
const HeardVow Act = "heard_vow"

var _ = put(deeds, map[Act]deed{HeardVow: {form: (*turn).heardVow}})

// bound begin a promise of ours, and pledged is what is promised. Between the two there
// are at most a few small words: "I will definitely call", "we're going to have Dee call".
var (
	bound = [][]string{
		{"i'll"},
		{"we'll"},
		{"i", "will"},
		{"we", "will"},
		{"i", "shall"},
		{"we", "shall"},
		{"let", "me"},
		{"i'm", "going", "to"},
		{"i", "am", "going", "to"},
		{"we're", "going", "to"},
		{"we", "are", "going", "to"},
		{"i'm", "gonna"},
		{"we're", "gonna"},
		{"i", "promised"},
		{"we", "promised"},
		{"promised", "them"},
		{"promised", "her"},
		{"promised", "him"},
		{"told", "them"},
		{"told", "her"},
		{"told", "him"},
		{"you'll", "hear"},
		{"you", "will", "hear"},
		{"they'll", "hear"},
		{"they", "will", "hear"},
		{"she'll", "hear"},
		{"he'll", "hear"},
	}
	pledged = []string{
		"call", "callback", "ring", "phone", "text", "email", "e", "mail", "message", "send", "write", "get", "come", "be", "stop", "drop", "bring", "book", "order", "swing",
		"check", "find", "look", "ask", "talk", "let", "fix", "repair", "replace", "refund", "schedule", "arrange", "deliver", "return", "follow", "reach", "have", "pick", "finish", "hear", "make", "update",
	}
	// between may stand there.
	between = []string{
		"definitely", "also", "then", "just", "personally", "certainly", "gladly", "to", "i'd", "i", "we'd", "we", "would", "will", "i'll", "we'll", "that", "a", "go", "and", "try", "make", "sure",
		"first", "now", "soon", "again", "still", "myself", "even", "them", "her", "him", "be", "able", "from", "me", "us",
	}
	// hollow is no promise after all.
	hollow = []string{
		"let me know if", "let me see", "let me be", "i'll be honest", "i will be honest", "i'll be happy", "if i", "if we", "i'll have to", "be able to", "i'll be fine", "should i", "we'll see", "i'll see",
	}
)

// vows reports whether somebody says that they, or we, will do something.
func vows(said string) bool {
	said = straight(strings.ToLower(said))
	if mentions(said, hollow) {
		return false
	}
	if vowsSpanish(said) {
		return true
	}
	words := strings.FieldsFunc(said, notInWord)
	for i := range words {
		for _, b := range bound {
			if end := i + len(b); end <= len(words) && slices.Equal(words[i:end], b) && (b[len(b)-1] == "hear" || pledges(words[end:])) {
				return true
			}
		}
	}
	return false
}

// pledges: something is promised within a few small words.
func pledges(words []string) bool {
	const few = 4
	for _, w := range words[:min(few, len(words))] {
		if w == "not" || w == "never" {
			return false
		}
		if slices.Contains(pledged, w) {
			return true
		}
		if !slices.Contains(between, w) {
			return false
		}
	}
	return false
}

// heardVow opens the promise's form with the words in it; the time is asked.
func (t *turn) heardVow(ch Choice) Form {
	return t.promiseForm(pledge(t.spottedBy(ch.On).Text, ""), time.Time{}, ch.On)
}
