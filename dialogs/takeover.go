package dialogs

import "slices"

// A leader who settles it is named to the customer with the time they hear from them, so
// that nobody waits for the owner, and the owner is not asked for money (A7 F17).

// TakenOver is until they were told who looks after it.
const TakenOver Stage = "taken_over"

var (
	takenDo   = tell("taken_over.do", "name! until!")
	takenSay  = say("taken_over.say", "name! until!")
	takenNot  = tell("taken_over.not", "")
	takenDone = tell("taken_over.done", "name! time!")
)

// ToldWho says that they know who looks after it.
const ToldWho Act = "told_who"

var _ = put(deeds, map[Act]deed{ToldWho: plain((*turn).toldWho)})

var _ = put(scenes, map[Stage]scene{TakenOver: {of: Damaged, off: true, draws: (*turn).drawTakenOver}})

// callAbout is what the leader calls about, the gravest first.
func (d Details) callAbout() Phrase {
	if d.Injury {
		return callInjury
	}
	for _, v := range d.involved() {
		if *v.fact {
			return v.will
		}
	}
	return callDamage
}

// damageAnswered: who looks after it from now on is told to the customer, wherever the
// case has come to meanwhile.
func (t *turn) damageAnswered(k Call) {
	done := damagedOver.With("time", t.now())
	t.over(Damaged)
	if k.Answer == Handle {
		t.settleRequest() // nobody else is asked about money any more
		t.dropCall(Stuck, Handle)
	}
	switch {
	case k.Answer != Handle && t.c.Stage == Damaged:
		t.rejoin(done)
	case k.Answer != Handle:
		t.showStep()
	case t.c.Stage == Damaged || !scenes[t.c.Stage].off:
		t.detour(TakenOver, done)
	default: // told when what came in between is over
		t.rest(append([]Stage{TakenOver}, t.c.Resting...))
		t.showStep()
	}
}

// taker is the leader's promise that came with the answer.
func (c Case) taker() Promise {
	k := c.lastCall(DamageBranch)
	for _, p := range slices.Backward(c.Promises) {
		if k != nil && p.Who.ID == k.Taken.ID {
			return p
		}
	}
	return Promise{Who: c.Owner}
}

func (t *turn) drawTakenOver(m *Message) {
	p := t.c.taker()
	name, until := p.Who.Name, t.c.when(p.By, t.in.At)
	m.Head, m.Say, m.Not = takenDo.With("name", name, "until", until), takenSay.With("name", name, "until", until), takenNot.With()
	t.offerActs(m, ToldWho)
}

func (t *turn) toldWho() {
	t.c.LastWord, t.c.WordDue = t.in.At, false // they have another word and time
	t.rejoin(takenDone.With("name", t.c.taker().Who.Name, "time", t.now()))
}
