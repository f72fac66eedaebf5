package prompts

import "makegood/dialogs/draft"

// What a draft is checked with and for; see package draft, which dialogs may ask too, so that
// there is one set of rules for what a step refuses and for what a person or a model is told.
type (
	Facts   = draft.Facts
	Report  = draft.Report
	Finding = draft.Finding
)

// Check looks through words for a customer for what must not go out.
func Check(text string, facts Facts) Report { return draft.Check(text, facts) }
