package dialogs

import (
	"slices"

	"makegood/dialogs/policy"
)

// Where somebody may be hurt, nothing else happens first: what to do now, the manager
// at once, and no word about money (A3 B5).

// Unsafe is until everybody is safe.
const Unsafe Stage = "unsafe"

// Hazard is what is dangerous; it chooses the card.
type Hazard string

// The hazards that have instructions of their own.
const (
	Gas      Hazard = "gas"
	Electric Hazard = "electric"
	Flood    Hazard = "flood"
	Injured  Hazard = "injury"
	Violence Hazard = "violence"
)

// instruction is what to do about a hazard, and what people type when there is one.
type instruction struct {
	what Hazard
	do   Phrase
	cues []string
}

var hazards = []instruction{
	{Violence, tell("unsafe.violence", ""), []string{"threatened me", "threatening me", "has a gun", "has a knife", "hit me", "gonna hit", "going to hit me", "going to hurt", "going to kill", "kill me", "punched", "punch me", "punch us", "beat me", "beat us", "shoot me", "shoot us", "attack me", "attacked me", "kick my ass", "swung at me", "swing at me", "came at me", "pushed me", "shoved me", "grabbed me", "with a bat", "won't let me leave", "afraid for my safety", "weapon"}},
	{Gas, tell("unsafe.gas", ""), []string{"gas smell", "smell gas", "smells gas", "smell of gas", "smells like gas", "gas leak", "leaking gas", "carbon monoxide", "co alarm", "rotten eggs"}},
	{Injured, tell("unsafe.injury", ""), []string{"injured", "injury", "bleeding", "unconscious", "got burned", "scalded", "electrocuted", "ambulance", "got hurt", "is hurt", "was hurt"}},
	{Electric, tell("unsafe.electric", ""), []string{"sparks", "sparking", "see smoke", "smell smoke", "smoke coming", "smoking", "on fire", "caught fire", "burning smell", "smells burning", "live wire", "got a shock"}},
	{Flood, tell("unsafe.flood", ""), []string{"flooding", "burst pipe", "water everywhere", "ceiling came down", "sewage"}},
}

var (
	unsafeAny  = tell("unsafe.any", "")
	unsafeDone = tell("unsafe.done", "time!")
	safeDone   = tell("unsafe.safe_done", "time!")
	unsafeCall = tell("call.danger", "customer! owner!")
)

// AllSafe ends it.
const AllSafe Act = "all_safe"

var _ = put(branches, map[Branch]branch{Danger: {
	cues:  cuesOf(hazards, func(i instruction) []string { return slices.Concat(i.cues, inSpanish[i.what]) }),
	open:  func(c Case) bool { return c.Stage != Unsafe },
	enter: func(t *turn) { t.danger() },
}})

var _ = put(deeds, map[Act]deed{
	AllSafe: plain((*turn).allSafe),
})

var _ = put(scenes, map[Stage]scene{Unsafe: {off: true, draws: (*turn).drawUnsafe}})

var _ = put(appeals, map[Branch]appeal{Danger: {head: unsafeCall, acts: []Act{IHaveIt}, power: policy.Lead, all: true, urgent: true}})

// hazardIn finds what a text says is dangerous; empty: nothing.
func hazardIn(text string) Hazard {
	for _, h := range hazards {
		if mentions(text, h.cues) || mentions(text, inSpanish[h.what]) {
			return h.what
		}
	}
	return ""
}

// danger is entered by a person, or at once where the opening already speaks of it.
func (t *turn) danger() {
	t.call(Danger)
	t.detour(Unsafe, unsafeDone.With("time", t.now()))
}

// allSafe: if somebody was hurt, the leader now has to say how it goes on, and about
// anything else like it that nobody was asked about.
func (t *turn) allSafe() {
	if t.c.Details.Delicate() && (t.c.Hazard == Injured || t.c.lastCall(DamageBranch) == nil) {
		t.call(DamageBranch)
	}
	t.c.Hazard = ""
	t.rejoin(safeDone.With("time", t.now()))
}

func (t *turn) drawUnsafe(m *Message) {
	m.Head = unsafeAny.With()
	for _, h := range hazards {
		if h.what == t.c.Hazard {
			m.Head = h.do.With()
		}
	}
	m.Lines = []Line{t.whoHas(Danger)}
	m.Ping = []string{t.c.Owner.ID}
	t.offerActs(m, AllSafe)
}
