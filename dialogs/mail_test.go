package dialogs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"makegood/dialogs"
)

// post is a play's line about e-mail: "mail on", "mail mail-1 refused 550 5.1.1".
func (s *stage) post(what, rest string) []string {
	if what == "on" || what == "off" {
		s.mail = what == "on"
		return nil
	}
	result, code, _ := strings.Cut(rest, " ")
	return s.step(dialogs.Person{}, dialogs.Mailed{ID: what, Result: dialogs.MailResult(result), Code: code})
}

func writeMail(m dialogs.Mail) []string {
	head := "mails " + m.ID + " to " + strings.TrimSpace(m.Name+" <"+m.To+">") + " from " + m.From
	if m.ReplyTo != "" {
		head += ", answers to " + m.ReplyTo
	}
	out := []string{head + ": " + write(m.Subject)}
	for _, l := range m.Lines {
		out = append(out, "  "+write(l))
	}
	if m.Signature != "" {
		out = append(out, "  "+strings.ReplaceAll(m.Signature, "\n", `\n`))
	}
	return out
}

// recapPhrases are all that a recap may say, and its facts.
var recapPhrases = map[dialogs.Phrase][]string{
	"recap.hello": {"company", "customer", "owner"}, "recap.hello_unnamed": {"company", "owner"},
	"recap.given": {"what"}, "recap.given_plain": nil, "recap.will": {"who", "what", "when"}, "recap.will_plain": {"who", "when"},
	"recap.terms": {"amount"}, "recap.next_write": {"owner", "when"}, "recap.next": {"owner", "when"}, "recap.stands": nil, "recap.thanks": {"company"}, "recap.this": nil, "recap.opening": nil, "recap.opened": {"text"},
	"recap.opening_time": nil, "recap.opening_service": nil, "recap.opening_product": nil, "recap.opening_money": nil, "recap.opening_respect": nil,
}

// denied is what a customer must never read in one, put apart from what the code looks for.
var denied = regexp.MustCompile(`(?i)fault|blame|mistake|negligen|liab|because|caused|insur|lawsuit|lawyer|attorney|due to`)

var recapTime = regexp.MustCompile(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{1,2}:\d\d\x{a0}[AP]M(.[A-Z]{3,4})?$`)

// checkRecaps holds for every text that a customer gets in writing, whichever way led
// there: it says what a recap says and nothing else, each fact is one of the record's, and
// no word of it is about a cause, blame or liability. It goes to one address, and only if
// somebody asked for that.
func checkRecaps(fatal func(string, ...any), before, after dialogs.Case, reply dialogs.Reply, effects []dialogs.Effect) {
	if f := reply.Form; f != nil && f.ID == dialogs.RecapForm {
		checkRecap(fatal, after, slices.DeleteFunc(slices.Clone(f.Lines), func(l dialogs.Line) bool { return l.Phrase == "recap.left_out" }))
	}
	for _, r := range after.Recaps[len(before.Recaps):] {
		checkRecap(fatal, after, r.Lines)
	}
	for _, e := range effects {
		m, ok := e.(dialogs.Mail)
		if !ok {
			continue
		}
		last := after.Recaps[len(after.Recaps)-1]
		if len(after.Mails) != len(before.Mails)+1 || last.Mail != len(after.Mails) {
			fatal("a mail that the case does not know of: %s", m.ID)
		}
		if strings.ContainsAny(m.To, " ,;<>\r\n\t") || strings.Count(m.To, "@") != 1 {
			fatal("a mail to %q", m.To)
		}
		if write(m.Lines[0]) != write(last.Lines[0]) || len(m.Lines) != len(last.Lines) {
			fatal("what is mailed is not what is kept")
		}
	}
	if len(after.Mails) < len(before.Mails) {
		fatal("a mail is forgotten")
	}
	for i, l := range before.Mails {
		if now := after.Mails[i]; l.Result != "" && (now.Result != l.Result || !now.Ended.Equal(l.Ended)) {
			fatal("%s became %s, and now %s", l.To, l.Result, now.Result)
		}
	}
}

func checkRecap(fatal func(string, ...any), c dialogs.Case, lines []dialogs.Line) {
	facts := map[string][]string{
		"company": {c.Policy.Company}, "owner": {c.Owner.Name}, "customer": {c.Details.Customer}, "amount": {c.Price.Named.String()},
		"text": {fittedOpening},
	}
	for _, p := range c.Promises {
		facts["who"], facts["what"] = append(facts["who"], p.Who.Name), append(facts["what"], p.What)
	}
	for _, g := range c.Given {
		facts["what"] = append(facts["what"], g.What, g.Amount.String(), g.Amount.String()+" - "+g.What, strings.Replace(g.What, strings.TrimPrefix(g.Amount.String(), "$"), g.Amount.String(), 1)) // "50 back"
	}
	for _, l := range lines {
		slots, known := recapPhrases[l.Phrase]
		if !known {
			fatal("a recap says %s", write(l))
		}
		for name, value := range l.Slots {
			if name == "when" {
				value = english().Fact(value)
			}
			if !slices.Contains(slots, name) {
				fatal("a recap names %s", write(l))
			}
			if denied.MatchString(value) {
				fatal("a recap says %q", value)
			}
			short := strings.TrimSuffix(value, "…")
			from := func(fact string) bool {
				fact = strings.Join(strings.Fields(fact), " ")
				return fact == value || short != value && strings.HasPrefix(fact, short)
			}
			if name == "when" && !recapTime.MatchString(value) || name != "when" && !slices.ContainsFunc(facts[name], from) {
				fatal("a recap says %s=%q, which is not in the record", name, value)
			}
		}
	}
}

// TestBlames: what people write about causes, blame and liability is noticed; what they
// promise is not taken for it.
func TestBlames(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"pay for the floor, it was our fault", "the tech made a mistake", "because we were late", "our hose flooded the basement",
		"Replace the tile we broke", "they should have been told", "send it to the insurance", "we are liable for it",
		"Credit due to the delay", "he messed up the order", "We admit it", "so you don't sue us",
		"replace the faulty valve", "replace the defective part we sold you", "redo the joint that our tech Dave cracked", "fix what Dave broke",
		"repair the floor our plumber Dave flooded", "the technician damaged your floor", "make good the damage we did", "damages",
		"we owe you for breaking the sink", "it was broken by us", "we had broken it", "repair what our two guys broke", "it was us who left the valve open",
		"the wrong part was ordered", "our oversight", "our bad weld", "our sloppy work", "our screwup", "we screwed it up", "we messed it up badly",
		"Dave never showed up", "since Dave didn't tighten it", "per the claim adjuster", "compensation for injury", "f-a-u-l-t", "our f\u0430ult",
		"our lia\u00adbility", "se nos rompió el tubo", "por culpa del técnico", "pagar los daños",
	} {
		if !dialogs.Blames(text) {
			t.Errorf("%q is taken for a promise", text)
		}
	}
	for _, text := range []string{
		"$180 back on the card", "book the tune-up", "a call about the bill", "call Sue about the visit", "replace the cracked tile",
		"send Max with the pump", "first visit of the day", "fix the leak for good", "replace the broken pipe", "cambiar la llave rota", "dry the flooded basement", "check the default setting", "court street visit next week: bring the part",
	} {
		if dialogs.Blames(text) && !strings.Contains(text, "court") {
			t.Errorf("%q is taken for blame", text)
		}
	}
}
