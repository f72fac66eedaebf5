package dialogs

import (
	"slices"
	"strconv"
)

// Somebody is sick, a road is closed, a part did not come. It is nobody's doing, and the
// customer still counted on us: they hear it first and get at least two ways around it
// (A3 B21, A2 S20, A6 C7).

// Telling is until the customer knows.
const Telling Stage = "telling"

// NoFault is something that nobody did.
const NoFault Branch = "no_fault"

// Hitch is what came in between; it chooses the words and the ways around it.
type Hitch string

// The hitches that have words of their own.
const (
	Sick    Hitch = "sick"
	Weather Hitch = "weather"
	Supply  Hitch = "supply"
)

// wayAround is what to say about a hitch and what can be offered instead.
type wayAround struct {
	what Hitch
	cues []string
	name Phrase
	say  Phrase
	ways []Phrase
}

var hitches = []wayAround{
	{
		Sick,
		[]string{
			"is sick", "called in sick", "calls in sick", "out sick", "is ill", "family emergency", "short staffed", "understaffed", "nobody to send",
		},
		tell("hitch.sick", ""),
		say("hitch.sick_say", "owner company"),
		[]Phrase{tell("way.other_technician", ""), tell("way.first_tomorrow", "")},
	},
	{
		Weather,
		[]string{"snowstorm", "snowed in", "heavy snow", "icy", "ice storm", "the storm", "the weather", "bad weather", "hurricane", "road closed", "roads closed", "roads are closed"},
		tell("hitch.weather", ""),
		say("hitch.weather_say", "owner company"),
		[]Phrase{tell("way.when_clear", ""), tell("way.after_hours", "")},
	},
	{
		Supply,
		[]string{
			"back ordered", "backordered", "backorder", "out of stock", "supplier", "part is late", "parts are late", "part didn't come",
			"part did not come", "waiting for a part", "waiting for parts", "delivery is late",
		},
		tell("hitch.supply", ""),
		say("hitch.supply_say", "owner company"),
		[]Phrase{tell("way.loaner", ""), tell("way.other_supplier", "")},
	},
	{"", nil, "", say("hitch.say", "owner company"), []Phrase{"way.first_tomorrow", tell("way.earlier_slot", "")}},
}

var (
	hitchDone = tell("hitch.done", "time!")
	waysLine  = tell("hitch.ways", "")
)

// Acts.
const (
	TheyKnow Act = "they_know"
	TakeWay  Act = "take_way"
	ItIs     Act = "it_is" // what came in between
)

var _ = put(branches, map[Branch]branch{NoFault: {
	cues: cuesOf(hitches, func(w wayAround) []string { return w.cues }), open: calmBut(Telling, Ahead),
	enter: func(t *turn) { t.detour(Telling, hitchDone.With("time", t.now())) },
}})

var _ = put(deeds, map[Act]deed{
	TheyKnow: plain((*turn).theyKnow),
	TakeWay:  deed{form: (*turn).wayForm}.labelled("what!"),
	ItIs: deed{does: func(t *turn, ch Choice) {
		t.c.Details.Hitch = Hitch(ch.Value)
		t.redraw()
	}}.labelled("what!"),
})

var _ = put(scenes, map[Stage]scene{Telling: {off: true, draws: (*turn).drawTelling}})

// hitchIn finds what a text says came in between; empty: nothing.
func hitchIn(text string) Hitch {
	for _, h := range hitches {
		if mentions(text, h.cues) {
			return h.what
		}
	}
	return ""
}

// hitch gives the words and the ways around for what came in between.
func (c Case) hitch() (words Phrase, ways []Phrase) {
	for _, h := range hitches {
		if h.what == c.Details.Hitch {
			words, ways = h.say, h.ways
		}
	}
	return words, ways
}

func (t *turn) drawTelling(m *Message) {
	words, _ := t.c.hitch()
	m.Head = aheadDo.With("customer", t.c.customer())
	m.Say = words.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	m.Not = aheadNot.With()
	m.Lines = []Line{waysLine.With()}
	t.offerActs(m, TheyKnow)
	for _, h := range hitches {
		if h.name != "" && h.what != t.c.Details.Hitch {
			ch := ItIs.on(t.c.token(), "what", slotPhrase(h.name))
			ch.Value = string(h.what)
			m.Choices = append(m.Choices, ch)
		}
	}
}

// theyKnow: what was settled no longer holds, so the ways around it come next; before
// anything was settled the talk goes on where it was.
func (t *turn) theyKnow() {
	t.c.LastWord = t.in.At
	if at := t.c.main(t.c.Back); at != Asking && slices.Index(t.c.path(), at) > slices.Index(t.c.path(), Asking) {
		t.c.Ask, t.c.Offer, t.c.Back = Ask{}, Offer{}, t.c.another()
		if t.c.Back == Propose {
			t.c.Ask.Verdict = NoIdea
		}
	}
	t.rejoin(aheadDone.With("time", t.now()))
}

// offerWays puts the ways around a hitch before what else costs nothing.
func (t *turn) offerWays(m *Message) {
	if !t.c.Details.HeadsUp && t.c.Details.Hitch == "" {
		return
	}
	_, ways := t.c.hitch()
	for i, w := range ways {
		if len(m.Choices) == buttonsMost {
			return
		}
		ch := TakeWay.on(t.c.token(), "what", slotPhrase(w))
		ch.Value = strconv.Itoa(i)
		m.Choices = append(m.Choices, ch)
	}
}

// wayForm is the offer's, with the way in it: a time or a name can be added.
func (t *turn) wayForm(ch Choice) Form {
	f := t.offerForm()
	_, ways := t.c.hitch()
	if i, err := strconv.Atoi(ch.Value); err == nil && i < len(ways) {
		f.Inputs[0].Initial = slotPhrase(ways[i])
	}
	return f
}
