package dialogs

// Ahead tells the customer before they find out (A3 B21, B22).
const Ahead Stage = "ahead"

var (
	aheadDo   = tell("ahead.do", "customer!")
	aheadSay  = say("ahead.say", "owner company problem")
	aheadNot  = tell("ahead.not", "")
	aheadDone = tell("ahead.done", "time!")
)

// ToldThem is that they know now.
const ToldThem Act = "told_them"

var _ = put(deeds, map[Act]deed{ToldThem: onward(Ahead, aheadDone)})

var _ = put(scenes, map[Stage]scene{Ahead: {draws: (*turn).drawAhead}})

func (t *turn) drawAhead(m *Message) {
	m.Head = aheadDo.With("customer", t.c.customer())
	m.Say = aheadSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company, "problem", short(t.c.Restated, lineRunes))
	if t.c.Details.Hitch != "" {
		words, _ := t.c.hitch()
		m.Say = words.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	}
	m.Not = aheadNot.With()
	t.offerActs(m, ToldThem)
}
