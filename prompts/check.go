package prompts

import "makegood/dialogs/draft"

// Facts are what a draft may say; Report is what is wrong with it, Finding by Finding. They are
// of package draft, below dialogs, so that a step can ask the same rules that a person's and a
// model's words are held to. How good they are is in QUALITY.md.
type Facts = draft.Facts

// Report is what is wrong with a draft.
type Report = draft.Report

// Finding is one thing that is wrong.
type Finding = draft.Finding

// Check looks through words for a customer for what must not go out.
func Check(text string, facts Facts) Report { return draft.Check(text, facts) }
