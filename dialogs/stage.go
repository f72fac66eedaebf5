package dialogs

// Stage is where a case stands: the merged flow of service recovery, with the
// decision about money taken apart into the steps a person sees.
type Stage string

// The stages in their order on the main path. Ready asks nothing and is passed
// as the case opens: its one line of calm stands above Listen.
const (
	Ready     Stage = "ready"
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

// ordinal is the number people see: "step 3 of 9".
func (s Stage) ordinal() int {
	switch s {
	case Ready, Listen:
		return 1
	case Clarify, Anything:
		return 2
	case Empathize:
		return 3
	case Apologize:
		return 4
	case Reassure:
		return 5
	case Asking, Propose, Limit, Approval, Offering:
		return 6
	case Give:
		return 7
	case Agree:
		return 8
	case Thank, Waiting, CheckIn, Retry, Settle, Learn, Prevent, Ended:
		return 9
	}
	return 0
}

// before is the stage that Back returns to, empty where there is none: an
// accepted offer is not taken back by a button.
func (s Stage) before() Stage {
	switch s {
	case Clarify:
		return Listen
	case Anything:
		return Clarify
	case Empathize:
		return Anything
	case Apologize:
		return Empathize
	case Reassure:
		return Apologize
	case Asking:
		return Reassure
	case Propose, Limit, Offering:
		return Asking
	case Ready, Listen, Approval, Give, Agree, Thank, Waiting, CheckIn, Retry, Settle, Learn, Prevent, Ended:
		return ""
	}
	return ""
}
