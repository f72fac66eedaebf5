package dialogs

import (
	"slices"
	"strconv"
)

var (
	cardHead     = tell("card.head", "case! customer! problem!")
	cardHeadOnly = tell("card.head_only", "case! customer!")
	cardSecond   = tell("card.second", "")
	cardOwner    = tell("card.owner", "owner! step! of! stage! last!")
	cardMoney    = tell("card.money", "asked! agreed! owner! left!")
	cardMoneyPut = tell("card.money_put", "asked! agreed! owner left")
	cardNext     = tell("card.next", "next!")
	cardDue      = tell("card.due", "next! due!")
	cardClosed   = tell("card.closed", "customer! total! kept! made! time!")
	cardNever    = tell("card.never", "customer! total! time!")
	cardQuiet    = tell("card.no_response", "customer! total! time!")
	cardSlip     = tell("card.mistaken", "time!")
	cardStand    = tell("card.stand", "stand!")
	nothingYet   = tell("card.none", "")
	wordDueLine  = tell("card.word_due", "customer! until!")
)

// card draws the root message: true at every moment.
func (t *turn) card() Message {
	c := t.c
	m := Message{ID: "card", To: Place{Where: Channel}, Kind: CardKind}
	problem := short(c.Details.Problem, headRunes)
	if problem == "" {
		m.Head = cardHeadOnly.With("case", c.ID, "customer", c.customer())
	} else {
		m.Head = cardHead.With("case", c.ID, "customer", c.customer(), "problem", problem)
	}
	if c.Details.Second && !mentions(problem, seconds) {
		m.Lines = append(m.Lines, cardSecond.With())
	}
	m.Lines = append(m.Lines, c.pressing()...)
	if !c.Closed.IsZero() {
		m.Lines = append(m.Lines, t.closing())
		if s := Phrase("stand." + c.Lesson.Stand); slices.ContainsFunc(stands, func(o Option) bool { return o.Label.Phrase == s }) {
			m.Lines = append(m.Lines, cardStand.With("stand", slotPhrase(s)))
		}
		m.Lines = append(m.Lines, t.promisesOver(t.c.byPlace(), linesOver)...)
		m.Choices = []Choice{WholeText.on("card")}
		if len(c.Private) > 0 {
			m.More = []Choice{ReadPrivate.on("card")}
		}
		return m
	}
	n, of := c.number(c.Stage)
	m.Lines = append(m.Lines, Line{Phrase: cardOwner, Slots: Slots{
		"owner": c.Owner.Name, "step": strconv.Itoa(n), "of": strconv.Itoa(of),
		"stage": slotPhrase(c.Stage.name()), "last": momentSlot(WeekStyle, c.LastWord, c.Policy.Location(), ""),
	}})
	if !scenes[c.Stage].off { // no word about money while something else has to be dealt with
		line := cardMoney
		if c.barred() || c.Demand.threat() || c.Stage == Parting || c.parted() { // nothing more is invited
			line = cardMoneyPut
		}
		m.Lines = append(m.Lines, line.With("asked", t.asked(), "agreed", agreedSum(c), "owner", c.Owner.Name, "left", t.left().String()))
	}
	m.Lines = append(m.Lines, t.cardPromises()...)
	m.Lines = append(m.Lines, t.priceTerms()...)
	m.Lines = append(m.Lines, t.customerLines()...)
	if c.WordDue {
		m.Lines = append(m.Lines, wordDueLine.With("customer", c.customer(), "until", c.clock(c.NextWord)))
	}
	if c.unmet() {
		m.Lines = append(m.Lines, firstBy.With("customer", c.customer(), "until", c.date(c.firstBy())))
	}
	next, _ := t.next()
	m.Lines = append(m.Lines, next)
	t.cardActs(&m)
	return m
}

// cardActs are what can be done from the card of an open case.
func (t *turn) cardActs(m *Message) {
	c := t.c
	m.Choices = []Choice{AddPromise.on("card"), t.handAct().on("card")}
	if !c.Review.At.IsZero() && c.Review.Replied.IsZero() && c.Stage != Reviewed {
		m.Choices = append(m.Choices, PostedReply.on("card"))
	}
	if c.handled() { // whoever leads settles it
		m.Choices = append(m.Choices, RecordSettlement.on("card"))
	}
	if len(c.openPromises()) > 0 && len(m.Choices) < buttonsMost {
		m.Choices = append(m.Choices, SeePromises.on("card"))
	}
	m.More = []Choice{WholeText.on("card"), FillDetails.on("card"), TellFacts.on("card"), t.restrictChoice()}
	if len(c.Private) > 0 { // then it was no mistake
		m.More = append(m.More, ReadPrivate.on("card"))
	} else {
		m.More = append(m.More, ByMistake.on("card"))
	}
}

func (t *turn) asked() string {
	switch {
	case t.c.Ask.Amount > 0:
		return t.c.Ask.Amount.String()
	case t.c.Ask.Words != "":
		return short(t.c.Ask.Words, nameRunes)
	}
	return slotPhrase(nothingYet)
}

func agreedSum(c Case) string {
	if len(c.Given) == 0 {
		return slotPhrase(nothingYet)
	}
	return c.Total().String()
}

func (t *turn) closing() Line {
	c, total := t.c, t.c.Total().String()
	switch c.Outcome {
	case NotRecoverable:
		return cardNever.With("customer", c.customer(), "total", total, "time", c.date(c.Closed))
	case NoResponse:
		return cardQuiet.With("customer", c.customer(), "total", total, "time", c.date(c.Closed))
	case Mistaken:
		return cardSlip.With("time", c.date(c.Closed))
	case Merged:
		return cardMerged.With("case", c.Same.Case, "time", c.date(c.Closed))
	case Recovered:
	}
	kept, made := t.kept()
	return cardClosed.With("customer", c.customer(), "total", total, "kept", strconv.Itoa(kept), "made", strconv.Itoa(made), "time", c.date(c.Closed))
}

// now is the time of the input for people.
func (t *turn) now() string { return t.c.clock(t.in.At) }
