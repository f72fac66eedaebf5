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
	damagedOver  = tell("damaged.over_done", "time!")
	damagedBack  = tell("damaged.back_done", "time!")
	damageCall   = tell("call.damage", "customer! owner")
	damageSite   = tell("call.damage_site", "owner!")
	damagePhone  = tell("call.damage_phone", "owner!")
	damageTyped  = tell("call.damage_typed", "text!")
	damageGiven  = tell("call.damage_given", "what!")
	damageKept   = tell("call.damage_note", "")
	lawDo        = tell("damaged.law_do", "")
	lawSay       = say("damaged.law_say", "")
	lawNot       = tell("damaged.law_not", "")
	lawNote      = tell("damaged.law_note", "")
	lawTitle     = tell("form.damage_law.title", "")
	labelSeen    = tell("field.seen", "")
	labelLaw     = tell("field.law", "")
	damageLeft   = tell("call.damage_left", "owner! left!")
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
	NoteWords    Act = "note_words" // where there is nothing to see
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
	open: func(c Case) bool {
		return c.Stage != Unsafe && !(c.Stage == Damaged && c.Details.flags() == [4]bool{true, true, true, true})
	},
	enter: (*turn).damage,
}})

var _ = put(deeds, map[Act]deed{
	NoteDamage:   opens((*turn).damageForm),
	NoteWords:    opens((*turn).damageForm),
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
	facts: (*turn).damageFacts,
}})

// damageFacts: what is damaged stays in the private note; what was typed in the thread is
// there for everybody already.
func (t *turn) damageFacts() []Line {
	where := damageSite
	if t.c.Details.Setting != OnSite {
		where = damagePhone
	}
	l := append([]Line{where.With("owner", t.c.Owner.Name)}, t.c.telling()...)
	if heard := t.c.typed(DamageBranch); heard.N > 0 {
		l = append(l, damageTyped.With("text", short(heard.Text, spokenRunes)))
	}
	if t.c.hasNote(DamageBranch) {
		l = append(l, damageKept.With())
	}
	for _, g := range t.c.Given {
		l = append(l, damageGiven.With("what", short(g.text(), lineRunes)))
	}
	l = append(l, t.promiseLines()...)
	return append(l, damageLeft.With("owner", t.c.Owner.Name, "left", t.left().String()))
}

// damage calls the leader; one who has answered is called again where there is something
// new, and whatever else is said is only noted.
func (t *turn) damage() {
	if !t.c.Details.Delicate() {
		t.c.Details.Damage = true
		t.call(DamageBranch)
	} else if t.c.lastCall(DamageBranch) == nil {
		t.call(DamageBranch)
	}
	if t.c.Stage == Damaged { // one thing more
		t.redraw()
		return
	}
	t.detour(Damaged, damagedDone.With("time", t.now()))
}

// adds reports whether a text says of what makes words delicate what is not known yet, or
// that it matters now.
func (c Case) adds(text string) bool {
	d := c.Details
	d.learn(text)
	return c.Stage != Damaged || d.flags() != c.Details.flags() || harms(text) && !d.Damage
}

// legal: an insurer or a lawyer is in it, and nothing to look at.
func (d Details) legal() bool { return (d.Insurer || d.Lawyer) && !d.Damage && !d.Injury }

// involvedOptions are what it can be, each for itself; where some is known already, the rest.
func (t *turn) involvedOptions() []Option {
	var list []Option
	for _, v := range t.c.Details.involved() {
		if !*v.fact || t.c.Stage != Damaged {
			list = append(list, Option{string(DamageBranch) + "/" + v.name, v.is.With()})
		}
	}
	return list
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
	if k != nil {
		t.showCall(k.N - 1) // there is more to it now
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
	note, act := damageNoNote, NoteDamage
	if t.c.Details.legal() {
		m.Head, m.Say, m.Not = lawDo.With(), lawSay.With(), lawNot.With()
		note, act = lawNote, NoteWords
	}
	m.Lines = []Line{t.whoHas(DamageBranch)}
	if t.c.hasNote(DamageBranch) {
		m.Lines = append(m.Lines, keptFor.With("names", t.readers()))
	} else {
		m.Lines = append(m.Lines, note.With())
	}
	t.offerActs(m, act, NoneAfterAll)
	if t.c.openCall(DamageBranch) == nil {
		m.Choices = append(m.Choices, RestOfIt.on(t.c.token()))
	}
}

func (t *turn) damageForm() Form {
	f := oneFieldOn("card", DamageForm, damageTitle, t.privateField()) // words are never too late
	f.Inputs[0].Label = labelSeen.With()
	if !t.c.hasNote(DamageBranch) {
		f.Inputs[0].Initial = t.c.typed(DamageBranch).Text
	}
	if t.c.Details.legal() {
		f.Title, f.Inputs[0].Label = lawTitle.With(), labelLaw.With()
		return f
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
	return formOn(ch.On, HandleForm, handleTitle, t.askWhen(labelHandle, time.Time{})...)
}

func (t *turn) handle(e Filled) {
	if by := t.moment(e); !t.refused {
		t.ourPromise(t.c.Details.callAbout(), t.in.Actor, by)
		t.endCall(e.On, Handle, "")
	}
}
