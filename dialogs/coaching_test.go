package dialogs

import (
	"testing"
)

// TestRatingOfItsAnswer: what somebody thinks of an answer goes with it, and stays with the same
// one in another manner.
func TestRatingOfItsAnswer(t *testing.T) {
	asked := Coaching{ID: "Q-1", Text: "is that so?", Picked: true, Wording: Wording{Situation: "late", Lang: "en"}}
	rated, _, _ := asked.Step(Input{Event: Chose{Act: AskMissed}})
	if rated.Rating != RatedMissed {
		t.Fatalf("rated %q", rated.Rating)
	}
	for _, other := range []Wording{{Situation: "price", Lang: "en"}, {Situation: "late", Lang: "es"}, {Situation: "late", Lang: "en", Draft: "We are late."}} {
		if next, _, _ := rated.Step(Input{Event: Chose{Act: AskTheirs}, Wording: other}); next.Rating != "" {
			t.Errorf("%+v is rated %q before anybody did", other, next.Rating)
		}
	}
	same := Wording{Situation: "late", Lang: "en", Manner: "shorter"}
	if next, _, _ := rated.Step(Input{Event: Chose{Act: AskShorter}, Wording: same}); next.Rating != RatedMissed {
		t.Error("the same in another manner is not rated any more")
	}
}

// TestWhatToWrite: an answer has what is to be said and to be written at once, with what to
// avoid in the language of both, and no button for either; where several situations are likely
// there is only one wording above them, and beside their own words none to write.
func TestWhatToWrite(t *testing.T) {
	full := Wording{Situation: "late", Fits: true, Lang: "es", Title: "Vamos tarde", Say: []string{"Voy tarde.", "Me retraso."}, Write: "Llego tarde.", Avoid: "El tráfico."}
	m := Coaching{Wording: full}.message()
	if len(m.Words) != 2 || m.Write != "Llego tarde." || m.Not.Lang != "es" {
		t.Errorf("shows %+v", m)
	}
	for _, c := range append(m.Choices, m.More...) {
		if c.Act == AskWrite {
			t.Error("what to write has a button as well")
		}
	}
	if want, ok := (Coaching{Wording: full}).Wants(Chose{Act: AskWrite}); !ok || want.Manner != "" { // of an answer from before
		t.Errorf("an old button wants %+v, %v", want, ok)
	}
	near := full
	near.Fits, near.Near = false, []Near{{"late", "Vamos tarde"}}
	if m := (Coaching{Wording: near}).message(); len(m.Words) != 1 || m.Write != "" {
		t.Errorf("asks which it is with %+v", m)
	}
	checked := full
	checked.Fits, checked.Draft = false, "Ya voy."
	if m := (Coaching{Wording: checked}).message(); m.Words != nil || m.Write != "" {
		t.Errorf("their own words are looked through with %+v", m)
	}
}
