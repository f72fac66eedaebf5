package bot

import (
	"context"

	"makegood/dialogs"
)

// welcome is what somebody may want who opens our direct messages: by what their work is.
func (b *Bot) welcome(ctx context.Context, a Act) Reply {
	who := b.staff.person(ctx, a.User, a.Called)
	var r Reply
	t := b.to(a.User)
	for _, p := range dialogs.Suggested(who, b.policy()) {
		r.Prompts = append(r.Prompts, Prompt{t.Text(p.Title), t.Text(p.Message)})
	}
	return r
}
