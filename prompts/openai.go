package prompts

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/sync/semaphore"
)

// Endpoint is where a model is: any server that speaks OpenAI's chat completions, such as
// OpenAI itself, Azure, Ollama or vLLM.
type Endpoint struct {
	URL    string // ends where /chat/completions is put; empty: OpenAI's
	Key    string
	Model  string // or the deployment, on Azure
	Azure  string // the API version, on Azure; empty: not there
	AtOnce int64  // questions at the same time; 0: 4
	PerDay int64  // tokens a day, in this process; 0: 1,000,000
}

// Server asks a model at an [Endpoint]. It is safe for concurrent use.
type Server struct {
	api     *openai.Client
	model   string
	seats   *semaphore.Weighted
	breaker *gobreaker.CircuitBreaker[string]
	tokens  tokens
	shape   atomic.Int32 // how an answer's form is asked for: an index of shapes
	now     func() time.Time
	host    string
}

// Host is where it asks, for whoever reads the log.
func (s *Server) Host() string { return s.host }

const (
	answerMost  = 600     // tokens of an answer
	bodyMost    = 1 << 20 // bytes of a response: a server may send for ever
	failures    = 5       // in a row, until it is left alone
	restFor     = time.Minute
	usualSeats  = 4
	usualTokens = 1_000_000
	tries       = 2
)

// NewServer makes one that is ready. Whoever read the settings has seen that they name a place and a model.
func NewServer(e Endpoint, now func() time.Time) *Server {
	c := openai.DefaultConfig(e.Key)
	if e.Azure != "" {
		c = openai.DefaultAzureConfig(e.Key, e.URL)
		c.APIVersion = e.Azure
		c.AzureModelMapperFunc = func(deployment string) string { return deployment } // as it was written
	} else if e.URL != "" {
		c.BaseURL = strings.TrimSuffix(e.URL, "/")
	}
	c.HTTPClient = &doer{http.Client{Timeout: time.Minute}}
	c.EmptyMessagesLimit = bodyMost // comments that keep a slow stream open are no fault of it
	s := &Server{api: openai.NewClientWithConfig(c), model: e.Model, now: now, host: "api.openai.com"}
	if u, err := url.Parse(e.URL); err == nil && u.Host != "" {
		s.host = u.Host
	}
	s.seats = semaphore.NewWeighted(cmp.Or(e.AtOnce, usualSeats))
	s.tokens.most = cmp.Or(e.PerDay, usualTokens)
	s.breaker = gobreaker.NewCircuitBreaker[string](gobreaker.Settings{
		Timeout:     restFor,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failures },
		IsSuccessful: func(err error) bool { // words we cannot use are no outage
			t, failed := errors.AsType[*Trouble](err)
			return !failed || !t.again() && t.Why != Late
		},
	})
	return s
}

// Answer implements [Model].
func (s *Server) Answer(ctx context.Context, t Task, data any) (string, error) {
	user, err := material(data)
	if err != nil {
		return "", err
	}
	return s.try(ctx, t, func(ctx context.Context) (string, error) { return s.shaped(ctx, t, user) })
}

// try asks twice at the most, within the task's deadline, and never waits for a seat: whoever
// wants words wants them now.
func (s *Server) try(ctx context.Context, t Task, ask func(context.Context) (string, error)) (string, error) {
	if !s.seats.TryAcquire(1) {
		return "", &Trouble{Why: Full}
	}
	defer s.seats.Release(1)
	ctx, cancel := context.WithTimeout(ctx, t.Deadline)
	defer cancel()
	for try := 1; ; try++ {
		answer, err := s.once(ctx, ask)
		trouble, failed := errors.AsType[*Trouble](err)
		if !failed || try >= tries || answer != "" || !trouble.again() || !pause(ctx, trouble.After) {
			return answer, err
		}
	}
}

// pause waits as long as the endpoint asked, if the deadline leaves time for an answer then.
func pause(ctx context.Context, wait time.Duration) bool {
	const least = time.Second // an answer takes that long
	if end, ok := ctx.Deadline(); ok && time.Until(end) < wait+least {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *Server) once(ctx context.Context, ask func(context.Context) (string, error)) (string, error) {
	if !s.tokens.left(s.now()) {
		return "", &Trouble{Why: Spent}
	}
	answer, err := s.breaker.Execute(func() (string, error) { return ask(ctx) })
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return "", &Trouble{Why: Resting, Err: err}
	}
	return answer, err
}

// shapes are the ways to ask for JSON, the strictest first. Not every endpoint knows the
// first two; what one refuses is not tried there again.
var shapes = []openai.ChatCompletionResponseFormatType{
	openai.ChatCompletionResponseFormatTypeJSONSchema, openai.ChatCompletionResponseFormatTypeJSONObject, openai.ChatCompletionResponseFormatTypeText,
}

func (s *Server) shaped(ctx context.Context, t Task, user string) (string, error) {
	for {
		shape := s.shape.Load()
		answer, err := s.ask(ctx, t, user, shapes[shape])
		trouble, failed := errors.AsType[*Trouble](err)
		refused := failed && trouble.Why == Status && (trouble.Code == http.StatusBadRequest || trouble.Code == http.StatusUnprocessableEntity)
		if !refused || int(shape) == len(shapes)-1 {
			return answer, err
		}
		s.shape.CompareAndSwap(shape, shape+1)
	}
}

// request leaves temperature and the like unset: some models refuse them, and 0 is not sent at all.
func (s *Server) request(t Task, user string) openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{Model: s.model, MaxCompletionTokens: answerMost, Messages: []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: t.System}, {Role: openai.ChatMessageRoleUser, Content: user},
	}}
}

func (s *Server) ask(ctx context.Context, t Task, user string, shape openai.ChatCompletionResponseFormatType) (string, error) {
	r := s.request(t, user)
	switch shape {
	case openai.ChatCompletionResponseFormatTypeJSONSchema:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       shape,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: t.Name, Schema: t.Schema, Strict: true},
		}
	case openai.ChatCompletionResponseFormatTypeJSONObject:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: shape}
	case openai.ChatCompletionResponseFormatTypeText:
	}
	var after time.Duration
	resp, err := s.api.CreateChatCompletion(context.WithValue(ctx, afterKey{}, &after), r)
	if err != nil {
		return "", s.charged(troubled(ctx, err, after), t, user)
	}
	s.tokens.spend(s.now(), resp.Usage.TotalTokens, len(t.System)+len(user))
	if len(resp.Choices) == 0 {
		return "", &Trouble{Why: Malformed}
	}
	c := resp.Choices[0]
	switch {
	case len(c.Message.ToolCalls) > 0 || c.Message.FunctionCall != nil || c.FinishReason == openai.FinishReasonToolCalls:
		return "", &Trouble{Why: Tool}
	case c.Message.Refusal != "" || c.FinishReason == openai.FinishReasonContentFilter:
		return "", &Trouble{Why: Filtered}
	case c.FinishReason != openai.FinishReasonStop:
		return "", &Trouble{Why: Cut}
	case strings.TrimSpace(c.Message.Content) == "":
		return "", &Trouble{Why: Empty}
	}
	return c.Message.Content, nil
}

// charged counts a question that the endpoint has worked at, though no answer came of it.
func (s *Server) charged(why *Trouble, t Task, user string) *Trouble {
	if why.Why == Late || why.Why == Stopped || why.Why == Malformed {
		s.tokens.spend(s.now(), 0, len(t.System)+len(user))
	}
	return why
}

// troubled says what an error of the client means. A request error is asked for first: an
// endpoint that words its errors another way gives an API error inside it, without a status.
func troubled(ctx context.Context, err error, after time.Duration) *Trouble {
	t := &Trouble{Why: Unreached, After: after, Err: errors.New("the endpoint's own words are not kept")}
	var request *openai.RequestError
	var api *openai.APIError
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		t.Why = Stopped
	case ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded):
		t.Why = Late
	case errors.As(err, &request) && request.HTTPStatusCode != 0:
		t.Why, t.Code = Status, request.HTTPStatusCode
	case errors.As(err, &api) && api.HTTPStatusCode != 0:
		t.Why, t.Code = Status, api.HTTPStatusCode
	case unreadable(err):
		t.Why = Malformed
	}
	return t
}

// unreadable: what came with a good status is no completion.
func unreadable(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind)
}

// doer notes what the client throws away: how long an endpoint asks to be left alone. It also
// bounds what is read.
type doer struct{ http.Client }

type afterKey struct{}

// Do implements the client's seam.
func (d *doer) Do(r *http.Request) (*http.Response, error) {
	resp, err := d.Client.Do(r) //nolint:gosec // the address is the operator's own setting
	if err != nil {
		return nil, fmt.Errorf("reach the model: %w", err)
	}
	if after, ok := r.Context().Value(afterKey{}).(*time.Duration); ok {
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
			*after = time.Duration(seconds) * time.Second
		}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, bodyMost), resp.Body}
	return resp, nil
}
