package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs"
)

// told is what a record tells another: written down with the change that it follows
// from, carried over afterwards, and struck out when the other record has taken it. Its
// id is a delivery's, so the other takes it once, however often it comes.
type told struct {
	ID    string // "R-104/tell-3"
	To    string
	Kind  string
	Event json.RawMessage
	At    time.Time // when it was said
}

// tell takes note of what is to be told; what one record tells another goes in this order.
func (rec *record) tell(from string, t dialogs.Tell, now time.Time) error {
	body, err := json.Marshal(t.Event)
	if err != nil {
		return fmt.Errorf("tell %s: %w", t.To, err)
	}
	rec.Tells++
	rec.Telling = append(rec.Telling, told{ID: from + "/tell-" + strconv.Itoa(rec.Tells), To: t.To, Kind: kind(t.Event), Event: body, At: now})
	return nil
}

func kind(e dialogs.Event) string { return strings.TrimPrefix(fmt.Sprintf("%T", e), "dialogs.") }

// tellable is what records can tell each other, by kind.
var tellable = map[string]func([]byte) (dialogs.Event, error){
	"Reported": read[dialogs.Reported], "Parted": read[dialogs.Parted], "Restricted": read[dialogs.Restricted],
	"Claimed": read[dialogs.Claimed], "Allotted": read[dialogs.Allotted],
	"Planned": read[dialogs.Planned],
	"Entered": read[dialogs.Entered], "Knows": read[dialogs.Knows], "Joining": read[dialogs.Joining], "Joined": read[dialogs.Joined],
}

// event is what was told.
func (t told) event() (dialogs.Event, error) {
	of, known := tellable[t.Kind]
	if !known {
		return nil, fmt.Errorf("read what was told: nobody knows %q", t.Kind)
	}
	return of(t.Event)
}

func read[E dialogs.Event](body []byte) (dialogs.Event, error) {
	var e E
	if err := json.Unmarshal(body, &e); err != nil {
		return nil, fmt.Errorf("read what was told: %w", err)
	}
	return e, nil
}

// carryOver tells the others what a record has to tell them.
func (c *carried) carryOver(ctx context.Context) error {
	b, carry := c.b, context.WithoutCancel(ctx)
	for _, t := range slices.Clone(c.rec.Telling) {
		event, err := t.event()
		if err != nil {
			return err
		}
		known, err := b.wrote(carry, t)
		if err != nil {
			return err
		}
		if !known {
			in := input{ID: t.ID, Event: event}
			if _, given := event.(dialogs.Claimed); given { // a window counts from when it was given, however late that is told
				in.At = t.At
			}
			if _, err := b.step(carry, t.To, in); err != nil {
				return err
			}
		}
		if _, first := event.(dialogs.Reported); first && t.To == c.rec.Case.Known.ID {
			if err := b.lookAgain(carry, c.id, c.rec.Case, true); err != nil {
				return err
			}
		}
		err = c.done(ctx, func(rec *record) {
			rec.Telling = slices.DeleteFunc(rec.Telling, func(o told) bool { return o.ID == t.ID })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// wrote reports whether the other has written down what was told it: after a standstill
// that was longer than deliveries are remembered, only its journal knows.
func (b *Bot) wrote(ctx context.Context, t told) (bool, error) {
	if b.Now().Sub(t.At) < remember {
		return false, nil
	}
	entries, err := b.store.Journal(ctx, t.To)
	if err != nil {
		return false, fmt.Errorf("look for what was told: %w", err)
	}
	for _, e := range entries {
		if factsOf(e).Told == t.ID {
			return true, nil
		}
	}
	return false, nil
}

// lookAgain looks once more whether a new customer is known, now that they can be found
// themselves. A newer case of the same one is told to look, too: it asks.
func (b *Bot) lookAgain(ctx context.Context, id string, c dialogs.Case, others bool) error {
	if !c.Unasked() {
		return nil
	}
	found, err := b.matches(ctx, c.Details)
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(m dialogs.Match) bool { return m.ID == c.Known.ID })
	if len(found) == 0 {
		return nil
	}
	if _, err := b.step(ctx, id, input{ID: id + "/again", Event: dialogs.Woke{}, Found: found}); err != nil || !others {
		return err
	}
	for _, m := range found {
		r, err := b.store.Get(ctx, m.Case)
		if err != nil {
			return fmt.Errorf("look at a customer's other case: %w", err)
		}
		rec, err := decode(r)
		if err != nil {
			return err
		}
		if err := b.lookAgain(ctx, m.Case, rec.Case, false); err != nil {
			return err
		}
	}
	return nil
}

const keyed = 10 // customers looked at for one key

// matches looks up which customers the details may mean.
func (b *Bot) matches(ctx context.Context, d dialogs.Details) ([]dialogs.Match, error) {
	var found []dialogs.Customer
	var seen []string
	for _, key := range d.Keys() {
		ids, err := b.store.List(ctx, customerTag(key), "", keyed)
		if err != nil {
			return nil, fmt.Errorf("look up a customer: %w", err)
		}
		for _, id := range ids {
			if slices.Contains(seen, id) {
				continue
			}
			seen = append(seen, id)
			r, err := b.store.Get(ctx, id)
			if err != nil {
				return nil, fmt.Errorf("look up a customer: %w", err)
			}
			rec, err := decode(r)
			if err != nil {
				return nil, err
			}
			found = append(found, rec.Customer)
		}
	}
	return dialogs.Matches(d, found), nil
}

func customerTag(key string) string { return "key:" + key }

// pressingTag finds the customers who have an open case: where many are called alike they are looked
// at first.
func pressingTag(key string) string { return "open-key:" + key }

func (rec record) customerTags() []string {
	tags := []string{"customer"}
	for _, key := range append(rec.Customer.Keys(), rec.Customer.Tails()...) {
		tags = append(tags, customerTag(key))
		if rec.Customer.Open() {
			tags = append(tags, pressingTag(key))
		}
	}
	return tags
}
