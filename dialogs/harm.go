package dialogs

import (
	"slices"
	"strings"
)

// What people type about damage has a thing in it, so a list of whole phrases would never
// end: "cracked a tile" and whatever else can crack.

var (
	breaks = []string{
		"broke", "cracked", "chipped", "scratched", "dented", "scuffed", "gouged", "smashed", "shattered", "snapped", "tore", "ripped", "burned", "burnt", "scorched",
		"stained", "damaged", "ruined", "flooded", "punctured", "bent", "spilled on", "knocked over", "stepped through", "drilled through", "drilled into", "cut into", "cut through",
		"put a hole in", "leaked on", "leaked onto", "leaked through", "dripped on",
	}
	articles = []string{"a", "an", "the", "his", "her", "their", "one", "two", "some", "my", "our", "customer's"}
	// unharmed is what is broken, torn or cracked without any damage.
	unharmed = []string{
		"promise", "promises", "news", "law", "record", "ice", "bank", "day", "morning", "night", "week", "month", "minute", "moment", "same", "next", "silence", "rules",
		"appointment", "joke", "code", "case", "agreement", "contract", "word", "first", "second", "third", "last", "bit", "ticket", "habit", "rule", "deal", "bill", "invoice", "date",
	}
	marks = []string{
		"water stain", "water stains", "stain on", "stains on", "hole in the wall", "hole in the ceiling", "hole in the drywall", "hole in her", "hole in his", "hole in their", "scratch on", "scratches on", "dent in",
		"crack in the tile", "broken tile", "broken tiles", "broken vase", "broken window", "water came through the ceiling", "mess on the carpet", "mud on the carpet", "ceiling is wet", "wet ceiling",
	}
	harmlessMarks = []string{"hard water stain", "hard water stains", "rust stain on", "rust stains on"}
)

// harms reports whether a text says that something of the customer's was damaged.
func harms(text string) bool {
	if harmsSpanish(text) {
		return true
	}
	words := wordsOf(text)
	text = " " + strings.Join(words, " ") + " "
	for _, out := range harmlessMarks {
		text = strings.ReplaceAll(text, " "+out+" ", " ")
	}
	if mentions(text, marks) {
		return true
	}
	for _, verb := range breaks {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, " "+verb+" ")
			if !found {
				break
			}
			if what := strings.Fields(after); len(what) > 1 && slices.Contains(articles, what[0]) && !slices.ContainsFunc(what[1:min(len(what), 3)], isUnharmed) {
				return true
			}
			rest = " " + after
		}
	}
	return false
}

func isUnharmed(word string) bool { return slices.Contains(unharmed, word) }
