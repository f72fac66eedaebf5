package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs/policy"
)

// policyFile is the file that MAKEGOOD_POLICY names: as it was at the last look, and as
// it was last judged. It may be written in place, replaced, or be a link that changes.
type policyFile struct {
	path   string
	seen   os.FileInfo // nil: it was not there
	read   bool        // since it was seen so first
	judged []byte      // good or not
	said   string      // of why it could not be judged; said once
}

// openPolicy reads the policy to start with; without a path it is the sample, and there
// is no file to look at.
func openPolicy(path string) (*policyFile, policy.Policy, error) {
	if path == "" {
		return nil, policy.Sample(), nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, policy.Policy{}, fmt.Errorf("MAKEGOOD_POLICY: %w: put the path of your policy file there, or leave it out to try the built-in sample", err)
	}
	p, err := policy.Parse(text)
	if err != nil {
		return nil, policy.Policy{}, fmt.Errorf("MAKEGOOD_POLICY %s:\n%w", path, err)
	}
	return &policyFile{path: path, judged: text}, p, nil
}

// changed gives the text of the file when it is another than the one judged last. A file
// is read when it looks the same twice: in between somebody may still be writing it, and
// half a policy can be a policy.
func (f *policyFile) changed() ([]byte, error) {
	info, err := os.Stat(f.path)
	if err != nil {
		f.seen = nil
		return nil, err
	}
	settled := f.seen != nil && os.SameFile(info, f.seen) && info.ModTime().Equal(f.seen.ModTime()) && info.Size() == f.seen.Size()
	f.seen = info
	if !settled {
		f.read = false
	}
	if !settled || f.read {
		return nil, nil
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	if f.read = true; bytes.Equal(text, f.judged) {
		return nil, nil
	}
	return text, nil
}

const lookEvery = 2 * time.Second

// watchPolicy puts in force what the file says, when it changes, until ctx ends.
func (s *Service) watchPolicy(ctx context.Context) {
	if s.policy == nil {
		return
	}
	beat := time.NewTicker(lookEvery)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			s.lookAtPolicy(ctx)
		}
	}
}

// lookAtPolicy judges the file if it changed: once, unless nobody could tell.
func (s *Service) lookAtPolicy(ctx context.Context) {
	f := s.policy
	text, err := f.changed()
	if err != nil {
		s.cannotLook(err)
		return
	}
	if text == nil {
		f.said = ""
		return
	}
	p, err := policy.Parse(text)
	if err == nil {
		err = checkGroups(ctx, s.chat, p)
	}
	if errors.Is(err, errUnasked) {
		f.read = false // look again
		s.cannotLook(err)
		return
	}
	f.judged, f.said = text, ""
	if err == nil {
		s.Adopt(p)
		return
	}
	if problems, ok := errors.AsType[policy.Problems](err); ok {
		for _, one := range problems {
			s.log.Error("the changed policy has a mistake", "file", f.path, "mend", one.String())
		}
	} else {
		s.log.Error("the changed policy has a mistake", "file", f.path, "mend", err)
	}
	s.log.Error("the changed policy is refused; the one before it stays in force", "file", f.path)
}

// cannotLook says once why.
func (s *Service) cannotLook(err error) {
	if f := s.policy; f.said != err.Error() {
		f.said = err.Error()
		s.log.Warn("cannot look at the policy; the one in force stays", "file", f.path, "err", err)
	}
}

// errUnasked says that Slack did not answer.
var errUnasked = errors.New("cannot ask Slack who is in")

// checkGroups finds out whether Slack knows the policy's user groups and lets us
// read them: without, nobody in them could decide anything.
func checkGroups(ctx context.Context, chat *Chat, rules policy.Policy) error {
	for _, r := range rules.Roles {
		for _, g := range r.Groups {
			_, err := chat.Members(ctx, g)
			var answer slackapi.SlackErrorResponse
			var trouble *bot.Trouble
			switch {
			case errors.As(err, &trouble) && trouble.Kind == bot.Gone:
				return fmt.Errorf("MAKEGOOD_POLICY: the role %s names the user group %s, which Slack does not know: put its @handle or its id (S...) there", r.Name, g)
			case errors.As(err, &answer) && answer.Err == "missing_scope":
				return fmt.Errorf("MAKEGOOD_POLICY: the role %s names the user group %s, and the app may not read groups: add the scope usergroups:read under OAuth & Permissions and install the app again", r.Name, g)
			case err != nil:
				return fmt.Errorf("%w %s: %w", errUnasked, g, err)
			}
		}
	}
	return nil
}
