package prompts

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Tell implements [Model]. The client says that a stream is over in the same way whether it
// was finished or cut, so it has ended well only if the model said that it stopped.
func (s *Server) Tell(ctx context.Context, t Task, data any, each func(sentence string) bool) error {
	user, err := material(data)
	if err != nil {
		return err
	}
	_, err = s.try(ctx, t, func(ctx context.Context) (string, error) { return s.stream(ctx, t, user, each) })
	return err
}

// stream gives back what was told, so that nothing is asked again after that.
func (s *Server) stream(ctx context.Context, t Task, user string, each func(string) bool) (told string, err error) {
	var after time.Duration
	in, err := s.api.CreateChatCompletionStream(context.WithValue(ctx, afterKey{}, &after), s.request(t, user))
	if err != nil {
		return "", s.charged(troubled(ctx, err, after), t, user)
	}
	defer func() { _ = in.Close() }()
	var all, rest strings.Builder
	defer func() { s.tokens.spend(s.now(), (len(t.System)+len(user)+all.Len())/4, 0) }()
	for {
		part, err := in.Recv()
		if errors.Is(err, io.EOF) {
			return told, &Trouble{Why: Cut} // it never said that it stopped
		}
		if err != nil {
			return told, troubled(ctx, err, after)
		}
		if len(part.Choices) == 0 {
			continue // what it used, or a keep-alive
		}
		c := part.Choices[0]
		all.WriteString(c.Delta.Content)
		rest.WriteString(c.Delta.Content)
		switch {
		case len(c.Delta.ToolCalls) > 0 || c.Delta.FunctionCall != nil:
			return told, &Trouble{Why: Tool}
		case c.Delta.Refusal != "" || c.FinishReason == openai.FinishReasonContentFilter:
			return told, &Trouble{Why: Filtered}
		case c.FinishReason == openai.FinishReasonLength:
			return told, &Trouble{Why: Cut}
		}
		sentences, tail := sentencesOf(rest.String())
		if c.FinishReason == openai.FinishReasonStop && strings.TrimSpace(tail) != "" {
			sentences, tail = append(sentences, strings.TrimSpace(tail)), ""
		}
		rest.Reset()
		rest.WriteString(tail)
		for _, one := range sentences {
			told += one
			if !each(one) {
				return told, nil
			}
		}
		switch {
		case c.FinishReason == openai.FinishReasonStop && told == "":
			return "", &Trouble{Why: Empty}
		case c.FinishReason == openai.FinishReasonStop:
			return told, nil
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?…]["'”’)]*\s+|\n+`)

// sentencesOf are the whole sentences of a text, and what is left.
func sentencesOf(s string) (whole []string, rest string) {
	for {
		at := sentenceEnd.FindStringIndex(s)
		if at == nil {
			return whole, s
		}
		if one := strings.TrimSpace(s[:at[1]]); one != "" {
			whole = append(whole, one)
		}
		s = s[at[1]:]
	}
}
