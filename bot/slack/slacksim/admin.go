package slacksim

import "slices"

// What follows is what an admin of the workspace does to it while the bot runs. What it names and is not there is
// logged and changes nothing.

// Archive puts a channel away, where nothing can be posted or changed, or brings it back.
func (w *Workspace) Archive(channel string, archived bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.channel("archive", channel)
	if r == nil || r.Archived == archived {
		return
	}
	r.Archived = archived
	w.state.Archived[r.ID] = archived
	name := r.kind + "_archive"
	if !archived {
		name = r.kind + "_unarchive"
	}
	if r.has(BotUser) {
		w.raise(name, r, object{"type": name, "user": admin, "is_moved": 0}, w.nextTS(r.ID))
	}
	w.touch()
}

// Kick puts the bot out of a channel; /invite lets it in again. Nobody tells the bot: Slack was measured not to send
// member_left_channel to who has just left.
func (w *Workspace) Kick(channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.channel("kick", channel)
	if r == nil || !r.has(BotUser) {
		return
	}
	r.leave(BotUser)
	w.state.Kicked = append(w.state.Kicked, r.ID)
	w.state.Invited = slices.DeleteFunc(w.state.Invited, func(id string) bool { return id == r.ID })
	w.touch()
}

// channel is a room that is no direct messages. The workspace is locked.
func (w *Workspace) channel(what, ref string) *room {
	r := w.room(ref)
	if r == nil || r.kind == "im" {
		w.log.Error("no such channel", "to", what, "channel", ref)
		return nil
	}
	return r
}

// admin does what no person of the workspace did.
const admin = "U0ADMIN"

// Deactivate takes somebody's account away. Nothing they had open stays.
func (w *Workspace) Deactivate(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, known := w.person(key)
	if !known || p.Deactivated {
		w.log.Error("nobody to deactivate", "key", key)
		return
	}
	w.state.Left = append(w.state.Left, p.ID)
	w.retire(w.state.Left)
	delete(w.stacks, p.ID)
	p.Deactivated = true
	w.raise("user_change", nowhere, object{"type": "user_change", "user": w.userJSON(p), "cache_ts": w.clock.Now().Unix()}, w.nextTS("users"))
	w.touch()
}

// retire replaces the list of people by one in which these users are deactivated.
func (w *Workspace) retire(users []string) {
	all := slices.Clone(w.everybody())
	for i, p := range all {
		all[i].Deactivated = p.Deactivated || slices.Contains(users, p.ID)
	}
	w.people.Store(&all)
}

// Delete takes any message away, whoever wrote it. A root with replies leaves a tombstone, and its thread goes on.
func (w *Workspace) Delete(channel, ts string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.byTS[threadKey(channel, ts)]
	if m == nil || m.Deleted {
		w.log.Error("no message to delete", "channel", channel, "ts", ts)
		return
	}
	w.remove(m)
}

// Revoke makes a token worth nothing for the rest of this process. Sockets opened with it close.
func (w *Workspace) Revoke(token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.revoked[token] = true
	switch token {
	case appToken:
		w.hub.forgetTickets()
		w.hub.closeAll()
	case botToken:
		tokens := object{"oauth": []any{}, "bot": []any{BotUser}}
		w.raise("tokens_revoked", nowhere, object{"type": "tokens_revoked", "tokens": tokens}, w.nextTS("tokens"))
	}
	w.touch()
}

func (w *Workspace) isRevoked(token string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.revoked[token]
}
