package slacksim

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (w *Workspace) authTest(object) (object, error) {
	return object{
		"url": w.URL() + "/", "team": w.cfg.Team, "user": w.manifest.botName, "team_id": TeamID,
		"user_id": BotUser, "bot_id": BotID, "is_enterprise_install": false,
	}, nil
}

func (w *Workspace) botInfo(args object) (object, error) {
	if id := str(args, "bot"); id != "" && id != BotID {
		return nil, refuse("bot_not_found")
	}
	return object{"bot": object{"id": BotID, "name": w.manifest.botName, "app_id": AppID, "user_id": BotUser, "deleted": false}}, nil
}

func (w *Workspace) teamInfo(object) (object, error) { return object{"team": w.team()}, nil }

func (w *Workspace) team() object {
	return object{"id": TeamID, "name": w.cfg.Team, "domain": w.domain()}
}

// domain is the team's first word, as in https://brightwater.slack.com.
func (w *Workspace) domain() string {
	first, _, _ := strings.Cut(strings.ToLower(w.cfg.Team), " ")
	return first
}

func (w *Workspace) userInfo(args object) (object, error) {
	id := str(args, "user")
	if id == BotUser {
		return object{"user": w.botUserJSON()}, nil
	}
	p, known := w.person(id)
	if !known || p.ID != id {
		return nil, refuse("user_not_found")
	}
	o := w.userJSON(p)
	if truth(args, "include_locale") {
		o["locale"] = cmp.Or(p.Locale, "en-US")
	}
	return object{"user": o}, nil
}

func (w *Workspace) userList(args object) (object, error) {
	members := []object{w.botUserJSON()}
	for _, p := range w.everybody() {
		members = append(members, w.userJSON(p))
	}
	page, next, err := paged(members, args, 200)
	return object{"members": anyList(page), "response_metadata": object{"next_cursor": next}}, err
}

func (w *Workspace) userJSON(p Person) object {
	offset := 0
	if location, err := time.LoadLocation(p.TZ); err == nil {
		_, offset = w.clock.Now().In(location).Zone()
	}
	o := object{
		"id": p.ID, "team_id": p.team(), "name": p.Key, "real_name": p.Name, "deleted": p.Deactivated,
		"tz": p.TZ, "tz_label": p.TZ, "tz_offset": offset, "is_bot": false, "is_app_user": false,
		"profile": object{"real_name": p.Name, "display_name": p.Name, "title": p.Title, "team": p.team()},
	}
	if p.outside() {
		o["is_stranger"] = true
	}
	return o
}

func (w *Workspace) botUserJSON() object {
	name := w.manifest.botName
	return object{
		"id": BotUser, "team_id": TeamID, "name": name, "real_name": name, "deleted": false, "is_bot": true, "is_app_user": false,
		"profile": object{"real_name": name, "display_name": name, "bot_id": BotID, "api_app_id": AppID, "team": TeamID},
	}
}

func (w *Workspace) groupList(args object) (object, error) {
	var list []any
	for _, g := range w.cfg.Groups {
		o := object{"id": g.ID, "team_id": TeamID, "is_usergroup": true, "name": g.Handle, "handle": g.Handle, "user_count": len(g.Members)}
		if truth(args, "include_users") {
			o["users"] = g.Members
		}
		list = append(list, o)
	}
	return object{"usergroups": list}, nil
}

func (w *Workspace) groupUsers(args object) (object, error) {
	i := slices.IndexFunc(w.cfg.Groups, func(g Group) bool { return g.ID == str(args, "usergroup") })
	if i < 0 {
		return nil, refuse("no_such_subteam")
	}
	users := slices.DeleteFunc(slices.Clone(w.cfg.Groups[i].Members), func(id string) bool {
		p, _ := w.person(id)
		return p.Deactivated
	})
	return object{"users": users}, nil
}

func (w *Workspace) openConversation(args object) (object, error) {
	users := strings.Split(str(args, "users"), ",")
	if id := str(args, "channel"); id != "" {
		if r := w.room(id); r != nil && r.ID == id && r.kind == "im" {
			return object{"channel": w.roomJSON(r), "no_op": true, "already_open": true}, nil
		}
		return nil, refuse("channel_not_found")
	}
	if len(users) != 1 { // group direct messages are not simulated
		return nil, refuse("method_not_supported_for_channel_type")
	}
	p, known := w.person(users[0])
	switch {
	case !known || p.ID != users[0]:
		return nil, refuse("user_not_found")
	case p.Deactivated:
		return nil, refuse("user_disabled")
	case p.outside():
		return nil, refuse("user_not_visible")
	}
	return object{"channel": w.roomJSON(w.room(p.ID)), "no_op": true, "already_open": true}, nil
}

// readable is a room the bot may look at: the public ones and those it is in.
func (w *Workspace) readable(args object) (*room, error) {
	r := w.room(str(args, "channel"))
	if r == nil || r.ID != str(args, "channel") || r.kind != "channel" && !r.has(BotUser) {
		return nil, refuse("channel_not_found")
	}
	return r, nil
}

func (w *Workspace) roomJSON(r *room) object {
	o := object{
		"id": r.ID, "is_channel": r.kind == "channel", "is_group": r.kind == "group", "is_im": r.kind == "im",
		"is_private": r.kind != "channel", "is_archived": r.Archived, "is_member": r.has(BotUser), "num_members": len(r.Members),
		"is_shared": r.Shared, "is_ext_shared": r.Shared, "is_org_shared": false,
	}
	if r.kind == "im" {
		o["user"], o["is_open"] = r.user, true
		return o
	}
	o["name"], o["name_normalized"] = r.Name, r.Name
	return o
}

func (w *Workspace) conversationInfo(args object) (object, error) {
	r, err := w.readable(args)
	if err != nil {
		return nil, err
	}
	return object{"channel": w.roomJSON(r)}, nil
}

func (w *Workspace) conversationList(args object) (object, error) {
	kinds := map[string]string{"channel": "public_channel", "group": "private_channel", "im": "im"}
	types := strings.Split(str(args, "types"), ",")
	if types[0] == "" {
		types = []string{"public_channel"}
	}
	var list []object
	for _, r := range w.rooms {
		hidden := r.kind != "channel" && !r.has(BotUser) || r.Archived && truth(args, "exclude_archived")
		if slices.Contains(types, kinds[r.kind]) && !hidden {
			list = append(list, w.roomJSON(r))
		}
	}
	page, next, err := paged(list, args, 100)
	return object{"channels": anyList(page), "response_metadata": object{"next_cursor": next}}, err
}

func (w *Workspace) conversationMembers(args object) (object, error) {
	r, err := w.readable(args)
	if err != nil {
		return nil, err
	}
	page, next, err := paged(r.Members, args, 100)
	return object{"members": page, "response_metadata": object{"next_cursor": next}}, err
}

// historic is a room whose messages the bot may read.
func (w *Workspace) historic(args object) (*room, error) {
	r := w.room(str(args, "channel"))
	if r == nil || r.ID != str(args, "channel") {
		return nil, refuse("channel_not_found")
	}
	scope := map[string]string{"channel": "channels:history", "group": "groups:history", "im": "im:history"}[r.kind]
	switch {
	case !w.manifest.allows(scope):
		return nil, missingScope(w.manifest, []string{scope})
	case r.has(BotUser):
		return r, nil
	case r.kind == "channel":
		return nil, refuse("not_in_channel")
	default:
		return nil, refuse("channel_not_found")
	}
}

// within reports whether a ts lies in the span asked for.
func within(ts string, args object) bool {
	oldest, latest, inclusive := str(args, "oldest"), str(args, "latest"), truth(args, "inclusive")
	at := tsTime(ts)
	if oldest != "" && (at.Before(tsTime(oldest)) || !inclusive && at.Equal(tsTime(oldest))) {
		return false
	}
	return latest == "" || at.Before(tsTime(latest)) || inclusive && at.Equal(tsTime(latest))
}

// history is a channel's root messages, newest first.
func (w *Workspace) history(args object) (object, error) {
	r, err := w.historic(args)
	if err != nil {
		return nil, err
	}
	var found []*message
	for _, m := range slices.Backward(w.byRoom[r.ID]) {
		if (!m.Deleted || w.tomb(m)) && m.ThreadTS == "" && within(m.TS, args) {
			found = append(found, m)
		}
	}
	return w.messagePage(found, args, 100)
}

// threadReplies is a thread, oldest first; its root comes always, whatever span is asked for.
func (w *Workspace) threadReplies(args object) (object, error) {
	r, err := w.historic(args)
	if err != nil {
		return nil, err
	}
	root := w.byTS[threadKey(r.ID, str(args, "ts"))]
	if root == nil {
		return nil, refuse("thread_not_found")
	}
	var found []*message
	if !root.Deleted || w.tomb(root) {
		found = append(found, root)
	}
	for _, m := range w.replies(root) {
		if within(m.TS, args) {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return nil, refuse("thread_not_found")
	}
	return w.messagePage(found, args, 1000)
}

func (w *Workspace) messagePage(found []*message, args object, usual int) (object, error) {
	page, next, err := paged(found, args, usual)
	list := make([]any, len(page))
	for i, m := range page {
		list[i] = w.messageJSON(m, truth(args, "include_all_metadata"))
	}
	return object{"messages": list, "has_more": next != "", "response_metadata": object{"next_cursor": next}}, err
}

// paged cuts a list by the arguments limit and cursor. The cursor is opaque to the bot, a position to us.
func paged[T any](list []T, args object, usual int) (page []T, next string, err error) {
	limit, err := strconv.Atoi(str(args, "limit"))
	if err != nil || limit <= 0 {
		limit = usual
	}
	limit = min(limit, 1000)
	from := 0
	if cursor := str(args, "cursor"); cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		if err == nil {
			from, err = strconv.Atoi(strings.TrimPrefix(string(raw), "next:"))
		}
		if err != nil || from > len(list) {
			return nil, "", refuse("invalid_cursor")
		}
	}
	to := min(from+limit, len(list))
	if to < len(list) {
		next = base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(to)))
	}
	return list[from:to], next, nil
}
