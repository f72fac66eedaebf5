package dialogs

var (
	optDamage   = tell("involved.damage", "")
	optInjury   = tell("involved.injury", "")
	optInsurer  = tell("involved.insurer", "")
	optLawyer   = tell("involved.lawyer", "")
	isDamage    = tell("branch.damage_damage", "")
	isInjury    = tell("branch.damage_injury", "")
	isInsurer   = tell("branch.damage_insurer", "")
	isLawyer    = tell("branch.damage_lawyer", "")
	callDamage  = tell("damaged.promise_damage", "")
	callInjury  = tell("damaged.promise_injury", "")
	callInsurer = tell("damaged.promise_insurer", "")
	callLawyer  = tell("damaged.promise_lawyer", "")
)

// involvement is what makes every word about a case delicate.
type involvement struct {
	name string
	fact *bool
	cues []string
	opt  Phrase
	is   Phrase // as something that happened
	will Phrase // what a leader calls about, without a cause
}

func (d *Details) involved() []involvement {
	return []involvement{
		{"damage", &d.Damage, []string{"damage to", "water damage", "fire damage", "damaged", "ruined", "scratched", "stained", "dented"}, optDamage, isDamage, callDamage},
		{"injury", &d.Injury, nil, optInjury, isInjury, callInjury}, // its cues are a hazard's
		{"insurer", &d.Insurer, append([]string{"insurance", "insurer"}, insurerEs...), optInsurer, isInsurer, callInsurer},
		{"lawyer", &d.Lawyer, append([]string{"lawyer", "lawyers", "attorney", "sue us", "will sue", "going to sue", "suing", "lawsuit", "legal action"}, lawEs...), optLawyer, isLawyer, callLawyer},
	}
}

// Delicate reports that what is said may be read later by an insurer or a court, so nothing is
// said about cause or liability (A15 D1).
func (d Details) Delicate() bool { return d.flags() != [4]bool{} }

// Delicate reports whether a text by itself speaks of any of that, or of a danger.
func Delicate(text string) bool {
	var d Details
	for _, v := range d.involved() {
		if mentions(text, v.cues) {
			return true
		}
	}
	return hazardIn(text) != "" || harms(text)
}

func (d Details) flags() [4]bool { return [4]bool{d.Damage, d.Injury, d.Insurer, d.Lawyer} }
