package slack

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
)

// trouble says what an error of the Web API means for the engine. Whatever is
// not known to have failed before it took effect stays as it is: nobody knows.
func trouble(err error) error {
	if err == nil {
		return nil
	}
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return &bot.Trouble{Kind: bot.Busy, After: limited.RetryAfter, Err: err}
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok && status.Code == http.StatusTooManyRequests {
		return &bot.Trouble{Kind: bot.Busy, After: time.Second, Err: err}
	}
	answer, ok := errors.AsType[slackapi.SlackErrorResponse](err)
	switch {
	case !ok:
		return err
	case lockedOut[answer.Err]: // the service ends; what waits is shown when it is back
		return &bot.Trouble{Kind: bot.Busy, After: time.Minute, Err: err}
	}
	switch answer.Err {
	case "not_in_channel", "channel_not_found":
		return &bot.Trouble{Kind: bot.Barred, Err: err}
	case "is_archived", "is_inactive":
		return &bot.Trouble{Kind: bot.Archived, Err: err}
	case "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "no_permission":
		return &bot.Trouble{Kind: bot.Muted, Err: err}
	case "message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found", "user_not_found", "user_not_in_channel", "user_disabled", "cannot_dm_bot", "no_such_subteam":
		return &bot.Trouble{Kind: bot.Gone, Err: err}
	case "ratelimited", "rate_limited":
		return &bot.Trouble{Kind: bot.Busy, After: time.Second, Err: err}
	case "team_access_not_granted":
		return &bot.Trouble{Kind: bot.Busy, After: time.Minute, Err: err}
	}
	for _, fault := range ourFaults {
		if strings.HasPrefix(answer.Err, fault) {
			return &bot.Trouble{Kind: bot.Refused, Err: fmt.Errorf("%w %v", err, answer.ResponseMetadata.Messages)}
		}
	}
	return err // what we do not know may pass; it is tried again ever more seldom, and never given up
}

// lockedOut is what Slack answers to a token that is good for nothing any more, or
// for less than it was.
var lockedOut = map[string]bool{
	"invalid_auth": true, "not_authed": true, "token_revoked": true, "token_expired": true, "account_inactive": true, "missing_scope": true,
}

// ourFaults are how the answers begin that find fault with what we sent.
var ourFaults = []string{
	"invalid_", "msg_too_long", "msg_blocks_too_long", "no_text", "too_many_", "metadata_", "block_mismatch", "markdown_text_",
}

// errHeld is the reason for holding a call back ourselves.
var errHeld = errors.New("slack asked to hold this back")

// token is one of the two, and what to do when Slack does not accept it.
type token struct{ name, cure string }

var (
	botToken = token{"SLACK_BOT_TOKEN", "copy the Bot User OAuth Token anew, under OAuth & Permissions of your Slack app"}
	appToken = token{"SLACK_APP_TOKEN", "make an App-Level Token with the scope connections:write, under Basic Information of your Slack app, and see that Socket Mode is on"}
)

// unwelcomeError is Slack's refusal of a token, as a sentence that says what to do.
type unwelcomeError struct {
	token
	answer slackapi.SlackErrorResponse
}

func (e unwelcomeError) Error() string {
	if e.answer.Err == "missing_scope" {
		return fmt.Sprintf("the Slack app lacks the scope %s: add it under OAuth & Permissions, install the app again and put the new token into %s", e.answer.Needed, e.name)
	}
	return fmt.Sprintf("Slack does not accept %s (%s): %s", e.name, e.answer.Err, e.cure)
}

// isUnwelcome: no further try will help.
func isUnwelcome(err error) bool {
	_, ok := errors.AsType[unwelcomeError](err)
	return ok
}

// passing is what Slack answers when it is in trouble itself.
var passing = map[string]bool{
	"internal_error": true, "fatal_error": true, "service_unavailable": true, "request_timeout": true, "timeout": true,
	"ratelimited": true, "rate_limited": true, "team_added_to_org": true,
}

// unwelcome tells a token that Slack refuses from a Slack that cannot be reached.
func unwelcome(err error, t token) error {
	answer, ok := errors.AsType[slackapi.SlackErrorResponse](err)
	if ok && !passing[answer.Err] {
		return unwelcomeError{t, answer}
	}
	return fmt.Errorf("Slack cannot be reached: see that this machine may open connections to slack.com; if SLACK_API_URL is set, see that it is the address you mean: %w", err) //nolint:staticcheck // a sentence for people
}
