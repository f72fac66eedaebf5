package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"makegood/dialogs"
)

// The messages that are the engine's own, by the beginning of their ids. They tell
// the person who can mend it what the bot cannot do, once each time it happens.
const (
	awayID    = "away-"   // the thread cannot be used; ends by naming the channel
	unshownID = "unshown" // a part of it is not taken by the platform
)

func ownWords(message string) bool {
	return strings.HasPrefix(message, awayID) || message == unshownID
}

// note tells the owner of trouble with showing their case.
func (b *Bot) note(rec record, id string, l dialogs.Line) dialogs.Message {
	return dialogs.Message{
		ID: id, To: dialogs.Place{Where: dialogs.Direct, User: rec.Case.Owner.ID}, Kind: dialogs.NoteKind, Head: l,
	}
}

// shutOut lets a case go on in its owner's direct messages, because its channel is
// closed to us, and tells them how to open it again.
func (b *Bot) shutOut(rec *record, kind TroubleKind) {
	if rec.Away != notAway {
		return
	}
	rec.Away = shutOut
	why := dialogs.DeskBarred.With("case", rec.Case.ID, "bot", b.Name)
	switch kind {
	case Archived:
		why = dialogs.DeskArchived.With("case", rec.Case.ID)
	case Muted:
		rec.Away = muted
		why = dialogs.DeskMuted.With("case", rec.Case.ID, "bot", b.Name)
	case Barred, Busy, Gone, Refused:
	}
	b.tellAway(rec, why)
}

// forget takes note that a message is no longer there. Without its card a thread
// has no place in the channel any more, so the case goes on with its owner.
func (b *Bot) forget(rec *record, message string) {
	rec.giveUp(message)
	switch {
	case message != cardID:
		delete(rec.Shown, message)
	case rec.Away != beheaded:
		b.behead(rec, dialogs.DeskDeleted.With("case", rec.Case.ID))
	}
}

// behead lets a case that has no card go on with its owner.
func (b *Bot) behead(rec *record, why dialogs.Line) {
	rec.Away = beheaded
	rec.giveUp(cardID)
	if rec.Case.Closed.IsZero() {
		b.tellAway(rec, why)
	}
	rec.sparePairs()
}

// letIn asks whether the channel is open to us again: that a card there can be
// redrawn does not say so.
func (b *Bot) letIn(ctx context.Context, channel string) bool {
	_, _, err := b.find(ctx, Address{Channel: channel}, "", b.Now())
	return err == nil
}

// tellAway tells it before anything else, and under a new id each time, so that it
// is a new message.
func (b *Bot) tellAway(rec *record, why dialogs.Line) {
	rec.show(b.note(*rec, awayID+strconv.Itoa(rec.Revs+1), why), b.Now())
	last := len(rec.Out) - 1
	rec.Out = slices.Concat(rec.Out[last:], rec.Out[:last])
}

// leftBehind: the message is in a thread that cannot be used, and redrawing it there
// would be refused or help nobody.
func (rec record) leftBehind(it item, at Ref) bool {
	inThread := rec.Away != notAway && it.Message.To.Where == dialogs.Thread && at.Channel == rec.Channel
	return inThread && (rec.Away != beheaded || len(it.Message.Choices) > 0)
}

// moveOut takes a message out of such a thread: one with something to do in it is
// posted anew where the case goes on.
func (rec *record) moveOut(m dialogs.Message) {
	if len(m.Choices) > 0 {
		delete(rec.Shown, m.ID)
		return
	}
	rec.giveUp(m.ID)
}

// named is the message at a place, empty if none of this record is there.
func (rec record) named(at Ref) string {
	for id, ref := range rec.Shown {
		if ref == at {
			return id
		}
	}
	return ""
}

// posting: something was sent, or is about to be, and where it is is not known yet.
func (rec record) posting() bool {
	return slices.ContainsFunc(rec.Out, func(o item) bool { return !o.Sending.IsZero() })
}
