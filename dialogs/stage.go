package dialogs

// Stage is where a case stands: the merged flow of service recovery, with the
// decision about money taken apart into the steps a person sees.
type Stage string

// The stages in their order on the main path. To ready oneself is no stage of its
// own: its one line of calm stands above Listen.
const (
	Listen    Stage = "listen"
	Clarify   Stage = "clarify"   // gate: the customer agreed to the restatement
	Anything  Stage = "anything"  // gate: "is there anything else?" was asked
	Empathize Stage = "empathize" // gate: said
	Apologize Stage = "apologize" // gate: said
	Reassure  Stage = "reassure"  // gate: a name and a time were given
	Asking    Stage = "ask"       // gate: what they call fair, or that they have no idea
	Propose   Stage = "propose"   // no idea, or too much asked: gate: an offer
	Limit     Stage = "limit"     // the offer is above what may be given
	Approval  Stage = "approval"  // somebody else has to decide
	Offering  Stage = "offer"     // gate: accepted
	Give      Stage = "give"      // gate: an extra, or why not
	Agree     Stage = "agree"     // gate: who does what by when
	Thank     Stage = "thank"     // gate: said
	Waiting   Stage = "waiting"   // until the follow-up is due
	CheckIn   Stage = "checkin"   // the follow-up itself
	Retry     Stage = "retry"     // not reached: gate: when to try again
	Settle    Stage = "settle"    // gate: every promise kept or missed
	Learn     Stage = "learn"     // gate: what failed
	Rating    Stage = "rating"    // gate: how things stand with the customer
	Ended     Stage = "closed"
)

// scene is how a stage is shown and where it stands.
type scene struct {
	of    Stage // the main stage it is a part of; empty: one itself
	off   bool  // it is no part of the way: a detour
	skip  bool  // it may be left out for a reason
	draws func(*turn, *Message)
}

var scenes = map[Stage]scene{}

func (s Stage) name() Phrase { return Phrase("stage." + string(s)) } // on the card

func (s Stage) next() Phrase { return Phrase("next." + string(s)) } // what is to be done, on the card

// step draws the live step message.
func (t *turn) step() Message {
	c := t.c
	m := Message{
		ID: c.stepID(), To: Place{Where: Thread}, Kind: StepKind,
		Setting: c.Details.Setting, Role: c.Owner.Role,
	}
	scenes[c.Stage].draws(t, &m)
	if c.At.Seq == 1 || c.FollowUp.Pinged == c.At.Seq { // brings the owner into the thread, wherever they are
		m.Ping = []string{c.Owner.ID}
		if c.Owner.away(t.in.At) {
			m.Ping = append(m.Ping, ids(t.standIn(c.Owner))...)
		}
	}
	if !scenes[c.Stage].off && c.Stage == c.path()[0] {
		if c.barred() {
			t.drawBarred(&m)
		}
		m.Lines = append([]Line{readyLine.With("company", c.Policy.Company)}, m.Lines...)
	}
	m.Lines = append(t.unsaid(), m.Lines...)
	if c.Stage != Ended {
		t.menu(&m)
	}
	return m
}

const (
	buttonsMost = 4
	menuMost    = 5 // Slack's limit for an overflow menu
)

// menu holds what is sometimes wanted. The one thing that cannot wait has a button
// wherever the customer is being spoken with and there is room.
func (t *turn) menu(m *Message) {
	token, scene := t.c.token(), scenes[t.c.Stage]
	talking := m.Say.Phrase != ""
	if talking && !scene.off && len(m.Choices) < buttonsMost {
		m.Choices = append(m.Choices, TurnedAbusive.on(token))
	}
	for _, one := range []struct {
		act Act
		yes bool
	}{
		{Otherwise, true},
		{StepBack, t.c.before(t.c.Stage) != ""},
		{Skip, scene.skip},
		{OnPhoneNow, talking && t.c.Details.Setting == OnSite},
		{OnSiteNow, talking && t.c.Details.Setting != OnSite},
		{t.c.otherLanguage(), talking && t.maySpeak()},
		{NeedMinute, talking && !scene.off},
	} {
		if one.yes && len(m.More) < menuMost {
			m.More = append(m.More, one.act.on(token))
		}
	}
}

// offerActs draws choices of the live step, the safe one first.
func (t *turn) offerActs(m *Message, list ...Act) {
	for _, a := range list {
		m.Choices = append(m.Choices, a.on(t.c.token()))
	}
	if len(m.Choices) > 0 {
		m.Choices[0].Main = true
	}
}
