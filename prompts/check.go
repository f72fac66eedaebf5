package prompts

import "makegood/dialogs/draft"

// Facts are what a draft may say. They and the rules are of package draft, below dialogs, so that a step can ask the same rules that a person's and a
// model's words are held to. How good they are is in QUALITY.md.
type Facts = draft.Facts

// Check looks through words for a customer for what must not go out.
func Check(text string, facts Facts) draft.Report { return draft.Check(text, facts) }
