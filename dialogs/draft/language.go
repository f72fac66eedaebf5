package draft

// Language is the one that a text is in, by the small words in it: "en" or "es".
func Language(words string) string {
	books, err := loaded()
	if err != nil {
		return "en"
	}
	en, es := 0, 0
	for _, w := range wordsOf(normal(words)) {
		if books["en"].small[w.plain] {
			en++
		}
		if books["es"].small[w.plain] {
			es++
		}
	}
	if es > en {
		return "es"
	}
	return "en"
}
