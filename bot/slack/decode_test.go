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

// seed starts a fuzz target with what is foreign and with what is not.
func seed(f *testing.F, own ...string) {
	for _, s := range own {
		f.Add([]byte(s))
	}
	for lines := bufio.NewScanner(bytes.NewReader(foreign)); lines.Scan(); {
		var e frame
		if err := json.Unmarshal(lines.Bytes(), &e); e.Payload != nil && err == nil {
			f.Add([]byte(e.Payload))
		}
	}
}

// FuzzCommand: anything at all is no panic, and what is taken for a command has an
// identity, a person and a text.
func FuzzCommand(f *testing.F) {
	seed(f, `{"command":"/recover","text":"help","user_id":"U1","trigger_id":"T","channel_id":"C1"}`)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if act, _, err := decodeCommand(raw); err == nil && (act.Command == nil || act.User == "" || act.ID == "command:") {
			t.Errorf("a command without a text, a person or an id: %+v", act)
		}
	})
}

// FuzzInteraction: what is taken for a press or a form is of somebody, about something.
func FuzzInteraction(f *testing.F) {
	seed(f,
		`{"type":"block_actions","user":{"id":"U1"},"container":{"message_ts":"1.2"},"actions":[{"type":"button","action_id":"listened","value":"R-1|listened|step-1.1|","action_ts":"3.4"}]}`,
		`{"type":"block_actions","user":{"id":"U1"},"container":{"message_ts":"1.2"},"actions":[{"type":"overflow","action_id":"more","selected_option":{"value":"R-1|back|step-1.1|"},"action_ts":"3.4"}]}`,
		`{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","hash":"h","callback_id":"ask","private_metadata":"{}","state":{"values":{"words":{"answer":{"type":"plain_text_input","value":"x"}}}}}}`,
	)
	f.Fuzz(func(t *testing.T, raw []byte) {
		i, err := decodeInteraction(raw)
		if err != nil {
			return
		}
		if act, _, ok := decodePress(i); ok && (act.Case == "" || act.Event == nil || act.User == "") {
			t.Errorf("a press of nothing, or by nobody: %+v", act)
		}
		if act, _ := decodeSubmission(i); act.Event == nil || act.User == "" {
			t.Errorf("a form without content, or by nobody: %+v", act)
		}
		if i.input("") == "" {
			t.Error("no place to show a fault at")
		}
	})
}

// FuzzEvent: what is taken for something typed or deleted has a place, and what was
// typed a person.
func FuzzEvent(f *testing.F) {
	seed(f,
		`{"event":{"type":"message","user":"U1","text":"hi","channel":"C1","ts":"2.0","thread_ts":"1.0","parent_user_id":"UB"}}`,
		`{"event":{"type":"app_mention","user":"U1","text":"<@UB> hi &lt;b&gt; <#C1|dispatch>","channel":"C1","ts":"2.0"}}`,
		`{"event":{"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"2.0","previous_message":{"user":"UB","thread_ts":"1.0"}}}`,
		`{"event":{"type":"message","subtype":"message_changed","channel":"C1","message":{"subtype":"tombstone","ts":"1.0"},"previous_message":{"user":"UB"}}}`,
	)
	me := identity{User: "UB", Team: "T1"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var e event
		if read(raw, &e) != nil {
			return
		}
		act, ours := decodeEvent(e, me)
		typed := act.Deleted.TS == ""
		if ours && (act.Event == nil || typed && (act.User == "" || act.User == me.User)) {
			t.Errorf("done by nobody, or by ourselves: %+v", act)
		}
	})
}
