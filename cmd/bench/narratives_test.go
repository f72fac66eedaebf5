package main

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

// complaints are our own, in many voices and scripts.
//
//go:embed testdata/complaints.txt
var complaints string

// narratives are real complaints that nobody here wrote; they are not part of the project.
const narratives = "../../../shared/data/complaints_cfpb.csv"

// complaint is one customer's story.
type complaint struct{ name, text string }

func ours(t *testing.T) []complaint {
	t.Helper()
	var all []complaint
	for _, part := range strings.Split(complaints, "\n## ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		all = append(all, complaint{name, strings.TrimSpace(text)})
	}
	if len(all) < 40 {
		t.Fatalf("only %d complaints of our own", len(all))
	}
	return all
}

func theirs(t *testing.T) []complaint {
	t.Helper()
	f, err := os.Open(narratives)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no complaints_cfpb.csv beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []complaint
	for _, row := range rows[1:] {
		all = append(all, complaint{"Customer " + row[0], row[5]})
	}
	return all
}

// most is what Slack takes in one field of a form.
const most = 3000

// TestComplaints opens a case for every complaint, by the one-liner and, where
// Slack takes the whole text in a field, by the form; takes each to its end; and
// looks for lost words, cut letters and text that acts as markup.
func TestComplaints(t *testing.T) {
	t.Parallel() // with those that mostly wait
	t.Run("ours", func(t *testing.T) { takeAll(t, ours(t)) })
	t.Run("cfpb", func(t *testing.T) { takeAll(t, theirs(t)) })
}

func takeAll(t *testing.T, all []complaint) {
	const people = 4
	if raced { // each takes five times as long: every fourth
		for i := range len(all) / 4 {
			all[i] = all[4*i]
		}
		all = all[:len(all)/4]
	}
	o := office(t, people)
	var crew sync.WaitGroup
	for i := range people {
		p := newPilot(o, i)
		p.early = true
		crew.Go(func() {
			for n := i; n < len(all) && !t.Failed(); n += people { // one that is stuck waits for long enough
				c := all[n]
				takeOne(t, p, c, false)
				if utf8.RuneCountInString(c.text) <= most {
					takeOne(t, p, c, true)
				}
			}
		})
	}
	crew.Wait()
	for _, m := range o.Posts() {
		if m.User == slacksim.BotUser && (strings.Contains(m.Text, "<") || !utf8.ValidString(m.Text)) {
			t.Errorf("markup or half a letter in: %s", m.Text)
		}
	}
	for _, f := range o.Faults() {
		t.Errorf("Slack would not have taken: %s", f)
	}
}

// office is a workspace with the service in this process, which is quicker.
func office(t *testing.T, people int) *slacksim.Workspace {
	t.Helper()
	dir := t.TempDir()
	w, err := workspace(people, 1)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := writePolicy(dir, people, "1s")
	if err != nil {
		t.Fatal(err)
	}
	c := slack.Config{
		BotToken: w.BotToken(), AppToken: w.AppToken(), APIURL: w.APIURL(), Channel: channel,
		Store: "sqlite:" + filepath.Join(dir, "cases.db"), Policy: rules,
	}
	service, err := slack.Connect(t.Context(), c, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- service.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, w.Close()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	for {
		changed := w.Watch()
		if w.Sockets() >= 2 {
			return w
		}
		<-changed
	}
}

func takeOne(t *testing.T, p *pilot, c complaint, form bool) {
	t.Helper()
	var card string
	var err error
	if form {
		card, err = p.openByForm(t.Context(), c.name, c.text)
	} else {
		card, _, err = p.open(t.Context(), c.name+" - "+c.text)
	}
	if err != nil {
		t.Errorf("%s: %v", c.name, err)
		return
	}
	if whole := p.whole(card); squeezed(whole) != squeezed(c.text) {
		t.Errorf("%s: of\n%q\nthis is left:\n%q", c.name, c.text, whole)
	}
	if err := p.play(t.Context(), card, recovered); err != nil {
		t.Errorf("%s: %v", c.name, err)
	}
	if head, _, _ := strings.Cut(p.thread(card)[0].Read(), "\n"); !strings.Contains(head, "· "+c.name+" · ") {
		t.Errorf("the card of %s says %s", c.name, head)
	}
}

// squeezed leaves out what nobody sees: spaces, and signs that only reorder or hide text.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xE0000 && r <= 0xE007F || r == 0xA0 {
			return -1
		}
		return r
	}, s)
}

// openByForm opens a case with the form of the bare command.
func (p *pilot) openByForm(ctx context.Context, name, text string) (string, error) {
	after := p.newest()
	if err := p.w.Act(p.owner, slacksim.Action{Do: "say", Channel: p.channel, Text: "/recover"}); err != nil {
		return "", err
	}
	d, err := p.dialog(ctx)
	if err != nil {
		return "", err
	}
	if err := p.w.Act(p.owner, slacksim.Action{Do: "submit", ViewID: d.ID, Values: typed(map[string]string{"customer": name, "problem": text})}); err != nil {
		return "", err
	}
	return p.card(ctx, after, patience)
}

// whole is all the customer said, as the card's button shows it.
func (p *pilot) whole(card string) string {
	for _, o := range p.thread(card)[0].Offers() {
		if o.Label == "Read all they said" {
			p.do(p.owner, o.Action)
		}
	}
	d, err := p.dialog(context.Background())
	if err != nil {
		return err.Error()
	}
	p.do(p.owner, slacksim.Action{Do: "close", ViewID: d.ID})
	var text strings.Builder
	blocks, _ := d.View["blocks"].([]any)
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		part, _ := block["text"].(map[string]any)
		if part["type"] != "plain_text" {
			return fmt.Sprint("what they said is drawn as ", part["type"])
		}
		text.WriteString(fmt.Sprint(part["text"]))
	}
	return text.String()
}

// dialog waits for a form to open.
func (p *pilot) dialog(ctx context.Context) (slacksim.Modal, error) {
	for until := time.Now().Add(patience); time.Now().Before(until); {
		changed := p.w.Watch()
		if d, open := p.w.Dialog(p.owner); open {
			return d, nil
		}
		if err := wait(ctx, changed, time.Second); err != nil {
			return slacksim.Modal{}, err
		}
	}
	return slacksim.Modal{}, fmt.Errorf("%w: no form opened", errStuck)
}
