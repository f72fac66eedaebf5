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
	Prevent   Stage = "prevent"   // gate: could it have been prevented
	Ended     Stage = "closed"
)

// scene is how a stage is shown and where it stands.
type scene struct {
	number int   // people see "step 3 of 9"
	back   Stage // where Back leads, empty where it does not: an accepted offer is not taken back by a button
	draws  func(*turn, *Message)
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
	if c.Stage != Ended {
		t.menu(&m)
	}
	return m
}

// menu holds what is sometimes wanted: the other setting's words, and the way back.
func (t *turn) menu(m *Message) {
	token := t.c.token()
	if m.Say.Phrase != "" {
		if t.c.Details.Setting == OnSite {
			m.More = append(m.More, OnPhoneNow.on(token))
		} else {
			m.More = append(m.More, OnSiteNow.on(token))
		}
	}
	if scenes[t.c.Stage].back != "" {
		m.More = append(m.More, StepBack.on(token))
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
