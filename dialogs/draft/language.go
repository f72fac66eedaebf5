package draft

import "makegood/dialogs/language"

// Language is the one that a text is in, by the small words in it.
func Language(words string) string {
	first := language.All[0]
	books, err := loaded()
	if err != nil {
		return first
	}
	n := map[string]int{}
	for _, w := range wordsOf(normal(words)) {
		for lang, book := range books {
			if book.small[w.plain] {
				n[lang]++
			}
		}
	}
	for _, lang := range language.All {
		if n[lang] > n[first] {
			first = lang
		}
	}
	return first
}
