package dialogs

import (
	"testing"
	"time"

	"makegood/dialogs/policy"
)

// TestPublic: what everybody can read holds nothing private, no sum, no argument, and no
// try to reach them that the record does not have.
func TestPublic(t *testing.T) {
	c := Case{Policy: policy.Sample(), Owner: Person{ID: "U1", Name: "Tess"}, Details: Details{Customer: "Mrs Alvarez", Contact: "555-010-4477", Job: "J-2231"}}
	c.Review.Text = "Nobody came, and Rosa at the desk was rude"
	in := &turn{c: c}
	in.in.At = time.Date(2026, time.November, 23, 15, 42, 0, 0, time.UTC)
	for _, c := range []struct {
		words string
		want  Phrase
	}{
		{"Thank you for telling us. This is not what we want to be. Please call our office and ask for Tess.", ""},
		{"I am sorry that you waited. Please ask for Tess, and we will talk about it.", ""},
		{"Thank you for the stars and for your honest words. Please call and ask for Tess.", ""},
		{"Gracias por escribirnos. Llame a la oficina y pregunte por Tess.", ""},

		{"Dear Mrs. Alvarez, please call us.", replyPrivate},
		{"Rosa ALVAREZ, please call us.", replyPrivate},
		{"We came to your house on Monday.", replyPrivate},
		{"Sorry about the wait at 14 Elm Street.", replyPrivate},
		{"Your invoice is with us.", replyPrivate},
		{"Job J-2231 is still open.", replyPrivate},
		{"We called 555 010 4477.", replyPrivate},
		{"Your husband signed.", replyPrivate},
		{"You were in the hospital.", replyPrivate},
		{"We replaced the compressor.", replyPrivate},

		{"We took $50 off.", replyOffers},
		{"We will give you half off.", replyOffers},
		{"We refunded you in full.", replyOffers},
		{"Please update your review.", replyOffers},
		{"Please remove it once we have talked.", replyOffers},
		{"Take the review down and we talk.", guardSilence},

		{"This is not true.", replyArgues},
		{"That never happened.", replyArgues},
		{"In fact, we were on time.", replyArgues},
		{"These are lies.", replyArgues},
		{"You refused to listen.", replyArgues},
		{"You should have called.", replyArgues},
		{"It is unfair to say so.", replyArgues},
		{"You will hear from our lawyer.", replyArgues},
		{"Eso es mentira.", replyArgues},
		{"It was our fault.", replyArgues},
		{"Our technician was careless.", replyArgues},

		{"We tried to reach you several times.", replyClaims},
		{"We left you a voicemail.", replyClaims},
	} {
		if got := in.public(c.words); got != c.want {
			t.Errorf("public(%q) = %q, want %q", c.words, got, c.want)
		}
	}
}
