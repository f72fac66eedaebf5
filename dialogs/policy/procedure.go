package policy

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
)

// Procedure is how a company goes about a recovery where the field itself disagrees about the right way. Each setting
// names the disagreement it settles (D1 to D18 in the field's literature); a value that is left out is the first one
// its comment names.
type Procedure struct {
	Order     Orders        `json:"order"`
	Apology   string        `json:"apology"`   // own_promise, regret or full: what an apology owns (D1)
	Explain   string        `json:"explain"`   // when_known or never: whether to say why it went wrong (D9)
	Reassure  string        `json:"reassure"`  // effort or everything: what is promised before there is a fix (D5)
	AskFirst  string        `json:"ask_first"` // yes or no: what the customer calls fair comes before any offer (D7)
	Extra     string        `json:"extra"`     // always, by_severity or never: something on top (D3)
	Check     string        `json:"check"`     // both or later: when they are asked whether they are satisfied (D16)
	RootCause string        `json:"root_cause"` // ask, optional or never: at the end (D15)
	Manager   string        `json:"manager"`   // first or told: a manager looks before a case is given up, or is told (D6)
	Hostage   string        `json:"hostage"`   // manager or owner: who decides when a review is held over us (D10)
	Review    string        `json:"review"`    // satisfied or never: when they may be asked to amend one (D12)
	Recap     string        `json:"recap"`     // commitments or never: what is put in writing (D13)
	Price     string        `json:"price"`     // once or never: the customer names the price (D8)
	Floor     money.Cents   `json:"floor"`     // the least such a price may be; 0: none (D8)
	Ceiling   int           `json:"ceiling"`   // percent of the invoice above which only the owner approves; 100 (D2)
	Executive []string      `json:"executive"` // what calls for the top; injury, lawyer, third_visit (D4)
	Pause     time.Duration `json:"pause"`     // how long an abusive customer is let cool down; 24 hours
	Restrict  time.Duration `json:"restrict"`  // until a customer who is served no more is looked at again; a year
	AtRisk    time.Duration `json:"at_risk"`   // how long after a recovery a customer is easily lost; 60 days
	Sorry     time.Duration `json:"sorry"`     // in which a second apology to a customer needs a remedy with it; 90 days
}

// Orders is the order of the steps before the offer: full is listen, say it back, feel, say sorry, reassure; short is
// acknowledge, say sorry, fix (D11).
type Orders struct {
	Site    string `json:"site"`     // short or full
	Phone   string `json:"phone"`    // full or short
	HeadsUp string `json:"heads_up"` // short or full: the customer does not know yet
}
