package dialogs

import (
	"regexp"
	"strings"
	"unicode"

	"makegood/dialogs/money"
)

// The guard keeps what a customer is given and what they write about us apart: in one
// text, and in one case (B6 1 and 2, A15 D12). Joined they are a bargain, which the
// sites and the law forbid; a term that keeps somebody silent is void besides. It
// knows words, not meanings, so it rather asks for another wording than lets one through.

var (
	guardOffer   = tell("error.guard_offer", "")
	guardPromise = tell("error.guard_promise", "")
	sumInWords   = tell("error.sum_in_words", "sum!")
	guardSilence = tell("error.guard_silence", "")
)

var (
	// harmless are uses of such words that have nothing to do with it.
	harmless = []string{
		"energy star", "review the bill", "review your bill", "review the invoice", "review your invoice", "review the estimate",
		"review the quote", "review the work", "review the job", "review the plan", "google maps", "post office", "feel free",
	}
	reviews = []string{
		"review", "reviews", "reviewed", "reviewing", "rating", "ratings", "star", "stars", "google", "yelp", "facebook", "bbb",
		"better business bureau", "trustpilot", "nextdoor", "angi", "reddit", "instagram", "tiktok", "twitter", "social media",
		"testimonial", "testimonials", "post online", "post about", "post anything", "post a", "post it", "your post", "their post", "posts",
		"posted about", "posted on", "posted online", "posting about", "posting on", "posting online", "resena", "resenas", "estrellas",
	}
	valuables = []string{
		"money", "cash", "free", "no charge", "discount", "discounts", "refund", "refunds", "refunded", "gift", "gift card", "credit", "rebate",
		"coupon", "voucher", "percent", "half off", "money off", "off the", "off your", "paid", "payment", "pay you", "pay for", "waive", "waived", "reimburse", "compensation", "bucks",
		"dollars", "in exchange", "in return", "reembolso", "descuento", "gratis",
	}
	amendments = []string{
		"change", "changes", "changed", "amend", "amended", "update", "updates", "updated", "edit", "edited", "remove", "removes", "removed", "delete",
		"deletes", "deleted", "take down", "takes down", "taken down", "take it down", "takes it down", "revise", "revised", "withdraw", "withdraws",
	}
	requests = append([]string{
		"ask", "asks", "asking", "raise", "improve", "leave", "leaves", "write", "writes", "give us", "gives us", "5 star", "5 stars", "five star", "five stars",
	}, amendments...)
	silence = append(pairs(
		[]string{"not", "not to", "won't", "wont", "never", "don't", "without", "no", "stop", "refrain from", "instead of"},
		[]string{"post", "posting", "review", "reviewing", "write", "writing", "publish", "publishing", "complain", "complaining", "talk about", "talking about", "tell anyone"},
	), append(pairs(
		[]string{"remove", "removes", "removing", "delete", "deletes", "deleting", "take down", "takes down", "taking down"},
		[]string{"your review", "their review", "the review", "it from", "your post", "their post", "the post", "your rating", "their rating"},
	), "nda", "non disparagement", "nondisparagement", "non disclosure", "gag", "keep quiet", "stay quiet", "keep silent", "stay silent",
		"between us", "takes the review down", "take the review down", "take your review down")...)
)

func pairs(first, second []string) []string {
	var all []string
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+" "+b)
		}
	}
	return all
}

// ties says what is wrong with words of ours; empty: nothing. What is offered has no
// word of reviews in it at all, because it is an offer itself.
func ties(text string, offered bool) Phrase {
	text = folded(text)
	about := mentions(text, reviews)
	switch {
	case mentions(text, silence):
		return guardSilence
	case about && offered:
		return guardOffer
	case about && (strings.Contains(text, "$") || mentions(text, valuables) || mentions(text, requests)):
		return guardPromise
	}
	return ""
}

// folded takes out what hides a word, and what only looks like one.
func folded(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r == '-' || r == '‑' || r == '_':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	for _, sign := range []string{"★", "☆", "⭐", "🌟"} {
		text = strings.ReplaceAll(text, sign, " stars ")
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, h := range harmless {
		text = strings.ReplaceAll(text, h, " ")
	}
	return text
}

// offerText takes the words of something the customer is given, or objects.
func (t *turn) offerText(e Filled, f Field, optional bool) string {
	return t.guarded(f, t.text(e, f, optional), true)
}

// offerOf takes something the customer is given and what it costs, or objects.
func (t *turn) offerOf(e Filled, free bool) Offer {
	o := t.still(Offer{What: t.offerText(e, WordsField, false), Amount: t.amount(e, AmountField, free)})
	t.summed(o.What, o.Amount, AmountField)
	return o
}

// summed objects to words that give more than what is counted and approved.
func (t *turn) summed(words string, amount money.Cents, f Field) {
	for _, sum := range money.Find(words) {
		if sum.Cents > amount && !referred.MatchString(words[:sum.Start]) && !t.refused {
			t.object(f, sumInWords.With("sum", sum.Cents.String()))
		}
	}
}

// referred is what stands before a sum that something is taken off: "half off the $450 bill".
var referred = regexp.MustCompile(`(?i)(?:\b(?:off|half of|part of)|% of|\b(?:descuento (?:en|de|sobre)|mitad de))(?: (?:the|your|their|his|her|a|la|el|los|su))?\s*$`)

// promiseText takes the words of what we will do, or objects.
func (t *turn) promiseText(e Filled, f Field) string { return t.guarded(f, t.text(e, f, false), false) }

func (t *turn) guarded(f Field, words string, offered bool) string {
	if wrong := ties(words, offered); wrong != "" {
		t.object(f, wrong.With())
	}
	return words
}
