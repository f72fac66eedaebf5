package dialogs

import (
	"slices"
	"strings"
)

// Way is how a promise reaches the customer. A promise to call is not kept by a voicemail
// (A7 F7).
type Way string

// The ways.
const (
	ByCall   Way = "call"
	BySMS    Way = "text"
	ByLetter Way = "email"
	ByVisit  Way = "visit"
)

var ways = options("by", string(ByCall), string(BySMS), string(ByLetter), string(ByVisit))

// wayCues are what people type, the plainest first.
var wayCues = []struct {
	way  Way
	cues []string
}{
	{ByCall, []string{"call", "calls", "callback", "ring", "rings", "phone"}},
	{ByLetter, []string{"e mail", "email", "emails", "mail"}},
	{BySMS, []string{"text", "texts", "sms"}},
	{ByVisit, []string{"come", "comes", "visit", "stop by", "drop by", "be there", "come by", "come out"}},
}

// there are the words by which somebody comes to the customer whoever is named; mending is what is done there.
var (
	there   = []string{"be there", "stop by", "drop by", "come by", "come out", "come over", "somebody there", "someone there", "somebody out", "someone out", "somebody over", "someone over"}
	mending = []string{"fix", "fixes", "repair", "repairs", "replace", "replaces", "install", "installs", "redo", "mend", "put in", "tune up the"}
)

// visits: whoever keeps it is at the customer's place.
func (p Promise) visits() bool {
	return p.Channel == ByVisit || mentions(p.What, mending) || mentions(p.What, there)
}

// theirs are the words by which something is about the customer, and not about a supplier.
var theirs = []string{"you", "her", "him", "them", "back", "customer"}

// wayIn is how what was promised reaches the customer, where its words say so.
func (c Case) wayIn(what string) Way {
	if p, ours := InSlot(what); ours {
		if slices.Contains([]Phrase{leaderRing, topWhat, explainWhat, callDamage, callInjury, callInsurer, callLawyer}, p) {
			return ByCall
		}
		return ""
	}
	named := slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(c.Details.Customer), notInWord), func(w string) bool {
		return len(w) < len("Al") || slices.Contains([]string{"mr", "mrs", "ms", "miss", "dr", "the", "and", "of", "in", "at", "an"}, w)
	})
	for _, w := range wayCues {
		if w.way == ByVisit && mentions(what, there) || mentions(what, w.cues) && (mentions(what, theirs) || mentions(what, named)) {
			return w.way
		}
	}
	return ""
}

// voicemails are what people type when they spoke with a machine, unreached when with nobody.
var (
	voicemails = []string{"voicemail", "voice mail", "voicemails", "vm", "left word", "answering machine", "answerphone", "answer phone", "his machine", "her machine", "their machine"}
	unreached  = []string{
		"no answer", "not answer", "didn't answer", "doesn't answer", "did not answer", "no one answered", "nobody answered", "didn't pick up", "did not pick up",
		"doesn't pick up", "not picking up", "no pick up", "no one picked up", "nobody picked up", "couldn't reach", "could not reach", "rang out",
	}
)

// onlyTried is how a customer was tried who was not reached, by what somebody typed; empty: they were.
func onlyTried(said string) string {
	left := mentions(said, []string{"left", "leave", "leaving"}) && mentions(said, []string{"message", "msg", "messages"})
	switch {
	case mentions(said, voicemails) || left:
		return "voicemail"
	case mentions(said, unreached):
		return "call"
	}
	return ""
}
