package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// model is a language model that takes its time. What it says is used, so that messages are
// redrawn with it while people go on.
type model struct {
	url   string
	asked atomic.Int64
	web   *http.Server
}

func newModel(wait time.Duration) (*model, error) {
	var config net.ListenConfig
	l, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start a model: %w", err)
	}
	m := &model{url: "http://" + l.Addr().String() + "/v1"}
	m.web = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.asked.Add(1)
		var in struct{ Messages []struct{ Content string } }
		if json.NewDecoder(r.Body).Decode(&in) != nil || len(in.Messages) == 0 {
			http.Error(w, "{}", http.StatusBadRequest)
			return
		}
		if sleep(r.Context(), wait) {
			content, _ := json.Marshal(fitted(in.Messages[len(in.Messages)-1].Content))
			_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":%s},"finish_reason":"stop"}]}`, content)
		}
	})}
	go func() { _ = m.web.Serve(l) }() // ends with close
	return m, nil
}

func (m *model) close() error { return m.web.Close() }

// fitted answers a question: the approved words without a small one, which is as much as may be changed.
func fitted(question string) string {
	var data struct {
		Sentences []string `json:"sentences"`
	}
	for line := range strings.Lines(question) {
		if strings.HasPrefix(line, "{") {
			_ = json.Unmarshal([]byte(line), &data)
		}
	}
	for i, s := range data.Sentences {
		data.Sentences[i] = strings.Replace(strings.Replace(s, " the ", " ", 1), " you ", " ", 1)
	}
	answer, _ := json.Marshal(map[string]any{"wordings": data.Sentences, "instructions_seen": []string{}})
	return string(answer)
}
