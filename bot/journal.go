package bot

import (
	"encoding/json"
	"fmt"

	"makegood/dialogs"
	"makegood/store"
)

// journal writes down who did what: names of acts and stages openly, what people
// said and who they are as the private part.
func journal(in dialogs.Input, after dialogs.Case) (store.Entry, error) {
	what := fmt.Sprintf("%T", in.Event)[len("dialogs."):]
	open := map[string]string{"stage": string(after.Stage), "given": after.Total().String()}
	switch e := in.Event.(type) {
	case dialogs.Chose:
		open["act"], open["on"] = string(e.Act), e.On
	case dialogs.Filled:
		open["form"], open["on"] = string(e.Form), e.On
	case dialogs.Lost:
		open["message"] = e.Message
	case dialogs.Opened, dialogs.Said, dialogs.Woke:
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
