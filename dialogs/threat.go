package dialogs

import (
	"slices"
	"strings"
)

// A threat is money, a condition and something that would hurt us: "half off or one
// star", "he posts it unless we refund her". None of the three is one alone: people ask
// for refunds, write reviews and call their banks every day.

var (
	wanted = []string{
		"money", "refund", "refunds", "refunded", "discount", "free", "half", "back", "credit", "dollars", "bucks", "percent", "off", "pay", "paid",
		"compensation", "comp", "comped", "waive", "waived", "reimburse", "reimbursed", "everything", "all of it", "cash",
	}
	// What hurts: words in public, the bank, the press, and whoever else may be told.
	published = []string{
		"bad review", "bad reviews", "negative review", "terrible review", "write a review", "writes a review", "leave a review", "leaves a review",
		"post a review", "posts a review", "review on", "reviews", "a review", "star", "stars", "bbb", "better business bureau", "go public", "goes public",
		"going public", "trash us", "trashes us", "blast us", "blasts us", "bad mouth us", "badmouth us", "drag us", "smear us", "expose us",
		"post it", "posts it", "post about", "posts about", "everywhere online",
	}
	disputed = []string{"dispute", "disputes", "disputing", "chargeback", "charge back", "charges back", "reverse the charge", "reverses the charge"}
	press    = []string{"the press", "the news", "local news", "tv news", "reporter", "newspaper", "the papers"}
	hurts    = slices.Concat(published, disputed, press, []string{
		"ruin us", "report us", "reports us", "tell everyone", "tells everyone", "tell everybody", "tells everybody", "tell the world", "whole neighborhood", "attorney general", "consumer protection",
	})
	// Places hurt only with something done there: a discount may have been seen on one.
	places = []string{"google", "yelp", "facebook", "nextdoor", "angi", "instagram", "tiktok", "twitter", "reddit", "social media", "online", "tv", "television", "bank", "card company"}
	does   = []string{
		"post", "posts", "posting", "write", "writes", "put", "puts", "leave", "leaves", "trash", "trashes", "blast", "blasts", "slam", "slams", "rip", "rips", "complain", "complains",
		"tell", "tells", "go", "goes", "going", "call", "calls", "calling", "contact", "contacts", "share", "shares", "hears",
	}
	// innocent are uses of such words that threaten nobody.
	innocent = []string{
		"5 stars", "5 star", "five stars", "five star", "good review", "great review", "nice review", "positive review", "bank account", "bank transfer", "bank details",
		"credit card", "free estimate", "off and on", "on and off", "turn off", "turned off", "turns off", "shut off", "shuts off", "day off", "call back", "calls back",
		"called back", "call me back", "call him back", "call her back", "come back", "comes back", "came back", "goes back", "went back", "or so", "whether or not", "more or less",
	}
	unless    = []string{"unless", "otherwise", "or"}
	negations = []string{"not", "no", "don't", "dont", "doesn't", "doesnt", "won't", "wont", "isn't", "never", "without", "remove", "removes", "delete", "deletes", "down", "quita", "quitar", "borra", "borrar", "sin"}
	yetToCome = []string{"will", "he'll", "she'll", "they'll", "i'll", "going", "gonna", "posts", "writes", "leaves", "goes", "disputes", "calls", "threatens", "threatening"}
)

// threatens reports whether a text puts money against something that would hurt us.
func threatens(text string) bool {
	words := wordsOf(text)
	for i, w := range words {
		before, after := strings.Join(words[:i], " "), strings.Join(words[i+1:], " ")
		switch {
		case w == "if":
			then, cond := ifParts(before, words[i+1:])
			if hurting(then) && wants(cond) && mentions(text, negations) || hurting(cond) && wants(then) && mentions(then, negations) {
				return true
			}
		case slices.Contains(unless, w):
			if wants(before) && hurting(after) {
				return true
			}
			if hurting(before) && wants(after) && (w == "unless" || mentions(before, yetToCome)) {
				return true
			}
			if w == "unless" && wants(after) && hurting(after) { // "unless she gets half back she posts it"
				return true
			}
		}
	}
	return false
}

// ifParts are what follows from an if, and the if itself: "he posts it if we don't pay",
// "if we don't pay he posts it".
func ifParts(before string, after []string) (then, cond string) {
	rest := strings.Join(after, " ")
	if hurting(before) || wants(before) {
		return before, rest
	}
	return rest, rest
}

// meansIn is what a text threatens with; empty: it does not say.
func meansIn(text string) Means {
	text = strings.Join(wordsOf(text), " ")
	switch {
	case text == "":
		return ""
	case mentions(text, disputed) || mentions(text, disputeEs) || mentions(text, []string{"bank", "card company"}):
		return ByChargeback
	case mentions(text, press) || mentions(text, pressEs) || mentions(text, []string{"tv", "television"}):
		return ByPress
	case mentions(text, published) || mentions(text, postedEs) || mentions(text, places):
		return ByPosting
	}
	return ByOther
}

func wants(text string) bool {
	return mentions(text, wanted) || mentions(text, wantedEs) || strings.Contains(text, "$")
}

func hurting(text string) bool {
	return mentions(text, hurts) || mentions(text, harmsEs) || mentions(text, places) && mentions(text, does)
}

// wordsOf are a text's words as they are compared: small, with what is harmless left out,
// and with every sum of money as "$".
func wordsOf(text string) []string {
	text = strings.NewReplacer("%", " percent ", "/", " ").Replace(bare(folded(text)))
	var words []string
	for f := range strings.FieldsSeq(text) {
		if strings.HasPrefix(f, "$") {
			words = append(words, "$")
			continue
		}
		words = append(words, strings.FieldsFunc(f, notInWord)...)
	}
	text = " " + strings.Join(words, " ") + " "
	for _, out := range slices.Concat(innocent, mildEs) {
		text = strings.ReplaceAll(text, " "+out+" ", " ")
	}
	return strings.Fields(joins.Replace(text))
}
