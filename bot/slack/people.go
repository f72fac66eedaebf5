package slack

import (
	"context"
	"fmt"
	"strings"

	"makegood/bot"
)

// Person implements [bot.Chat]: the name people use in Slack, and the zone and language they set there. (The client asks for
// the locale by itself, and users:read is enough for it.)
func (c *Chat) Person(ctx context.Context, id string) (bot.Profile, error) {
	u, err := c.api.GetUserInfoContext(ctx, id)
	if err != nil {
		return bot.Profile{}, c.trouble(err)
	}
	if u.Deleted {
		return bot.Profile{}, &bot.Trouble{Kind: bot.Gone, Err: fmt.Errorf("the account of %s is off", id)}
	}
	for _, name := range []string{u.Profile.DisplayName, u.Profile.FirstName, u.RealName, u.Name} {
		if name = strings.TrimSpace(name); name != "" {
			return bot.Profile{Name: name, Zone: u.TZ, Locale: u.Locale}, nil
		}
	}
	return bot.Profile{}, fmt.Errorf("user %s has no name", id)
}

// Members implements [bot.Chat] for user groups, by id or @handle.
func (c *Chat) Members(ctx context.Context, group string) ([]string, error) {
	if handle, ok := strings.CutPrefix(group, "@"); ok {
		id, err := c.groupID(ctx, handle)
		if err != nil {
			return nil, err
		}
		group = id
	}
	members, err := c.api.GetUserGroupMembersContext(ctx, group)
	return members, c.trouble(err)
}

func (c *Chat) groupID(ctx context.Context, handle string) (string, error) {
	c.mu.Lock()
	id, ok := c.groups[handle]
	c.mu.Unlock()
	if ok {
		return id, nil
	}
	groups, err := c.api.GetUserGroupsContext(ctx)
	if err != nil {
		return "", c.trouble(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, g := range groups {
		c.groups[g.Handle] = g.ID
	}
	if id, ok = c.groups[handle]; !ok {
		return "", &bot.Trouble{Kind: bot.Gone, Err: fmt.Errorf("the workspace has no user group @%s", handle)}
	}
	return id, nil
}
