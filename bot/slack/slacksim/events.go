package slacksim

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"
)

// redeliver is how long Slack waits before each further try of an event.
var redeliver = []time.Duration{0, time.Minute, 5 * time.Minute}

// event is one callback of the Events API until it is acknowledged or given up.
type event struct {
	ID      string    `json:"id"`
	What    string    `json:"what"`
	Payload object    `json:"payload"`
	Attempt int       `json:"attempt"`
	Due     time.Time `json:"due"` // of the attempt
}

// raisePosted tells the bot of a new message in a room it is in, its own messages too.
func (w *Workspace) raisePosted(m *message) {
	r := w.room(m.Channel)
	inner := w.messageJSON(m, false)
	w.raiseMessage(r, inner, m.TS)
	mention := strings.Contains(m.Text, "<@"+BotUser)
	if mention && m.User != BotUser && r.kind != "im" && r.has(BotUser) {
		inner = copied(inner)
		inner["type"] = "app_mention"
		w.raise("app_mention", r, inner, m.TS)
	}
}

// raiseChanged tells of an edit.
func (w *Workspace) raiseChanged(m *message, before object) {
	w.raiseMessage(w.room(m.Channel), object{
		"type": "message", "subtype": "message_changed", "hidden": true,
		"message": w.messageJSON(m, false), "previous_message": before, "ts": w.nextTS(m.Channel),
	}, "")
}

// raiseDeleted tells of a message that is gone. A root with replies is not gone for Slack but changed, into a
// tombstone; with the last reply that goes too, and only then is the root's deletion told of.
func (w *Workspace) raiseDeleted(m *message, before object) {
	if w.tomb(m) {
		w.raiseChanged(m, before)
		return
	}
	w.raiseMessage(w.room(m.Channel), object{
		"type": "message", "subtype": "message_deleted", "hidden": true,
		"deleted_ts": m.TS, "previous_message": before, "ts": w.nextTS(m.Channel),
	}, "")
}

func (w *Workspace) raiseMessage(r *room, inner object, ts string) {
	names := map[string]string{"channel": "message.channels", "group": "message.groups", "im": "message.im"}
	if !r.has(BotUser) {
		return
	}
	inner = copied(inner)
	inner["channel_type"] = r.kind
	if ts == "" {
		ts = str(inner, "ts")
	}
	w.raise(names[r.kind], r, inner, ts)
}

// nowhere is the room of events that are about no channel.
var nowhere = &room{}

// raiseJoined tells that the app was let into a channel.
func (w *Workspace) raiseJoined(r *room, by Person) {
	const name = "member_joined_channel"
	kind := map[string]string{"channel": "C", "group": "G"}[r.kind]
	w.raise(name, r, object{"type": name, "user": BotUser, "channel_type": kind, "team": TeamID, "inviter": by.ID}, w.nextTS(r.ID))
}

// raise sends an event if the app subscribed to it. The first try leaves at once and in order.
func (w *Workspace) raise(name string, r *room, inner object, ts string) {
	if !w.manifest.subscribed(name) {
		return
	}
	if inner["event_ts"] = ts; r.ID != "" {
		inner["channel"] = r.ID
	}
	id := "Ev" + rand.Text()
	e := &event{ID: id, What: name, Due: w.clock.Now(), Payload: object{
		"type": "event_callback", "token": "simulated", "team_id": TeamID, "api_app_id": AppID,
		"event": inner, "event_id": id, "event_time": w.clock.Now().Unix(), "event_context": "4-" + id,
		"is_ext_shared_channel": r.Shared,
		"authorizations":        []any{object{"team_id": TeamID, "user_id": BotUser, "is_bot": true, "is_enterprise_install": false}},
	}}
	w.state.Events = append(w.state.Events, e)
	if w.ctx.Err() == nil { // else it waits for the next process
		first := w.sendEvent(e)
		w.running.Go(func() { w.follow(e, first) })
	}
}

// resumeEvents takes up what a former process had not delivered.
func (w *Workspace) resumeEvents() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range w.state.Events {
		w.running.Go(func() {
			if w.clock.Until(w.ctx, e.Due) == nil {
				w.follow(e, w.sendEvent(e))
			}
		})
	}
}

func (w *Workspace) sendEvent(e *event) *envelope {
	what, reason := e.What, ""
	if e.Attempt > 0 {
		what, reason = fmt.Sprintf("%s, retry %d", what, e.Attempt), "timeout"
	}
	return w.send("events_api", what, e.Payload, false, object{"retry_attempt": e.Attempt, "retry_reason": reason})
}

// follow waits for an event's acknowledgement and tries again when Slack would. A closing workspace leaves
// the event where it stands, for the next process.
func (w *Workspace) follow(e *event, sent *envelope) {
	for {
		_, err := w.await(sent)
		if w.ctx.Err() != nil {
			return
		}
		if err == nil || e.Attempt == len(redeliver) {
			w.forget(e, err)
			return
		}
		due := w.nextAttempt(e)
		if w.clock.Until(w.ctx, due) != nil {
			return
		}
		sent = w.sendEvent(e)
	}
}

func (w *Workspace) nextAttempt(e *event) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	e.Due = w.clock.Now().Add(redeliver[e.Attempt])
	e.Attempt++
	w.touch()
	return e.Due
}

func (w *Workspace) forget(e *event, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Events = slices.DeleteFunc(w.state.Events, func(other *event) bool { return other == e })
	if err != nil {
		w.wire.blame(fmt.Sprintf("event %s was given up after %d tries: %v", e.What, e.Attempt+1, err))
	}
	w.touch()
}

// messageJSON is a message as the Web API and events show it.
func (w *Workspace) messageJSON(m *message, metadata bool) object {
	o := object{"type": "message", "user": m.User, "text": m.Text, "ts": m.TS, "team": TeamID}
	if m.Deleted {
		o["subtype"], o["hidden"], o["user"], o["text"] = "tombstone", true, slackbot, tombText
		delete(o, "team")
		return w.withReplies(o, m)
	}
	if m.User == BotUser {
		o["bot_id"], o["app_id"] = BotID, AppID
		o["bot_profile"] = object{"id": BotID, "app_id": AppID, "name": w.manifest.botName, "team_id": TeamID, "deleted": false}
	} else {
		o["client_msg_id"] = m.ClientID
	}
	if p, _ := w.person(m.User); p.outside() {
		o["team"], o["user_team"], o["source_team"] = p.Team, p.Team, p.Team
	}
	if len(m.Blocks) > 0 {
		o["blocks"] = anyList(copied(m.Blocks))
	}
	if m.Edited != "" {
		o["edited"] = object{"user": m.User, "ts": m.Edited}
	}
	if metadata && m.Metadata != nil {
		o["metadata"] = copied(m.Metadata)
	}
	if m.ThreadTS != "" {
		o["thread_ts"] = m.ThreadTS
		if root := w.byTS[threadKey(m.Channel, m.ThreadTS)]; root != nil {
			o["parent_user_id"] = root.User
		}
		return o
	}
	return w.withReplies(o, m)
}

// withReplies adds what a root says about its thread.
func (w *Workspace) withReplies(o object, m *message) object {
	if replies := w.replies(m); len(replies) > 0 {
		var users []any
		for _, r := range replies {
			if !slices.Contains(users, any(r.User)) {
				users = append(users, r.User)
			}
		}
		o["thread_ts"], o["reply_count"], o["latest_reply"] = m.TS, len(replies), replies[len(replies)-1].TS
		o["reply_users"], o["reply_users_count"] = users, len(users)
	}
	return o
}
