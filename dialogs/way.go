package dialogs

import "slices"

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

// wayIn is how what was promised reaches the customer, where its words say so.
func wayIn(what string) Way {
	if p, ours := InSlot(what); ours {
		if slices.Contains([]Phrase{leaderRing, topWhat, explainWhat, callDamage, callInjury, callInsurer, callLawyer}, p) {
			return ByCall
		}
		return ""
	}
	for _, w := range wayCues {
		if mentions(what, w.cues) {
			return w.way
		}
	}
	return ""
}

// voicemails are what people type when they spoke with a machine.
var voicemails = []string{"voicemail", "voice mail", "left a message", "left message", "left word", "answering machine"}
