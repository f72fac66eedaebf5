package slacksim

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"
)

// Failure is what goes wrong with a call. The zero Failure answers with Slack's internal_error.
type Failure struct {
	After      bool          // the call took effect, only the answer is lost
	Hang       time.Duration // no answer for so long, in real time, or until the client gives up; then as the rest says
	Cut        bool          // close the connection without an answer
	CutBody    bool          // close it in the middle of the answer
	HTML       bool          // answer 200 with an HTML page, as a proxy between does
	Status     int           // answer with this HTTP status and an HTML body, as Slack's front does
	RetryAfter time.Duration // with status 429
	Error      string        // answer 200 with this error
}

// Fault sets what is asked before every call; nil, or a nil Failure, lets it pass.
func (w *Workspace) Fault(decide func(Call) *Failure) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault = decide
}

func (w *Workspace) askFault(c Call) *Failure {
	w.mu.Lock()
	decide := w.fault
	w.mu.Unlock()
	if decide != nil {
		if f := decide(c); f != nil {
			return f
		}
	}
	return w.armedFailure(c.Method)
}

func (f *Failure) String() string {
	what := "error " + f.code()
	switch {
	case f.Cut:
		what = "cut"
	case f.CutBody:
		what = "cut in the middle of the answer"
	case f.HTML:
		what = "a web page"
	case f.Status != 0:
		what = strconv.Itoa(f.Status)
	}
	if f.Hang > 0 {
		what = fmt.Sprintf("silence for %v, then %s", f.Hang, what)
	}
	if f.After {
		what += ", after it took effect"
	}
	return what
}

func (f *Failure) code() string {
	if f.Error == "" {
		return "internal_error"
	}
	return f.Error
}

// fail answers as the failure says. An answer that is not nil is what a call that took effect would have given.
func (w *Workspace) fail(f *Failure, rw http.ResponseWriter, r *http.Request, answer object) {
	if f.Hang > 0 {
		timer := time.NewTimer(f.Hang)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
		case <-w.ctx.Done():
		}
	}
	if answer == nil {
		answer = object{"ok": false, "error": f.code()}
	}
	f.write(rw, answer)
}

func (f *Failure) write(rw http.ResponseWriter, answer object) {
	const html, page = "text/html; charset=utf-8", "<!DOCTYPE html><html><body>Server error</body></html>"
	switch {
	case f.Cut:
		conn, _, err := http.NewResponseController(rw).Hijack()
		if err == nil {
			err = conn.Close()
		}
		if err != nil {
			http.Error(rw, "this answer was to be cut: "+err.Error(), http.StatusInternalServerError)
		}
	case f.CutBody: // the server closes a connection on which less came than it announced
		body := encode(answer)
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		rw.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = rw.Write(body[:len(body)/2]) // the answer is meant to fail
	case f.HTML || f.Status != 0:
		rw.Header().Set("Content-Type", html)
		if f.RetryAfter > 0 {
			rw.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(f.RetryAfter.Seconds()))))
		}
		if f.Status != 0 {
			rw.WriteHeader(f.Status)
		}
		_, _ = io.WriteString(rw, page) // as above
	default:
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = rw.Write(encode(object{"ok": false, "error": f.code()})) // as above
	}
}
