package slack

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"makegood/bot"
	"makegood/bot/mail"
)

// mailSoon is how long a mail server has at start to say whether it lets us in.
const mailSoon = 5 * time.Second

// mailer is what the settings say about e-mail. A server that does not let us in ends the
// start, as a token does that Slack does not take; one that is away now may come back.
func (c Config) mailer(ctx context.Context, lg *slog.Logger) (bot.Mailer, error) {
	s, err := mail.New(c.SMTP, c.MailFrom)
	if s == nil { // not set, or not good
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, mailSoon)
	defer cancel()
	err = s.Check(ctx)
	if why, known := errors.AsType[*bot.Unmailed](err); known && !why.Again {
		return nil, why.Err
	}
	if err != nil {
		lg.Warn("the mail server cannot be reached now; e-mail waits for it", "err", err)
	}
	return s, nil
}
