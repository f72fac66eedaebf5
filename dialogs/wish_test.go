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
		for _, w := range wishes {
			asked = asked || w.press == Chose{Act: AskLang, Value: lang}
		}
		if !asked {
			t.Errorf("nobody can ask for %s by typing it", lang)
		}
	}
}

// TestWishOrTalk: what people type below an answer, and what they say of it or to each other.
func TestWishOrTalk(t *testing.T) {
	const no = Act("")
	for _, c := range []struct {
		text         string
		alone, among Act // in a case's thread
	}{
		{"shorter", AskShorter, AskShorter},
		{"Can you make it a bit warmer?", AskWarmer, AskWarmer},
		{"shorter please", AskShorter, AskShorter},
		{"más corto", AskShorter, AskShorter},
		{"más amable, por favor", AskWarmer, AskWarmer},
		{"más fuerte", AskFirmer, AskFirmer},
		{"more kind please", AskWarmer, AskWarmer},
		{"as at first", AskSay, AskSay},
		{"¿en español?", AskLang, AskLang},
		{"in Spanish please", AskLang, AskLang},
		{"Spanish", AskLang, no}, // what they speak
		{"Too long!", AskShorter, no},
		{"too cold", AskWarmer, no}, // the house
		{"short please", AskShorter, no},
		{"the first one", AskSay, no}, // of two visits
		{"quicker please", AskShorter, no},
		{"the original", AskSay, no},
		{"make it nice", AskWarmer, no},
		{"warmer, thanks", AskWarmer, no},
		{"please be nicer", AskWarmer, no},
		{"much warmer now", AskWarmer, no},
		{"it's warmer now", no, no},
		{"that's nicer, thanks", no, no},
		{"Nice!", no, no},
		{"that's nice, thanks", no, no},
		{"that's more kind", no, no},
		{"kind", no, no},
		{"Strong", no, no},
		{"¿en serio?", no, no},
		{"¡qué amable!", no, no},
		{"fuerte", no, no},
		{"original", no, no},
		{"ok thanks", no, no},
		{"", no, no},
		{"she is warmer", no, no},
	} {
		for among, want := range map[bool]Act{false: c.alone, true: c.among} {
			press, ok := wish(c.text, among)
			if !ok {
				press.Act = no
			}
			if press.Act != want {
				t.Errorf("%q, in a case's thread %v: %q, want %q", c.text, among, press.Act, want)
			}
		}
	}
}
