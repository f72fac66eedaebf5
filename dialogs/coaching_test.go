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
