package bot

import (
	"encoding/json"
	"fmt"

	"makegood/dialogs"
	"makegood/store"
)

// journal writes down who did what: names of acts and stages openly, what people
// said and who they are as the private part.
func journal(in dialogs.Input, after record) (store.Entry, error) {
	what := fmt.Sprintf("%T", in.Event)[len("dialogs."):]
	open := map[string]string{"stage": string(after.Case.Stage), "given": after.Case.Total().String()}
	if after.Customer.ID != "" {
		open = map[string]string{"price": after.Customer.Price}
	}
	switch e := in.Event.(type) {
	case dialogs.Chose:
		open["act"], open["on"] = string(e.Act), e.On
	case dialogs.Filled:
		open["form"], open["on"] = string(e.Form), e.On
	case dialogs.Lost:
		open["message"] = e.Message
	case dialogs.Reported:
		open["case"] = e.ID
	case dialogs.Parted:
		open["case"] = e.Case
	case dialogs.Joining:
		open["case"] = e.Case
	case dialogs.Joined:
		open["case"] = e.Case
	case dialogs.Opened, dialogs.Said, dialogs.Woke, dialogs.Restricted, dialogs.Knows:
	}
	public, err := json.Marshal(open)
	if err != nil {
		return store.Entry{}, fmt.Errorf("journal: %w", err)
	}
	in.Staff = nil // who else works here is not part of what happened
	private, err := json.Marshal(in)
	if err != nil {
		return store.Entry{}, fmt.Errorf("journal: %w", err)
	}
	return store.Entry{At: in.At, Actor: in.Actor.ID, What: what, Public: public, Private: private}, nil
}
