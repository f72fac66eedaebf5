package main

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/bot/slack/slacksim"
)

// judge compares what everybody saw with what was kept.
func (run *rush) judge(r *result, kept journals) {
	var told, loud int
	why := map[string]int{}
	pressed := map[string][]*deed{}
	waiting := run.w.Unacked()
	for _, d := range run.deeds {
		d.untaken = d.among(waiting)
		if d.press != "" {
			pressed[d.press] = append(pressed[d.press], d)
		}
		if d.sorry != "" {
			told++
			why[reason(d.sorry)]++
		}
		r.typedOnce(d, kept.refs[d.ref])
		run.showed(d, kept.refs[d.ref]+kept.presses[d.press])
	}
	for key, all := range pressed {
		r.pressedOnce(key, all, kept.presses[key])
	}
	did := map[person][]*deed{}
	for _, d := range run.deeds {
		moved := d.press != "" && kept.presses[d.press] == len(pressed[d.press]) // what took effect shows in the thread
		d.answers = !moved && (d.action.Do != "say" || strings.HasPrefix(d.action.Text, "/") || d.kind == "mention")
		did[d.who] = append(did[d.who], d)
	}
	for _, c := range run.everyone {
		for _, who := range []person{c.owner, c.boss} {
			loud += r.private(who, did[who], c.w.Private(who.key, run.from))
		}
	}
	run.cards(r)
	run.limits(r)
	r.note("%d acts failed and their people were told; %d sentences of the bot about it", told, loud)
	for _, text := range slices.Sorted(maps.Keys(why)) {
		r.note("    %5d x %s", why[text], text)
	}
}

// limits: the run was what it was meant to be, and fast enough.
func (run *rush) limits(r *result) {
	if run.silent > 0 {
		r.note("%d forms and answers could not be shown and are not kept", run.silent)
	}
	if n := run.unheard(); n > 0 {
		r.note("Slack gave up on %d events, or still waits to send them again", n)
	}
	if r.kills < run.plan.kills {
		r.fault("only %d of %d kills", r.kills, run.plan.kills)
	}
	if p99 := r.percentile(toAnswer, 99); run.plan.ack > 0 && p99 > run.plan.ack {
		r.fault("slow: p99 from begun to acknowledged is %.1f ms, more than %v", ms(p99), run.plan.ack)
	}
	if run.plan.kills == 0 && len(run.plan.hazards()) == 0 {
		for _, f := range run.w.Faults() {
			r.fault("refused: %s", f)
		}
	}
}

// typedOnce: what somebody typed is in exactly one entry, unless they were told that it may not be.
func (r *result) typedOnce(d *deed, entries int) {
	switch {
	case d.ref == "":
	case entries > 1:
		r.fault("doubled: %s, by %s, is in %d journal entries", d, d.who.name, entries)
	case entries == 0 && d.heard():
		r.fault("lost: %s, by %s, is in no journal", d, d.who.name)
	case entries == 1 && d.refused:
		r.fault("untrue: %s, by %s, was kept although the form stayed open: %s", d, d.who.name, d.sorry)
	case entries == 1 && saidNotKept(d.sorry):
		r.fault("untrue: %s, by %s, was kept although they were told %q", d, d.who.name, d.sorry)
	}
}

// pressedOnce: a button in one form counts at most once, however often it is pressed or delivered. One
// that counted not at all must have been answered.
func (r *result) pressedOnce(key string, all []*deed, entries int) {
	if entries > 1 {
		r.fault("doubled: the press %s counted %d times; pressed %d times", key, entries, len(all))
	}
	for _, d := range all {
		if entries == 1 && len(all) == 1 && saidNotKept(d.sorry) {
			r.fault("untrue: %s, by %s, was kept although they were told %q", d, d.who.name, d.sorry)
		}
	}
}

// showed: what was kept is to be seen by who did it. What keeps nothing, such as a
// press that opens a form, must be answered; only where Slack takes nothing at all
// there is no way to.
func (run *rush) showed(d *deed, entries int) {
	switch {
	case !d.heard() || d.shown():
	case entries > 0 && d.crew.shows(d.ref): // below another card of theirs: they had gone on there while the form was open
	case entries > 0 && run.waits(d):
	case entries > 0:
		run.r.fault("unseen: %s, by %s, was kept and never showed; below the card is:\n%s", d, d.who.name, d.below())
	case d.ref == "" && run.plan.hang:
		run.silent++
	case d.ref == "":
		run.r.fault("silent: %s, by %s, was acknowledged, kept nowhere and never answered", d, d.who.name)
	}
}

// waits: what was typed in a thread is asked about one by one, and what is asked about now says how many
// are still to come. Each of them is one that need not show.
func (run *rush) waits(d *deed) bool {
	if d.action.ThreadTS == "" {
		return false
	}
	card := d.action.Channel + "/" + d.action.ThreadTS
	if _, counted := run.still[card]; !counted {
		if run.still == nil {
			run.still = map[string]int{}
		}
		run.still[card] = 0
		for _, m := range d.crew.w.Thread(d.action.Channel, d.action.ThreadTS) {
			if found := stillToAsk.FindStringSubmatch(m.Read()); m.User == slacksim.BotUser && found != nil {
				n, _ := strconv.Atoi(found[1])
				run.still[card] = max(run.still[card], n)
			}
		}
	}
	run.still[card]--
	return run.still[card] >= 0
}

var stillToAsk = regexp.MustCompile(`still to be asked about: (\d+)`)

// answerMost is how long after an act its answer may still come.
const answerMost = 20 * time.Second

// private looks at what only one person sees: an answer that nothing of theirs asked
// for, and news of an outage that did not touch them.
func (r *result) private(who person, mine []*deed, seen []slacksim.Shown) (loud int) {
	slices.SortFunc(mine, func(a, b *deed) int { return strings.Compare(a.since, b.since) })
	used := map[*deed]int{}
	for _, m := range seen {
		text := m.Read()
		if m.User != slacksim.BotUser {
			continue
		}
		near := func(d *deed) bool { // a mention may have to be delivered again
			return d.since <= m.TS && (d.kind == "mention" || at(m.TS).Sub(at(d.since)) < answerMost)
		}
		if outage(text) {
			loud++
			if !slices.ContainsFunc(mine, func(d *deed) bool { return near(d) && (d.sorry != "" || d.press != "") }) {
				r.fault("wrong person: %s was told of an outage that was not theirs: %s", who.name, text)
			}
		}
		i := -1
		for n, d := range mine { // a mention can wait longest for its answer
			if near(d) && d.answers && used[d] < r.answersOf(d) && (i < 0 || mine[i].kind == "mention") {
				i = n
			}
		}
		if i < 0 {
			r.fault("doubled: %s was answered once more than they asked: %s", who.name, text)
			continue
		}
		used[mine[i]]++
	}
	return loud
}

// answersOf is how often one may be answered: a process that is killed behind the answer to a
// mention and before its acknowledgement has answered it, and so will the next that is told.
func (r *result) answersOf(d *deed) int {
	const tells = 3 // as often as Slack tells of an event
	if d.kind == "mention" && r.kills > 0 {
		return tells
	}
	return 1
}

// at is the moment of a message.
func at(ts string) time.Time {
	micros, err := strconv.ParseInt(strings.Replace(ts, ".", "", 1), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMicro(micros)
}

// cards: one opening is one card, one text typed is one question.
func (run *rush) cards(r *result) {
	seen := map[string]int{}
	for _, m := range run.w.Posts() {
		if m.User != slacksim.BotUser || !strings.HasPrefix(m.Channel, "C") || m.ThreadTS != "" || m.Deleted {
			continue
		}
		for _, ref := range refs.FindAllString(m.Text, 1) {
			if seen[ref]++; seen[ref] == 2 {
				r.fault("doubled: two cards for %s", ref)
			}
		}
	}
}

// saidNotKept reports whether the bot itself says that nothing was changed.
func saidNotKept(sorry string) bool {
	return len(sorries) > 0 && strings.HasPrefix(sorry, sorries[0])
}

func (d *deed) String() string {
	what := d.ref
	if what == "" {
		what = d.press
	}
	return d.kind + " " + what
}

// reason is a sorry without what differs from one to the next.
func reason(sorry string) string {
	if i := strings.Index(sorry, "failed"); i >= 0 {
		sorry = sorry[i:]
	}
	head, _, _ := strings.Cut(sorry, "\n")
	if i := strings.LastIndex(head, ": "); i >= 0 && !strings.HasPrefix(head, "failed") {
		head = head[:i]
	}
	return head
}
