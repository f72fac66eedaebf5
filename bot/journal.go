package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/store"
)

// open is the part of a journal entry that is kept for good: names of acts and stages,
// and whatever was decided about money, in cents. Nobody's name or words are in it.
type open struct {
	Stage   dialogs.Stage     `json:"stage,omitempty"`
	Given   *money.Cents      `json:"given,omitempty"` // in the case, in all
	Money   []dialogs.Decided `json:"money,omitempty"` // decided by this
	Act     dialogs.Act       `json:"act,omitempty"`
	Form    dialogs.FormID    `json:"form,omitempty"`
	On      string            `json:"on,omitempty"`
	Message string            `json:"message,omitempty"`
	Case    string            `json:"case,omitempty"`  // that told this
	Price   string            `json:"price,omitempty"` // the case in which the customer names the price

	Told    string         `json:"told,omitempty"` // id of what another record told
	Entry   *dialogs.Entry `json:"entry,omitempty"`
	Balance *money.Cents   `json:"balance,omitempty"` // of the fund, with this entry
	Job     *dialogs.Job   `json:"job,omitempty"`     // as it stands with this
	Claim   *claim         `json:"claim,omitempty"`   // of a case, on this purse
	Plan    []plan         `json:"plan,omitempty"`    // all of that case in this agenda
	Mail    *mailed        `json:"mail,omitempty"`
}

// mailed is what became of an e-mail. Where it went is not written openly.
type mailed struct {
	ID     string             `json:"id"`
	Result dialogs.MailResult `json:"result"`
	Code   string             `json:"code,omitempty"`
}

// claim is what a case laid claim to, and what was set aside for it.
type claim struct {
	Want   money.Cents   `json:"want"`
	More   money.Cents   `json:"more"`          // given since the last claim, or below zero taken back
	Back   time.Time     `json:"back,omitzero"` // when what was called off was given
	Held   money.Cents   `json:"held"`
	Window time.Duration `json:"window"`
}

// plan is one thing that waits for somebody.
type plan struct {
	Of  string    `json:"of"`
	Due time.Time `json:"due"`
}

func planOf(items []dialogs.Item) []plan {
	var all []plan
	for _, it := range items {
		all = append(all, plan{it.Of, it.Due})
	}
	return all
}

// purse is a person's, or a customer's.
func (rec record) purse() dialogs.Purse {
	if rec.Customer.ID != "" {
		return rec.Customer.Purse
	}
	return rec.Purse
}

// journal writes down who did what: names of acts and stages openly, what people
// said and who they are as the private part.
func journal(in dialogs.Input, before, after record) (store.Entry, error) {
	what := fmt.Sprintf("%T", in.Event)[len("dialogs."):]
	var facts open
	switch {
	case after.Case.ID != "":
		facts.Stage, facts.Given, facts.Money = after.Case.Stage, new(after.Case.Total()), after.Case.Decided(before.Case, in.Actor)
	case after.Customer.ID != "":
		facts.Price = after.Customer.Price
	case after.Fund.ID != "":
		facts.Balance = &after.Fund.Balance
	case after.Job.ID != "":
		facts.Job = &after.Job
	}
	switch e := in.Event.(type) {
	case dialogs.Chose:
		facts.Act, facts.On = e.Act, e.On
	case dialogs.Filled:
		facts.Form, facts.On = e.Form, e.On
	case dialogs.Lost:
		facts.Message = e.Message
	case dialogs.Reported:
		facts.Case, facts.Told = e.ID, in.ID
	case dialogs.Parted:
		facts.Case, facts.Told = e.Case, in.ID
	case dialogs.Joining:
		facts.Case, facts.Told = e.Case, in.ID
	case dialogs.Joined:
		facts.Case, facts.Told = e.Case, in.ID
	case dialogs.Entered:
		facts.Entry, facts.Told = &e.Entry, in.ID
	case dialogs.Claimed:
		facts.Case, facts.Told = e.Case, in.ID
		facts.Claim = &claim{Want: e.Want, More: e.More, Back: e.Back, Held: after.purse().Held(e.Case), Window: e.Window}
	case dialogs.Planned:
		facts.Case, facts.Told = e.Case, in.ID
		facts.Plan = append(planOf(e.Items), planOf(e.Late)...)
	case dialogs.Mailed:
		facts.Mail = &mailed{ID: e.ID, Result: e.Result, Code: e.Code}
	case dialogs.Restricted, dialogs.Knows, dialogs.Allotted:
		facts.Told = in.ID
	case dialogs.Opened, dialogs.Said, dialogs.Woke, dialogs.Invoiced, dialogs.Wondered, dialogs.Gone, dialogs.Retell:
	}
	public, err := json.Marshal(facts)
	if err != nil {
		return store.Entry{}, fmt.Errorf("journal: %w", err)
	}
	in.Staff, in.Waits = nil, nil // who else works here is not part of what happened
	private, err := json.Marshal(in)
	if err != nil {
		return store.Entry{}, fmt.Errorf("journal: %w", err)
	}
	return store.Entry{At: in.At, Actor: in.Actor.ID, What: what, Public: public, Private: private}, nil
}

// factsOf reads them back, as far as they are as this program writes them.
func factsOf(e store.Entry) open {
	var facts open
	if err := json.Unmarshal(e.Public, &facts); err != nil {
		return open{}
	}
	return facts
}
