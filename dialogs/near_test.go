package dialogs

import "testing"

// TestAskMeant: where nothing fits, what comes near is asked about, and what they mean is
// given; anything else is not looked up.
func TestAskMeant(t *testing.T) {
	unsure := Wording{Situation: "general.form", Lang: "en", Say: []string{"I hear you."}, Near: []Near{{"delay.late", "Running late"}, {"delay.part", "Waiting for a part"}}}
	q, _, effects := Coaching{}.Step(Input{Event: Wondered{ID: "Q-1", Text: "where is it", Wording: unsure}})
	show, _ := effects[0].(Show)
	if m := show.Message; m.Head.Phrase != AskNear.With().Phrase || len(m.Choices) != 3 || m.Choices[2].Act != AskNone || m.Choices[1].Act != AskMeant || m.Choices[1].Value != "delay.part" {
		t.Fatalf("asked %v %+v", show.Head, show.Choices)
	}
	want, ok := q.Wants(Chose{Act: AskMeant, Value: "delay.part"})
	if !ok || want.Situation != "delay.part" || !want.Fits {
		t.Errorf("wants %+v, %v", want, ok)
	}
	if _, ok := q.Wants(Chose{Act: AskMeant, Value: "money.refund"}); ok {
		t.Error("what was not offered is given")
	}
	want.Title, want.Say = "Waiting for a part", []string{"It is on its way."}
	_, _, effects = q.Step(Input{Event: Chose{Act: AskMeant, Value: "delay.part"}, Wording: want})
	if show, _ := effects[0].(Show); len(show.Choices) != 3 || show.Words[0] != "It is on its way." {
		t.Errorf("shows %+v", show.Message)
	}
}

// TestAskNone: whoever means none of them has the whole general form, and is not asked again.
func TestAskNone(t *testing.T) {
	q := Coaching{Wording: Wording{Situation: "general.form", Lang: "en", Say: []string{"I hear you."}, Near: []Near{{"delay.late", "Running late"}}}}
	want, ok := q.Wants(Chose{Act: AskNone})
	if !ok || want.Situation != "general.form" || want.Fits || len(want.Near) > 0 {
		t.Fatalf("wants %+v, %v", want, ok)
	}
	want.Say, want.Write = []string{"I hear you.", "I look after it."}, "I will look after it."
	_, _, effects := q.Step(Input{Event: Chose{Act: AskNone}, Wording: want})
	show, _ := effects[0].(Show)
	if m := show.Message; m.Head.Phrase != AskGeneral.With().Phrase || len(m.Words) != 2 || m.Write == "" || len(m.Choices) != 3 {
		t.Errorf("shows %+v", m)
	}
	q.Wording.Near = nil
	if _, ok := q.Wants(Chose{Act: AskNone}); ok {
		t.Error("none of nothing is looked up")
	}
}
