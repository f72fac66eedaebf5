package slack

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"testing"
)

// foreign are envelopes that are none of ours, or not as we know them; a line each.
//
//go:embed testdata/foreign.jsonl
var foreign []byte

// FuzzDecode gives the decoders anything at all: no panic, and what is taken for
// an act has an id and a person.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"command":"/recover","text":"help","user_id":"U1","trigger_id":"T","channel_id":"C1"}`,
		`{"type":"block_actions","user":{"id":"U1"},"container":{"message_ts":"1.2"},"actions":[{"type":"button","action_id":"listened","value":"R-1|listened|step-1.1|","action_ts":"3.4"}]}`,
		`{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","hash":"h","callback_id":"ask","private_metadata":"{}","state":{"values":{"words":{"answer":{"type":"plain_text_input","value":"x"}}}}}}`,
		`{"event":{"type":"message","user":"U1","text":"hi","channel":"C1","ts":"2.0","thread_ts":"1.0","parent_user_id":"UB"}}`,
		`{"event":{"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"2.0","previous_message":{"user":"UB","thread_ts":"1.0"}}}`,
	} {
		f.Add([]byte(seed))
	}
	lines := bufio.NewScanner(bytes.NewReader(foreign))
	for lines.Scan() {
		var e struct {
			Payload json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(lines.Bytes(), &e) == nil {
			f.Add([]byte(e.Payload))
		}
	}
	me := identity{User: "UB", Team: "T1"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if act, _, err := decodeCommand(raw); err == nil && (act.Command == nil || act.User == "" || act.ID == "command:") {
			t.Errorf("a command without a text, a person or an id: %+v", act)
		}
		if i, err := decodeInteraction(raw); err == nil {
			if act, _, ok := decodePress(i); ok && (act.Case == "" || act.Event == nil || act.User == "") {
				t.Errorf("a press of nothing, or by nobody: %+v", act)
			}
			if act, _ := decodeSubmission(i); act.Event == nil || act.User == "" {
				t.Errorf("a form without content, or by nobody: %+v", act)
			}
		}
		var e event
		if read(raw, &e) != nil {
			return
		}
		if act, ours := decodeEvent(e, me); ours && (act.Event == nil || act.Thread == "" || act.User == "" && act.Deleted.TS == "") {
			t.Errorf("done by nobody or nowhere: %+v", act)
		}
	})
}
