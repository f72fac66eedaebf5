package slack_test

import (
	"testing"

	"makegood/bot/slack/slacksim"
	"makegood/prompts"
)

// TestMain lets models take as long as a test has patience: on a busy machine those of our tests, too, may
// need longer than people would wait.
func TestMain(m *testing.M) {
	for _, task := range []*prompts.Task{&prompts.Rephrase, &prompts.Restate, &prompts.Extract, &prompts.Explain, &prompts.Compose, &prompts.Coach} {
		task.Deadline = slacksim.Patience
	}
	m.Run()
}
