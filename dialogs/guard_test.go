package dialogs

import "testing"

func TestTies(t *testing.T) {
	for _, c := range []struct {
		text    string
		offered bool
		want    Phrase
	}{
		{"half off the repair", true, ""},
		{"a free drain check", true, ""},
		{"a new Energy Star thermostat at no charge", true, ""},
		{"we keep you posted, and the part is free", true, ""},
		{"we go over the bill with you", true, ""},
		{"we review the bill with you and take $40 off", true, ""},
		{"a new light at the fence post", true, ""},
		{"$50 off if you take the review down", true, guardSilence},
		{"$50 off and a 5-star rating", true, guardOffer},
		{"20% off for 5 ⭐", true, guardOffer},
		{"a gift card for a nice word on Yelp", true, guardOffer},
		{"a gift card for a nice word on Goo\u200bgle", true, guardOffer},
		{"full refund once the Google post is gone", true, guardOffer},
		{"descuento por una reseña", true, guardOffer},
		{"refund, and they won't post about us", true, guardSilence},
		{"refund, and they won’t post about us", true, guardSilence},
		{"refund if they sign not to review us", true, guardSilence},
		{"an NDA and $500", true, guardSilence},
		{"call them tomorrow", false, ""},
		{"answer the Yelp review", false, ""},
		{"send the $25 gift card", false, ""},
		{"write the report on the furnace", false, ""},
		{"ask them to update the review", false, guardPromise},
		{"send the refund and answer the Yelp review", false, guardPromise},
		{"$40 back, and the review", false, guardPromise},
		{"get five stars", false, guardPromise},
		{"have them delete the review", false, guardSilence},
		{"see that they stay quiet", false, guardSilence},
	} {
		if got := ties(c.text, c.offered); got != c.want {
			t.Errorf("ties(%q, %v) = %q, want %q", c.text, c.offered, got, c.want)
		}
	}
}
