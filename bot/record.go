package bot

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"makegood/dialogs"
	"makegood/prompts"
	"makegood/store"
)

// schema is the version of record's JSON. A record of a newer one is left to
// the newer program that wrote it.
const schema = 1

// record is what the store keeps of a case, a customer, a purse, an agenda, the fund, a job,
// somebody's own settings or a question to the coach. All but cases and questions show nothing,
// or by direct message only.
type record struct {
	Schema   int
	Case     dialogs.Case      `json:",omitzero"`
	Customer dialogs.Customer  `json:",omitzero"`
	Purse    dialogs.Purse     `json:",omitzero"`
	Agenda   dialogs.Agenda    `json:",omitzero"`
	Fund     dialogs.Fund      `json:",omitzero"`
	Job      dialogs.Job       `json:",omitzero"`
	Coaching dialogs.Coaching  `json:",omitzero"`
	Own      dialogs.Own       `json:",omitzero"`
	Letters  []letter          `json:",omitempty"` // mails that nobody has taken yet
	Telling  []told            `json:",omitzero"`  // what others are to be told, in order
	Tells    int               `json:",omitzero"`  // so far
	Opening  string            `json:",omitzero"`  // the delivery that opened it
	Channel  string            // where the card lives, or a question was asked
	Thread   string            `json:",omitempty"` // of that question
	Alone    bool              `json:",omitempty"` // it was asked alone with us
	Hushed   bool              `json:",omitempty"` // and they pressed stop
	Away     away              `json:",omitzero"`  // why the thread cannot be used, if it cannot
	Out      []item            // messages that do not look as they should yet, in order
	Shown    map[string]Ref    // where the others are, by message id
	Seen     []delivery        `json:",omitzero"` // what was already taken and answered
	Heard    []heard           `json:",omitzero"` // and what was taken without an answer
	Revs     int               // looks of messages so far
	Fitted   map[string]fitted `json:",omitempty"` // what a model made of their words, by message id
	Quotes   prompts.Quotes    `json:",omitzero"`  // from what the customer said, for empty fields of forms
	Wake     time.Time         // the case's next clock
	Carrier  carrier
}

// carrier is the process that carries a record's effects out. Others only add to
// them, until it gives the record up or has not been heard of for settle: so an
// edit cannot overtake a newer one, and only a crash can leave a post in doubt.
type carrier struct {
	Who   string
	Since time.Time // of its last commit
}

// carry makes who the carrier, unless another one is at it.
func (rec *record) carry(who string, now time.Time) bool {
	if rec.Carrier.Who != "" && rec.Carrier.Who != who && now.Sub(rec.Carrier.Since) < settle {
		return false
	}
	rec.Carrier = carrier{who, now}
	return true
}

// takeUp is carry, where something is to be carried out or a clock comes before our hold ends.
func (rec *record) takeUp(who string, now time.Time) bool {
	wake := rec.wake()
	soon := !wake.IsZero() && wake.Before(now.Add(hold))
	return (soon || len(rec.Out)+len(rec.Letters)+len(rec.Telling) > 0) && rec.carry(who, now)
}

// item is a message to be posted or redrawn.
type item struct {
	Message dialogs.Message
	Rev     int       // the look it is to have; no other message of the record has this number
	Due     time.Time // when it was wanted
	Sending time.Time `json:",omitzero"` // when it was last marked as being sent; zero: never
	At      Address   `json:",omitzero"` // and where to
	Tries   int       `json:",omitzero"`
	After   time.Time `json:",omitzero"` // not before
	Plain   bool      `json:",omitzero"` // without what may be left out, because the platform refused it with it
}

// away is why a case goes on in its owner's direct messages. While it is shut out of
// its channel, each redraw of the card there looks whether it still is.
type away string

const (
	notAway  away = ""
	shutOut  away = "shut out" // the channel is closed to us, for now
	muted    away = "muted"    // only some may post in it; an edit that gets through proves nothing
	beheaded away = "beheaded" // somebody deleted the card, the thread's root, or it cannot be shown
)

func decode(r store.Record) (record, error) {
	var rec record
	if len(r.Body) == 0 {
		return record{Schema: schema, Shown: map[string]Ref{}}, nil
	}
	if err := json.Unmarshal(r.Body, &rec); err != nil {
		return rec, fmt.Errorf("read record %s: %w", r.ID, err)
	}
	if rec.Schema > schema {
		return rec, fmt.Errorf("record %s is of layout %d and this program knows %d: run the newer version", r.ID, rec.Schema, schema)
	}
	if rec.Shown == nil {
		rec.Shown = map[string]Ref{}
	}
	return rec, nil
}

func (rec *record) encode(r store.Record, now time.Time) (store.Record, error) {
	rec.forgetOld(now)
	body, err := json.Marshal(rec)
	if err != nil {
		return r, fmt.Errorf("write record %s: %w", r.ID, err)
	}
	r.Body, r.Tags, r.Wake = body, rec.tags(), rec.wake()
	return r, nil
}

func (rec record) tags() []string {
	switch {
	case rec.Customer.ID != "":
		return rec.customerTags()
	case rec.Fund.ID != "":
		return []string{"fund"}
	case rec.Job.ID != "":
		return []string{"job"}
	case rec.Purse.ID != "":
		return []string{"purse"}
	case rec.Agenda.ID != "":
		return []string{"agenda"}
	case rec.Coaching.ID != "":
		return rec.coachTags()
	case rec.Own.ID != "":
		return []string{ownTag}
	}
	c := rec.Case
	tags := []string{"case"}
	if rec.Opening != "" {
		tags = append(tags, deliveryTag(rec.Opening))
	}
	if c.Closed.IsZero() {
		tags = append(tags, "open", ownerTag(c.Owner.ID))
		for _, d := range c.Dues() {
			day, month := dueTags(d.At, c.Policy.Location())
			tags = append(tags, day, month)
			for _, p := range d.Who {
				tags = append(tags, owesTag(p.ID))
			}
		}
	}
	for _, key := range append(c.Keys(), c.Tails()...) {
		tags = append(tags, unsaidTag(key))
	}
	if c.Known.ID != "" {
		tags = append(tags, "of:"+c.Known.ID)
	}
	if card, ok := rec.Shown[cardID]; ok {
		tags = append(tags, threadTag(card.Channel, card.TS))
	}
	for _, ref := range rec.Shown {
		if ref.Channel != rec.Channel {
			tags = append(tags, elsewhereTag(ref))
		}
	}
	return tags
}

func ownerTag(user string) string { return "owner:" + user }

// owesTag finds the open cases in which somebody has something to do by a time.
func owesTag(user string) string { return "owes:" + user }

// unsaidTag finds cases of which nobody has said yet which customer they are of.
func unsaidTag(key string) string { return "unsaid:" + key }

func deliveryTag(id string) string { return "delivery:" + id }

func elsewhereTag(at Ref) string { return "at:" + at.Channel + ":" + at.TS }

func threadTag(channel, ts string) string { return "thread:" + channel + ":" + ts }

// wake is the earliest moment somebody must look: a clock of the case, or a
// message that may be sent from then on.
func (rec record) wake() time.Time {
	next := rec.Wake
	if len(rec.Telling) > 0 {
		next = rec.Telling[0].At
	}
	for _, l := range rec.Letters {
		if at := l.ready(); next.IsZero() || at.Before(next) {
			next = at
		}
	}
	for _, it := range rec.heads() {
		if at := it.ready(); next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next
}

// take puts the effects of a step into the outbox.
func (rec *record) take(id string, effects []dialogs.Effect, now time.Time) error {
	for _, e := range effects {
		switch e := e.(type) {
		case dialogs.Show:
			rec.show(e.Message, now)
		case dialogs.Wake:
			rec.Wake = e.At
		case dialogs.Mail:
			rec.Letters = append(rec.Letters, letter{Mail: e, Due: now})
		case dialogs.Tell:
			if err := rec.tell(id, e, now); err != nil {
				return err
			}
		}
	}
	rec.sparePairs()
	if rec.Agenda.ID != "" { // where the older ones are is of no use any more
		maps.DeleteFunc(rec.Shown, func(id string, _ Ref) bool { return !rec.Agenda.Shows(id) && rec.waiting(id) == nil })
	}
	return nil
}

// sparePairs drops what the owner would get twice: away from the thread, a message
// that also has a copy for them by direct message is that copy.
func (rec *record) sparePairs() {
	if rec.Away == notAway {
		return
	}
	rec.Out = slices.DeleteFunc(rec.Out, func(o item) bool {
		pair := rec.waiting(o.Message.ID + "-dm")
		if _, shown := rec.Shown[o.Message.ID]; shown { // it is there already, and has to stay true
			return false
		}
		return o.Message.To.Where == dialogs.Thread && pair != nil && pair.Message.To.User == rec.Case.Owner.ID
	})
}

// show makes m the wanted look of its message. One that still waits is replaced
// in its place, so ten changes are one.
func (rec *record) show(m dialogs.Message, now time.Time) {
	if m.ID == cardID && rec.Away == beheaded { // there is none any more
		return
	}
	if m.Say.Phrase == "" && m.Words == nil {
		delete(rec.Fitted, m.ID)
	}
	rec.Revs++
	if o := rec.waiting(m.ID); o != nil {
		if m.Ping == nil {
			m.Ping = o.Message.Ping
		}
		o.Message, o.Rev = m, rec.Revs
		return
	}
	it := item{Message: m, Rev: rec.Revs, Due: now}
	if _, shown := rec.Shown[m.ID]; shown {
		it.After = pace(m.ID, now)
	}
	rec.Out = append(rec.Out, it)
}

// cardPace is how long a redraw of the card waits for more to change: ten changes in
// a second are one. What its people work with, below it, does not wait.
const cardPace = time.Second

// pace is until when a redraw waits: one that something calls for now, or that was called
// for while the message was being shown.
func pace(message string, now time.Time) time.Time {
	if message != cardID {
		return time.Time{}
	}
	return now.Add(cardPace)
}

const cardID = "card"

// waiting is the item of a message that does not look as it should yet, or nil.
func (rec *record) waiting(message string) *item {
	for i := range rec.Out {
		if rec.Out[i].Message.ID == message {
			return &rec.Out[i]
		}
	}
	return nil
}

func (rec *record) giveUp(message string) {
	rec.Out = slices.DeleteFunc(rec.Out, func(o item) bool { return o.Message.ID == message })
}
