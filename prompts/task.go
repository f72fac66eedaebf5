package prompts

import (
	"bytes"
	"crypto/rand"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Task is one thing a model is asked to do. Its system prompt and the schema of its answer
// are files, the same for everybody and always: what a customer or an employee wrote comes in
// the user message only, as JSON, and has no way into them.
type Task struct {
	Name     string
	System   string
	Schema   json.RawMessage
	Deadline time.Duration // for an answer; what comes later is not shown
	fields   []string      // that the answer has, sorted
}

//go:embed tasks/*.txt tasks/*.json
var taskFiles embed.FS

// The tasks. None of their answers decides anything.
var (
	Rephrase = task("rephrase") // approved wordings, for this case
	Restate  = task("restate")  // the customer's account in a sentence
	Extract  = task("extract")  // where the account says what, by quotes
	Explain  = task("explain")  // why the checker names something in somebody's own words
	Compose  = task("compose")  // the first sentences of a letter or a public reply, from facts alone
	Coach    = task("coach")    // plain words for a question; told sentence by sentence
)

// interactive is how long somebody with a customer in front of them waits for better words;
// the curated ones are on the screen meanwhile.
const interactive = 7 * time.Second

// task reads a task's files; that they are there and good is tested.
func task(name string) Task {
	system, _ := taskFiles.ReadFile("tasks/" + name + ".txt")
	schema, _ := taskFiles.ReadFile("tasks/" + name + ".json")
	t := Task{Name: name, System: strings.TrimSpace(string(system)), Schema: schema, Deadline: interactive}
	var s struct {
		Required []string `json:"required"`
	}
	if json.Unmarshal(schema, &s) == nil {
		t.fields = slices.Sorted(slices.Values(s.Required))
	}
	return t
}

// material is the user message: data between two lines with a word that nobody can know
// beforehand, so that no text in it can pretend to end it.
func material(data any) (string, error) {
	body, err := json.Marshal(data)
	if err != nil {
		return "", fmt.Errorf("ask a model: %w", err)
	}
	mark := "MATERIAL " + rand.Text()
	return mark + "\n" + string(body) + "\n" + mark, nil
}

var errAnswer = errors.New("the answer is not of the task's form")

// Decode reads a model's answer to a task into v: one JSON object with exactly the task's
// fields, perhaps inside a code fence, and nothing after it.
func (t Task) Decode(answer string, v any) error {
	text := unfenced(answer)
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		return fmt.Errorf("%w: %w", errAnswer, err)
	}
	if fields := slices.Sorted(maps.Keys(got)); !slices.Equal(fields, t.fields) {
		return fmt.Errorf("%w: it has the fields %s", errAnswer, strings.Join(fields, ", "))
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%w: %w", errAnswer, err)
	}
	return nil
}

// unfenced takes the code fence off that models like to put around JSON.
func unfenced(s string) string {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "```"); ok {
		inner = strings.TrimPrefix(inner, "json")
		if inner, ok = strings.CutSuffix(inner, "```"); ok {
			return strings.TrimSpace(inner)
		}
	}
	return s
}
