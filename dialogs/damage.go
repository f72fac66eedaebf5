package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// Where something of theirs was damaged or somebody was hurt, or an insurer or a lawyer
// is in it: sorry that it happened and not a word about cause, liability or money until
// somebody who leads has answered (A15 D1). What happened is kept for those who must know.

// Damaged is until the leader has answered.
const Damaged Stage = "damaged"

// DamageBranch is damage and everything else that makes words delicate.
const DamageBranch Branch = "damage"

var (
	damagedDo    = tell("damaged.do", "")
	damagedSay   = say("damaged.say", "")
	damagedNot   = tell("damaged.not", "")
	damagedDone  = tell("damaged.done", "time!")
	damagedOver  = tell("damaged.over_done", "name! answer! time!")
	damagedBack  = tell("damaged.back_done", "time!")
	damageCall   = tell("call.damage", "customer! owner!")
	damageLeft   = tell("call.damage_left", "owner! left!")
	damageRings  = tell("damaged.promise", "")
	damageTitle  = tell("form.damage.title", "")
	handleTitle  = tell("form.handle.title", "")
	labelPhotos  = tell("field.photos", "")
	labelHandle  = tell("field.handle", "")
	damageNoNote = tell("damaged.note", "")
	damageNoted  = tell("damaged.noted", "name! owner!")
)

// Acts.
const (
	NoteDamage   Act = "note_damage"
	NoneAfterAll Act = "none_after_all"
	RestOfIt     Act = "rest_of_it" // nobody has to answer any more
	Handle       Act = "handle"     // the leader's answers
	WithinLimit  Act = "within_limit"
)

// Forms.
const (
	DamageForm FormID = "damage"
	HandleForm FormID = "handle"
)

// PhotosField is where the photos are.
const PhotosField Field = "photos"

var _ = put(branches, map[Branch]branch{DamageBranch: {
	cues:  cuesOf(new(Details).involved(), func(v involvement) []string { return v.cues }),
	hears: harms,
	open:  func(c Case) bool { return c.Stage != Damaged && c.Stage != Unsafe },
	enter: (*turn).damage,
}})

var _ = put(deeds, map[Act]deed{
	NoteDamage:   opens((*turn).damageForm),
	NoneAfterAll: plain((*turn).noneAfterAll),
	RestOfIt:     plain(func(t *turn) { t.rejoin(damagedBack.With("time", t.now())) }),
	Handle:       deed{form: (*turn).handleForm}.of(policy.Lead),
	WithinLimit:  deed{does: (*turn).answerCall}.of(policy.Lead),
})

var _ = put(sheets, map[FormID]sheet{
	DamageForm: {NoteDamage, WordsField, (*turn).noteDamage},
	HandleForm: {Handle, WhenField, (*turn).handle},
})

var _ = put(scenes, map[Stage]scene{Damaged: {off: true, draws: (*turn).drawDamaged}})

var _ = put(appeals, map[Branch]appeal{DamageBranch: {
	head: damageCall, acts: []Act{Handle, WithinLimit}, power: policy.Lead, answer: (*turn).damageAnswered,
	facts: func(t *turn) []Line {
		return append(t.c.telling(), damageLeft.With("owner", t.c.Owner.Name, "left", t.left().String()))
	},
}})

// damage calls the leader; one who has answered is called again where there is something
// new, and whatever else is said is only noted.
func (t *turn) damage() {
	if !t.c.Details.Delicate() {
		t.c.Details.Damage = true
		t.call(DamageBranch)
	} else if t.c.lastCall(DamageBranch) == nil {
		t.call(DamageBranch)
	}
	t.detour(Damaged, damagedDone.With("time", t.now()))
}

// tellDelicate calls the leader as soon as such a fact is known, and says so when none is
// left. The talk goes on until it would come to money.
func (t *turn) tellDelicate(was Details) {
	k := t.c.openCall(DamageBranch)
	switch d := t.c.Details; {
	case !d.Delicate() && k != nil:
		t.endCall(k.token(), NoneAfterAll, "")
		return
	case !d.Delicate() && t.c.Stage == Damaged:
		t.rejoin(damagedBack.With("time", t.now()))
		return
	case !d.Delicate(), d.flags() == was.flags(), t.c.Stage == Unsafe: // there they are called already
		return
	}
	t.call(DamageBranch)
	if t.held(t.c.Stage) == Damaged {
		t.detour(Damaged, damagedDone.With("time", t.now()))
	}
}

// held is where the case waits instead of a stage that is about money, while somebody
// above has not answered yet; empty: nowhere.
func (t *turn) held(s Stage) Stage {
	switch {
	case !t.c.money(s):
	case t.c.openCall(DamageBranch) != nil:
		return Damaged
	case t.c.openCall(Hostage) != nil:
		return Held
	}
	return ""
}

// handled: the leader settles what it costs; the owner offers nothing.
func (c Case) handled() bool { return !c.handledSince().IsZero() }

func (c Case) handledSince() time.Time {
	for _, k := range slices.Backward(c.Calls) {
		if k.About == DamageBranch && (k.Answer == Handle || k.Answer == WithinLimit) {
			if k.Answer == Handle && c.Details.Delicate() {
				return k.Ended
			}
			break
		}
	}
	return time.Time{}
}

// allowed: what is on the table was decided by somebody above since, as it is.
func (c Case) allowed() bool {
	n := len(c.Requests)
	return n > 0 && c.Requests[n-1].Status == Approved && !c.Requests[n-1].Decided.Before(c.handledSince()) &&
		c.Requests[n-1].offer() == c.Offer
}

// mayClear: where a leader handles it, nobody below says that there is nothing.
func (t *turn) mayClear() bool { return !t.c.handled() || t.has(t.in.Actor, Handle, "") }

func (t *turn) drawDamaged(m *Message) {
	m.Head, m.Say, m.Not = damagedDo.With(), damagedSay.With(), damagedNot.With()
	m.Lines = []Line{t.whoHas(DamageBranch)}
	if len(t.c.Private) > 0 {
		m.Lines = append(m.Lines, keptFor.With("names", t.readers()))
	} else {
		m.Lines = append(m.Lines, damageNoNote.With())
	}
	t.offerActs(m, NoteDamage, NoneAfterAll)
	if t.c.openCall(DamageBranch) == nil {
		m.Choices = append(m.Choices, RestOfIt.on(t.c.token()))
	}
}

func (t *turn) damageForm() Form {
	f := oneFieldOn("card", DamageForm, damageTitle, t.privateField()) // words are never too late
	if !t.c.hasNote(DamageBranch) {
		f.Inputs[0].Initial = t.c.typed(DamageBranch).Text
	}
	f.Inputs = append(f.Inputs, Question{Field: PhotosField, Label: labelPhotos.With(), Kind: Short, Optional: true})
	return f
}

func (t *turn) noteDamage(e Filled) {
	words, photos := t.text(e, WordsField, false), t.text(e, PhotosField, true)
	if t.refused {
		return
	}
	if photos != "" {
		words += "\n" + photos
	}
	t.keepPrivate(DamageBranch, words)
	t.reply = Reply{Say: new(keptFor.With("names", t.readers()))}
	if t.c.Stage == Damaged {
		t.redraw()
	}
	t.redrawCall(DamageBranch)
	if k := t.c.lastCall(DamageBranch); k != nil && !k.Ended.IsZero() && k.Taken.ID != t.in.Actor.ID { // who answered knew less
		t.show(Message{
			ID: "noted-" + strconv.Itoa(len(t.c.Private)), To: Place{Where: Thread}, Kind: NoteKind, Ping: []string{k.Taken.ID},
			Head: damageNoted.With("name", k.Taken.Name, "owner", t.in.Actor.Name),
		})
	}
}

func (t *turn) noneAfterAll() {
	if !t.mayClear() {
		t.refuse(notYours.With("names", t.mayNames(Handle, "")))
		return
	}
	was := t.c.Details
	for _, v := range t.c.Details.involved() {
		*v.fact = false
	}
	t.tellDelicate(was)
}

// handleForm asks the leader when the customer hears from them (A7 F17).
func (t *turn) handleForm(ch Choice) Form {
	return oneFieldOn(ch.On, HandleForm, handleTitle, t.askWhen(labelHandle))
}

func (t *turn) handle(e Filled) {
	if by := t.moment(e); !t.refused {
		t.ourPromise(damageRings, t.in.Actor, by)
		t.endCall(e.On, Handle, "")
	}
}

func (t *turn) damageAnswered(k Call) {
	if k.Answer == Handle { // nobody else is asked about money any more
		t.settleRequest()
		t.dropCall(Stuck, Handle)
	}
	t.over(Damaged)
	done := damagedOver.With("name", k.Taken.Name, "answer", slotPhrase(k.Answer.phrase()), "time", t.now())
	switch {
	case t.c.Stage == Damaged:
		t.rejoin(done)
	case t.instead(t.c.Stage) != t.c.Stage:
		t.advance(t.c.Stage, done)
	default:
		t.showStep()
	}
}
