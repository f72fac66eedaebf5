package prompts

import "testing"

// TestEveryLanguage: a language that is spoken has everything that is kept by language, so that
// whoever adds one hears what is missing.
func TestEveryLanguage(t *testing.T) {
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range whole {
		if words.Guide(lang) == nil {
			t.Errorf("%s has no guide", lang)
		}
		if list := framed(lang); list == nil || len(list.join) == 0 || len(list.deny) == 0 || len(list.thing) == 0 {
			t.Errorf("frame/%s.txt lacks something", lang)
		}
		if len(mine[lang]) == 0 {
			t.Errorf("nothing says how words of one's own are turned in %s", lang)
		}
		if Check("Hello.", Facts{Language: lang}).Blockers != nil {
			t.Errorf("the rules of %s cannot be read", lang)
		}
	}
}
