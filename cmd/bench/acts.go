package main

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"strings"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

// act is a kind of thing that people do.
type act struct {
	name  string
	share int                            // of a run, where the screen allows it
	find  func(c *crew, s sight) []*deed // nothing: not now
}

// acts are the mix. A form that is open is filled in before anything else.
var acts = append([]act{
	{"opening", 6, func(c *crew, _ sight) []*deed { return []*deed{c.open()} }},
	{"bare command", 2, func(c *crew, _ sight) []*deed { return []*deed{c.bare()} }},
	{"help", 6, func(c *crew, _ sight) []*deed { return []*deed{c.command("help")} }},
	{"my cases", 6, func(c *crew, _ sight) []*deed { return []*deed{c.command("mine")} }},
	{"main path", 42, mainPath},
	{"a button twice at once", 6, twice},
	{"manager's decision", 10, decision},
	{"not theirs to press", 3, notTheirs},
	{"promise", 6, promise},
	{"typed in a thread", 13, typing},
}, mentions()...)

// mentions are part of the mix if the app hears of them.
func mentions() []act {
	if !bytes.Contains(slack.Manifest, []byte(`"app_mention"`)) {
		return nil
	}
	return []act{{"mention", 4, mention}}
}

func (c *crew) command(word string) *deed {
	since := c.clock()
	return &deed{
		who: c.owner, action: slacksim.Action{Do: "say", Channel: c.channel, Text: "/recover " + word},
		seen: func() bool { return c.answered(c.owner, since) },
	}
}

// bare asks for the opening form.
func (c *crew) bare() *deed {
	since := c.clock()
	return &deed{
		who: c.owner, action: slacksim.Action{Do: "say", Channel: c.channel, Text: "/recover"},
		seen: func() bool { return c.asked(c.owner) || c.answered(c.owner, since) },
	}
}

// asked reports whether a form is open in front of somebody.
func (c *crew) asked(who person) bool {
	_, open := c.w.Dialog(who.key)
	return open
}

// press is due to change what was pressed, to open a form, or to be answered.
func (c *crew) press(who person, o slacksim.Offer) *deed {
	since := c.clock()
	part := strings.SplitN(o.Action.Value, "|", 4)
	if option, _ := o.Action.Option["value"].(string); option != "" {
		part = strings.SplitN(option, "|", 4)
	}
	d := &deed{who: who, action: o.Action}
	if len(part) == 4 {
		d.press = pressKey(part[0], who.id, part[1], part[2])
	}
	card := cmp.Or(o.Action.ThreadTS, o.Action.TS)
	c.mu.Lock()
	c.at[who.key] = card
	c.mu.Unlock()
	d.seen = func() bool {
		return !c.offered(card, o) || c.asked(who) || c.answered(who, since)
	}
	return d
}

// offered reports whether that button is still where it was.
func (c *crew) offered(card string, o slacksim.Offer) bool {
	for _, m := range c.w.Thread(c.channel, card) {
		if m.TS != o.Action.TS {
			continue
		}
		for _, now := range m.Offers() {
			if now.Label == o.Label && now.Action.Value == o.Action.Value {
				return true
			}
		}
	}
	return false
}

func mainPath(c *crew, s sight) []*deed {
	if len(s.thread) < 2 || s.over {
		return nil
	}
	what, boss, found := next(s.thread)
	if !found || boss {
		return nil
	}
	return []*deed{c.press(c.owner, what)}
}

// twice is a double click: one of them comes too late, whichever it is.
func twice(c *crew, s sight) []*deed {
	deeds := append(mainPath(c, s), mainPath(c, s)...)
	for _, d := range deeds {
		d.double = true
	}
	return deeds
}

// pending is what a manager may press about a request.
func pending(s sight, label string) (slacksim.Offer, bool) {
	if len(s.thread) < 2 || s.over {
		return slacksim.Offer{}, false
	}
	for _, m := range s.thread[1:] {
		if o, ok := labelled(m.Offers(), label); ok {
			return o, true
		}
	}
	return slacksim.Offer{}, false
}

func decision(c *crew, s sight) []*deed {
	labels := []string{"Approve $", "Approve less", "Decline"}
	o, ok := pending(s, labels[rand.IntN(len(labels))]) //nolint:gosec // any will do
	if !ok {
		return nil
	}
	return []*deed{c.press(c.boss, o)}
}

// notTheirs is the owner deciding about their own request, who must be told that they may not.
func notTheirs(c *crew, s sight) []*deed {
	o, ok := pending(s, "Approve $")
	if !ok {
		return nil
	}
	return []*deed{c.press(c.owner, o)}
}

func promise(c *crew, s sight) []*deed {
	if len(s.thread) < 2 || s.over {
		return nil
	}
	o, ok := labelled(s.thread[0].Offers(), "Add a promise")
	if !ok {
		return nil
	}
	return []*deed{c.press(c.owner, o)}
}

// typing says something in the thread that the bot asks about. What was done before
// must have shown, so that the case is known not to have closed meanwhile.
func typing(c *crew, s sight) []*deed {
	if len(s.thread) < 2 || s.over || !c.settled() {
		return nil
	}
	ref, card := c.unique(), s.thread[0].TS
	return []*deed{{
		who: c.owner, ref: ref,
		action: slacksim.Action{Do: "say", Channel: c.channel, ThreadTS: card, Text: ref + ": I will call them tomorrow at 3pm"},
		seen: func() bool {
			_, found := reads(c.w.Thread(c.channel, card), ref)
			return found
		},
	}}
}

// mention asks the bot by its name for help, and is answered below it or in private.
func mention(c *crew, _ sight) []*deed {
	ref, since := c.unique(), c.clock()
	return []*deed{{
		who: c.owner, action: slacksim.Action{Do: "say", Channel: c.channel, Text: "@makegood help " + ref}, // kept by no case
		seen: func() bool {
			for _, m := range c.w.Roots(c.channel, since) {
				if m.User != c.owner.id || !strings.Contains(m.Text, ref) {
					continue
				}
				for _, answer := range c.w.Thread(c.channel, m.TS)[1:] {
					if answer.User == slacksim.BotUser {
						return true
					}
				}
			}
			return c.answered(c.owner, since)
		},
	}}
}

// fill sends the form that is open, with words of its own, or closes one that has
// nothing to send.
func (c *crew) fill(who person, form slacksim.Modal) *deed {
	ref, since := c.unique(), c.clock()
	c.mu.Lock()
	card := c.at[who.key]
	c.mu.Unlock()
	fields := map[string]map[string]string{
		"open":    {"customer": "Mrs " + ref, "problem": "No hot water since Monday."},
		"problem": {"problem": ref + ": no hot water since Monday."},
		"ask":     {"words": ref + ": half off", "amount": "$210"},
		"less":    {"amount": "180", "note": ref + ": be generous"},
		"decline": {"words": ref + ": send them a plumber"},
		"promise": {"words": ref + ": book the tune-up"},
	}[form.Form()]
	if fields == nil || len(form.Errors) > 0 || form.Failed != "" {
		_ = c.w.Act(who.key, slacksim.Action{Do: "close", ViewID: form.ID}) // closed already is closed
		return nil
	}
	return &deed{
		kind: "form", who: who, ref: ref, action: slacksim.Action{Do: "submit", ViewID: form.ID, Values: filled(form, fields)},
		seen: func() bool {
			if form.Form() == "open" {
				return c.newCard(ref, since)
			}
			thread := c.w.Thread(c.channel, card)
			_, found := reads(thread, ref)
			_, beyond := reads(thread, "more, under Promises")                           // a card names the first of them
			return found || beyond && form.Form() == "promise" || c.answered(who, since) // late: a form may be answered in private
		},
	}
}
