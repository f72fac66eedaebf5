package bot

import "testing"

// TestStopAll: two questions are answered in one thread; when the first is done, stop still
// ends the second.
func TestStopAll(t *testing.T) {
	var s speaks
	at := Address{Channel: "D0TESS", Thread: "1.0"}
	_, done := s.begin(t.Context(), at)
	second, doneToo := s.begin(t.Context(), at)
	defer doneToo()
	done()
	s.stop(at)
	if second.Err() == nil {
		t.Error("stop was not heard")
	}
}
