package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// Allowed is what words for this case's customer may state: the sums and things that were
// given or approved, the times that were promised, the people who are in it. A draft that
// states anything else of that kind is somebody's invention (A15 D1, D12). In public nothing
// of it may appear, and what would tell who the customer is may not either.
func (c Case) Allowed(to draft.Audience, now time.Time) draft.Facts {
	f := draft.Facts{
		Audience: to, OnSite: c.Details.Setting == OnSite, FaultConfirmed: c.Details.Ours == Yes,
		Offered: c.Offer != (Offer{}) || len(c.Given) > 0, Asked: !c.Review.Amended.IsZero(),
		Now: now, Hours: c.Policy.Hours,
	}
	f.Names = append(f.Names, c.Owner.Name)
	if to == draft.Public {
		f.Hidden = []string{c.Details.Contact, c.Details.Job}
		posted := nameWords(c.Review.Text)
		for _, word := range nameWords(c.Details.Customer) { // what the review itself names is no secret
			if len(word) > 2 && !slices.Contains(posted, word) {
				f.Hidden = append(f.Hidden, word)
			}
		}
		f.Hidden = slices.DeleteFunc(f.Hidden, func(fact string) bool { return len(fact) < 3 })
		return f
	}
	f.Names = append(f.Names, c.Details.Customer)
	offered := c.Tried
	if c.Stage == Offering || c.Back == Offering { // before that it may be more than anybody approved
		offered = append(slices.Clone(offered), c.Offer)
	}
	for _, o := range offered {
		f.Sums, f.Outcomes = append(f.Sums, o.Amount), append(f.Outcomes, o.What)
	}
	for _, g := range c.Given {
		f.Sums, f.Outcomes = append(f.Sums, g.Amount), append(f.Outcomes, g.What)
	}
	for _, r := range c.Requests {
		if r.Status == Approved {
			f.Sums, f.Outcomes = append(f.Sums, r.Granted), append(f.Outcomes, r.What)
		}
		f.Names = append(f.Names, r.Decider.Name)
	}
	f.Sums = append(f.Sums, c.Total(), c.Details.Invoice, c.Price.Named)
	for _, p := range c.Promises {
		f.Names = append(f.Names, p.Who.Name)
		if p.Status == Open {
			f.Times = append(f.Times, c.said(p.By, now)...)
			if beyond(p.What, f.Sums) == 0 { // who wrote it down decides no money by that
				f.Outcomes = append(f.Outcomes, p.What)
			}
		}
	}
	for _, at := range []time.Time{c.FollowUp.Due, c.NextWord} {
		if !at.IsZero() {
			f.Times = append(f.Times, c.said(at, now)...)
		}
	}
	for _, list := range []*[]string{&f.Names, &f.Outcomes} {
		*list = slices.DeleteFunc(*list, func(s string) bool { return s == "" })
	}
	f.Sums = slices.DeleteFunc(f.Sums, func(m money.Cents) bool { return m == 0 })
	return f
}

// said are the plain words that a draft's times are compared with: a draft may say less of
// them, and nothing else. Package draft reads "tomorrow" by itself in English only.
func (c Case) said(t, now time.Time) []string {
	at, day := t.In(c.Policy.Location()), now.In(c.Policy.Location())
	spanish := calendar.Spanish(at) + at.Format(" 3:04")
	switch at.Format(time.DateOnly) {
	case day.Format(time.DateOnly):
		spanish += " hoy"
	case day.AddDate(0, 0, 1).Format(time.DateOnly):
		spanish += " mañana"
	}
	return []string{at.Format("Monday January 2 3:04 PM"), spanish}
}

// unagreed is the first sum in a text that nobody has agreed to in the case; 0: none. The customer's invoice
// and what was offered may be named.
func (c Case) unagreed(text string, now time.Time) money.Cents {
	return beyond(text, c.Allowed(draft.Spoken, now).Sums)
}

// beyond is the first sum in a text that is none of these; 0: none.
func beyond(text string, sums []money.Cents) money.Cents {
	for _, f := range money.Find(text) {
		if !slices.Contains(sums, f.Cents) {
			return f.Cents
		}
	}
	return 0
}
