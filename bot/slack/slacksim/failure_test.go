package slacksim

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// failing is a workspace in which every call meets with one failure, and a post.
func failing(t *testing.T, f Failure) (*Workspace, func(context.Context) error) {
	t.Helper()
	w := world(t, nil)
	w.Fault(func(Call) *Failure { return &f })
	return w, func(ctx context.Context) error {
		_, _, err := api(w).PostMessageContext(ctx, "C0RECOVERY", slack.MsgOptionText("x", false))
		return err
	}
}

func TestHang(t *testing.T) {
	t.Parallel()
	const silence = 50 * time.Millisecond
	w, post := failing(t, Failure{Hang: time.Hour, After: true, Status: 503})
	waiting, giveUp := context.WithCancel(t.Context())
	defer giveUp()
	ended := make(chan error, 1)
	go func() { ended <- post(waiting) }()
	w.Person(t, "tess").until("the post", func(Screen) bool { return len(w.Posts()) == 1 })
	select {
	case err := <-ended:
		t.Fatalf("silence ended with %v", err)
	case <-time.After(silence):
	}
	giveUp()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up hears %v", err)
	}
	w, post = failing(t, Failure{Hang: silence, Status: 503})
	began := time.Now()
	status, _ := errors.AsType[slack.StatusCodeError](post(t.Context()))
	if status.Code != 503 || time.Since(began) < silence || len(w.Posts()) != 0 {
		t.Errorf("%v of silence ended with %v and %d posts", time.Since(began), status, len(w.Posts()))
	}
}

func TestHTMLAndHalfAnAnswer(t *testing.T) {
	t.Parallel()
	for _, f := range []Failure{{HTML: true}, {CutBody: true}, {HTML: true, After: true}, {CutBody: true, After: true}} {
		w, post := failing(t, f)
		if post(t.Context()) == nil {
			t.Errorf("%v was taken for an answer", &f)
		}
		if took := len(w.Posts()) == 1; took != f.After {
			t.Errorf("%v took effect: %v", &f, took)
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.APIURL()+"chat.postMessage",
			strings.NewReader("channel=C0RECOVERY&text=y&token="+w.BotToken()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || len(body) == 0 || errors.Is(err, io.ErrUnexpectedEOF) != f.CutBody ||
			strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") != f.HTML {
			t.Errorf("%v gives %d %s, %v", &f, resp.StatusCode, body, err)
		}
		if took := strings.Contains(string(body), `"channel"`); f.CutBody && took != f.After {
			t.Errorf("%v begins with %s", &f, body)
		}
	}
}

func TestFailuresInWords(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]Failure{
		"error internal_error":                           {},
		"error fatal_error":                              {Error: "fatal_error"},
		"429":                                            {Status: 429, RetryAfter: time.Second},
		"a web page, after it took effect":               {HTML: true, After: true},
		"cut in the middle of the answer":                {CutBody: true},
		"silence for 2s, then cut":                       {Hang: 2 * time.Second, Cut: true},
		"silence for 1s, then error internal_error":      {Hang: time.Second},
		"silence for 1s, then 503, after it took effect": {Hang: time.Second, Status: 503, After: true},
	} {
		if got := f.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := (Mishap{Twice: true, Late: time.Second, NoAck: true}).String(); got != "twice, 1s late, the acknowledgement will be lost" {
		t.Errorf("got %q", got)
	}
}
