package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"makegood/bot/slack/slacksim"
)

// questions are what people ask the coach.
var questions = []string{"how do I tell them we cannot come before Friday?", "they want to talk to a manager", "they say they will leave a bad review"}

const toWords = "question to the coach to its answer"

// asks puts a question to the coach in the channel, and waits for its answer below it.
func (p *pilot) asks(ctx context.Context, n int) (time.Duration, error) {
	text, after, began := fmt.Sprintf("@makegood %s (%d)", questions[n%len(questions)], n), p.newest(), time.Now()
	if err := p.w.Act(p.owner, slacksim.Action{Do: "say", Channel: p.channel, Text: text}); err != nil {
		return 0, err
	}
	for time.Since(began) < patience {
		changed := p.w.Watch()
		for _, m := range p.w.Roots(p.channel, after) {
			if !strings.Contains(m.Text, text[len("@makegood"):]) {
				continue
			}
			for _, below := range p.w.Thread(p.channel, m.TS)[1:] {
				if strings.Contains(below.Read(), "“") { // words to say
					return time.Since(began), nil
				}
			}
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return 0, err
		}
	}
	return 0, fmt.Errorf("%w: no answer to %q", errStuck, text)
}
