package slack_test

import (
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

// asks reads a page where the service says how it is.
func (o *office) asks(page string) (status int, text string) {
	o.t.Helper()
	q, err := http.NewRequestWithContext(o.t.Context(), http.MethodGet, "http://"+o.service.Listening()+page, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(q)
	if err != nil {
		o.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// counts waits until the metrics have a line.
func (o *office) counts(line string) {
	o.t.Helper()
	deadline := time.Now().Add(slacksim.Patience)
	for {
		_, text := o.asks("/metrics")
		if strings.Contains(text, line+"\n") {
			return
		}
		if time.Now().After(deadline) {
			o.t.Fatalf("the metrics lack %q:\n%s", line, text)
		}
		<-time.After(100 * time.Millisecond) // nothing in the workspace changes with them
	}
}

func listening(s *settings) { s.bot.Listen = "127.0.0.1:0" }

// TestAuditorMends: a wake that was lost, a wake that would come too late, and tags that lead
// nowhere any more are mended from the record, each counted once, and what was due is done.
func TestAuditorMends(t *testing.T) {
	t.Parallel()
	o := open(t, listening)
	tess := o.person("tess")
	for _, name := range []string{"Mrs Alvarez", "Bob Jones", "Ann Smith"} {
		tess.Command("/recover " + name + " - no hot water")
		presses(tess, "They are fine now", "I thanked them")
		tess.Sees("Check in now")
	}
	o.counts("makegood_audit_rounds_total 1")
	o.stop()
	o.tamper("update record set wake = 0, due = 0 where id = 'R-101'")
	o.tamper("update record set wake = wake + 8640000000, due = due + 8640000000 where id = 'R-102'")
	o.tamper("delete from tag where id = 'R-103'")
	o.tamper("insert into tag (tag, id) values ('open', 'C-101')")
	o.start(slog.New(slog.DiscardHandler))
	o.Jump(6 * time.Minute)
	o.counts(`makegood_audit_mends_total{what="wake"} 2`)
	o.counts(`makegood_audit_mends_total{what="tags"} 2`)
	o.counts("makegood_audit_faults 0")
	tess.Command("/recover mine")
	tess.Sees("R-103")
	o.Jump(6 * time.Minute)
	o.counts("makegood_open_cases 3")
	o.counts(`makegood_audit_mends_total{what="wake"} 2`)
	o.Jump(30 * time.Hour)
	for _, id := range []string{"R-101", "R-102", "R-103"} {
		o.until(id+" asks how it is", func() bool { return o.posted()[id+"/step-4-dm"] == 1 })
	}
	o.nothingTwice()
	o.noFaults()
}

// TestHealth: where somebody asks, one sentence says how we are, and the metrics name nobody.
func TestHealth(t *testing.T) {
	t.Parallel()
	o := open(t, listening)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("They have finished")
	tess.Sees("They agree")
	o.counts("makegood_audit_rounds_total 1")
	o.Jump(6 * time.Minute)
	o.counts("makegood_open_cases 1")
	o.counts("makegood_slack_connections 2")
	o.counts(`makegood_acts_total{kind="command",result="kept"} 1`)
	if status, text := o.asks("/healthz"); status != http.StatusOK || text != "makegood is well\n" {
		t.Errorf("it answers %d: %s", status, text)
	}
	if said, err := slack.AskHealth(t.Context(), o.service.Listening()); err != nil || said != "makegood is well" {
		t.Errorf("it says %q, %v", said, err)
	}
	_, text := o.asks("/metrics")
	for _, private := range []string{"R-101", "Alvarez", "U0TESS", "Tess"} {
		if strings.Contains(text, private) {
			t.Errorf("the metrics name %s", private)
		}
	}
	if err := o.service.Kill(); err != nil { // the store
		t.Fatal(err)
	}
	if status, text := o.asks("/healthz"); status != http.StatusServiceUnavailable || !strings.Contains(text, "the store does not answer") {
		t.Errorf("it answers %d: %s", status, text)
	}
	if _, err := slack.AskHealth(t.Context(), o.service.Listening()); err == nil || !strings.Contains(err.Error(), "the store does not answer") {
		t.Errorf("it says %v", err)
	}
}

// TestAuditorFindsAgendas: a thing that an agenda has and its case has not, and the other way round, is found from
// whichever of the two is looked at, and mended by what the case tells anew.
func TestAuditorFindsAgendas(t *testing.T) {
	t.Parallel()
	o := open(t, listening)
	tess := o.person("tess")
	for _, name := range []string{"Mrs Alvarez", "Bob Jones"} {
		tess.Command("/recover " + name + " - no hot water")
		tess.Press("Add a promise")
		tess.Fill("What was promised", "the part for "+name)
		promises(tess, "today 5pm")
		tess.Sees("Tess: the part for " + name)
	}
	o.counts("makegood_audit_rounds_total 1")
	o.stop()
	o.tamper(`update record set body = replace(body, '"Of":"promise-1"', '"Of":"promise-9"') where id = 'A-U0TESS'`)
	o.start(slog.New(slog.DiscardHandler))
	o.Jump(6 * time.Minute)
	o.counts("makegood_audit_rounds_total 1")
	mended := regexp.MustCompile(`makegood_audit_mends_total\{what="agenda"\} [1-3]\n`) // as many as look before it is told anew
	_, text := o.asks("/metrics")
	first := mended.FindString(text)
	if first == "" {
		t.Errorf("no agenda was mended:\n%s", text)
	}
	o.Jump(6 * time.Minute)
	o.counts("makegood_audit_rounds_total 2")
	o.counts("makegood_audit_faults 0")
	o.counts(strings.TrimSpace(first)) // and no more
	o.noFaults()
}

// TestHeartAndLease: while another process holds the round nobody else does one, so that a heart that is too old is said;
// when its time is over we take over and are well again. Without Slack that is what is said.
func TestHeartAndLease(t *testing.T) {
	t.Parallel()
	o := open(t, listening)
	o.counts("makegood_audit_rounds_total 1")
	o.stop()
	until := o.clock.Now().Add(40 * time.Minute).UTC().Format(time.RFC3339)
	o.tamper(`update record set body = json_set(body, '$.Who', 'another', '$.Until', '` + until + `') where id = 'auditor'`)
	o.start(slog.New(slog.DiscardHandler))
	o.Jump(16 * time.Minute)
	if status, text := o.asks("/healthz"); status != http.StatusServiceUnavailable || !strings.Contains(text, "no round of the audit has ended for 16m") {
		t.Errorf("it answers %d: %s", status, text)
	}
	o.counts("makegood_audit_rounds_total 0")
	o.Jump(25 * time.Minute)
	o.counts("makegood_audit_rounds_total 1")
	if status, text := o.asks("/healthz"); status != http.StatusOK {
		t.Errorf("it answers %d: %s", status, text)
	}
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "apps.connections.open" {
			return &slacksim.Failure{Status: http.StatusServiceUnavailable}
		}
		return nil
	})
	o.until("that there is no connection", func() bool {
		o.CutSockets() // one may just have been opened
		status, text := o.asks("/healthz")
		return status == http.StatusServiceUnavailable && strings.Contains(text, "there is no connection to Slack")
	})
}
