package policy

import (
	"encoding/json"
	"sync"
)

// kept are the policies that were read from JSON, by their text: every case carries the one
// it was opened under, and reading that anew each time costs more than reading the case.
// Nobody changes a policy in place, so all may share what it points to.
var kept sync.Map

// UnmarshalJSON reads what encoding/json wrote.
func (p *Policy) UnmarshalJSON(text []byte) error {
	if known, ok := kept.Load(string(text)); ok {
		*p = known.(Policy)
		return nil
	}
	type plain Policy
	var read plain
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*p = Policy(read)
	kept.Store(string(text), *p)
	return nil
}
