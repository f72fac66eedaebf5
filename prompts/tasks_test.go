package prompts

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// TestConstant: what a model is told is what was read and weighed, to the letter. Whoever
// changes a prompt runs the tests against aimock once more, and writes its sum here.
func TestConstant(t *testing.T) {
	want := map[string]string{
		"rephrase": "4d023bfbcd81", "restate": "d8b322d2c5e8", "extract": "1700813f033c", "explain": "b60ec6f1f6f4", "coach": "7f676db4e4a5",
		"compose": "2d66c21579dd",
	}
	for _, task := range []Task{Rephrase, Restate, Extract, Explain, Coach, Compose} {
		sum := sha256.Sum256([]byte(task.System + "\x00" + string(task.Schema)))
		if got := hex.EncodeToString(sum[:6]); got != want[task.Name] {
			t.Errorf("%s: %q", task.Name, got)
		}
	}
}
