package dialogs

import "testing"

// TestWish: what stands for a press is read as one, in both languages; what says anything else
// is not, and below words that were only looked through there is nothing to turn.
func TestWish(t *testing.T) {
	answered := Coaching{Wording: Wording{Situation: "late", Fits: true, Lang: "en", Say: []string{"We are late."}}}
	for text, want := range map[string]Chose{
		"shorter please": {Act: AskShorter}, "Shorter!": {Act: AskShorter}, "can you make it a bit shorter?": {Act: AskShorter}, "that's too long": {Act: AskShorter},
		"warmer": {Act: AskWarmer}, "more friendly pls": {Act: AskWarmer}, "a little softer": {Act: AskWarmer}, "firmer, please": {Act: AskFirmer}, "too nice": {Act: AskFirmer},
		"in Spanish": {Act: AskLang, Value: "es"}, "can you say that in spanish please": {Act: AskLang, Value: "es"}, "en inglés por favor": {Act: AskLang, Value: "en"},
		"más corto": {Act: AskShorter}, "mas corto porfa": {Act: AskShorter}, "un poco más amable": {Act: AskWarmer}, "más firme": {Act: AskFirmer},
		"as at first": {Act: AskSay}, "como al principio": {Act: AskSay},
		"":  {},
		"?": {}, "please": {}, "not shorter": {}, "a shorter wait": {}, "she wants a shorter wait, what do I say?": {}, "the short man is shouting": {}, "she speaks Spanish": {}, "keep it short and warm": {},
	} {
		press, ok := answered.Wish(text)
		if ok != (want.Act != "") || press != want {
			t.Errorf("%q stands for %+v, %v", text, press, ok)
		}
	}
	checked := Coaching{Wording: Wording{Situation: "general.form", Lang: "en", Say: []string{"I hear you."}, Draft: "We are late."}}
	if _, ok := checked.Wish("shorter"); ok {
		t.Error("words of theirs that were looked through can be turned")
	}
}

// TestEveryLanguage: whatever is kept by language here has something for each.
func TestEveryLanguage(t *testing.T) {
	for _, lang := range Langs {
		if len(left[lang]) == 0 {
			t.Errorf("nothing says how what is left open is called in %s", lang)
		}
		asked := false
		for _, press := range wishes {
			asked = asked || press == Chose{Act: AskLang, Value: lang}
		}
		if !asked {
			t.Errorf("nobody can ask for %s by typing it", lang)
		}
	}
}
