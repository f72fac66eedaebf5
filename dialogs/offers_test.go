package dialogs_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// ownRemedies are a company's: some cost much, some depend on what is so.
var ownRemedies = []policy.Remedy{
	{Name: "a new unit", Kind: "replace", For: []string{"product"}, Cost: 300_00, List: 600_00},
	{Name: "the work done again", Kind: "redo", For: []string{"service"}, Cost: 60_00, List: 130_00},
	{Name: "a loaner heater tonight", Kind: "service", For: []string{"service", "time"}, Cost: 40_00, List: 90_00, Only: []string{"emergency"}},
	{Name: "a tune-up for nothing", Kind: "service", Cost: 30_00, List: 99_00},
	{Name: "a call from the owner", Kind: "attention", For: []string{"respect"}, Not: []string{"second"}},
	{Name: "a visit by the owner", Kind: "attention", Only: []string{"loyal"}},
	{Name: "money back", Kind: "refund"},
	{Name: "the day's parking", Kind: "credit", For: []string{"time"}, Cost: 15_00},
}

func inKind(kind string) bool { return kind != "" && !policy.Remedy{Kind: kind}.Cash() }

// spent is what counts against limits.
func spent(c dialogs.Case) money.Cents {
	var sum money.Cents
	for _, g := range c.Given {
		if !g.Settled {
			sum += g.Amount
		}
	}
	return sum
}

// left is what may still be given without asking, worked out anew.
func left(c dialogs.Case) money.Cents {
	bears := func(role string) money.Cents {
		if c.Details.Invoice == 0 || role == "owner" {
			return math.MaxInt64
		}
		return c.Details.Invoice * money.Cents(c.Policy.Money().Block) / 100
	}
	own, _ := limit(c.Policy, c.Owner.Role)
	most := min(own, bears(c.Owner.Role))
	for _, r := range c.Requests {
		if r.Status == dialogs.Approved {
			most = max(most, min(r.Base+r.Granted, bears(r.Decider.Role)))
		}
	}
	return max(0, most-spent(c))
}

// suggestions must hold of every message there is.
func (w *walk) suggestions(m dialogs.Message) {
	c, free, cash := w.c, 0, 0
	for _, ch := range append(slices.Clone(m.Choices), m.More...) {
		switch ch.Act {
		case dialogs.Suggest:
			n, cents, _ := strings.Cut(ch.Value, "-")
			i, _ := strconv.Atoi(n)
			sum, _ := strconv.Atoi(cents)
			if inKind(c.Policy.Catalogue()[i].Kind) {
				free++
			} else {
				cash++
			}
			if money.Cents(sum) > left(c) {
				w.rt.Fatalf("%s is suggested and %s may be given", ch.Value, left(c))
			}
			w.met["suggested"]++
		case dialogs.TakeWay: // around what came in between
			free++
			continue
		case dialogs.AskFor:
			w.met["asked for"]++
		default:
			continue
		}
		if c.Stage != dialogs.Propose || !c.Closed.IsZero() {
			w.rt.Fatalf("%s at %s", ch.Act, c.Stage)
		}
	}
	if cash > 0 && c.Ask == (dialogs.Ask{}) && !c.Details.Emergency && c.Policy.How().AskFirst != "no" {
		w.rt.Fatal("money is suggested before they were asked")
	}
	if m.Kind != dialogs.StepKind || c.Stage != dialogs.Propose || m.ID != fmt.Sprintf("step-%d", c.At.Seq) {
		return
	}
	could := func(r policy.Remedy) bool { // for certain
		used := slices.ContainsFunc(c.Tried, func(o dialogs.Offer) bool { return o.What == r.Name }) ||
			slices.ContainsFunc(c.Given, func(g dialogs.Gift) bool { return g.What == r.Name })
		return inKind(r.Kind) && r.Value(c.Policy.Money()) <= left(c) && len(r.Only) == 0 && len(r.Not) == 0 && r.Kind != "redo" && r.Kind != "replace" && !used
	}
	if free == 0 && slices.ContainsFunc(c.Policy.Catalogue(), could) {
		w.rt.Fatalf("nothing without money is suggested: %v", m.Choices)
	}
}

// TestSuggestions: people who go the way come to suggestions; what must hold of them is
// in suggestions.
func TestSuggestions(t *testing.T) {
	met := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		w.met = met
		for range rapid.IntRange(20, 45).Draw(rt, "steps") {
			w.towardsOffers()
		}
		if w.c.Total() > spent(w.c) {
			met["settled"]++
		}
	})
	if !raced && met["suggested"] == 0 {
		t.Errorf("no walk came to what this is about: %v", met)
	}
	t.Log(met)
}

// towardsOffers takes the step as it comes, answers what is asked, and settles.
func (w *walk) towardsOffers() {
	who, from := w.c.Owner, fmt.Sprintf("step-%d", w.c.At.Seq)
	if other := rapid.IntRange(0, 9).Draw(w.rt, "who"); other < 2 {
		who, from = w.staff[2+other], rapid.SampledFrom([]string{"ask-", "call-", "card"}).Draw(w.rt, "which")
	}
	var list []dialogs.Choice
	for _, id := range slices.Sorted(maps.Keys(w.screen)) {
		if id == from || strings.HasSuffix(from, "-") && strings.HasPrefix(id, from) {
			list = append(list, w.screen[id].Choices...)
		}
	}
	list = slices.DeleteFunc(list, func(c dialogs.Choice) bool {
		return c.Act == dialogs.TurnedAbusive || c.Act == dialogs.WasEnough || c.Act == dialogs.FineNow
	})
	if len(list) > 0 {
		w.press(who, rapid.SampledFrom(list).Draw(w.rt, "choice"))
	}
}

// TestWorth: what is suggested for a share of the invoice, and why.
func TestWorth(t *testing.T) {
	type facts = dialogs.Facts
	none := "none"
	for name, one := range map[string]struct {
		facts   facts
		invoice money.Cents
		owner   string      // carl may give $100, tess $150, mona $1,000
		ask     money.Cents // 0: they have no idea
		want    string      // the sum, or none, and what it says
	}{
		"keeps it":                     {facts{Keeps: dialogs.Yes}, 420_00, "tess", 0, "$75 suggest.keep low=10 high=25"},
		"nobody said":                  {facts{}, 420_00, "tess", 0, "$75 suggest.keep low=10 high=25"},
		"small invoice":                {facts{}, 40_00, "tess", 0, "$5 suggest.keep low=10 high=25"},
		"tiny invoice":                 {facts{}, 12_00, "tess", 0, "$5 suggest.keep low=10 high=25"},
		"no invoice":                   {facts{}, 0, "tess", 0, none},
		"above the limit":              {facts{}, 2_000_00, "carl", 0, "$100 suggest.keep low=10 high=25"},
		"odd cents":                    {facts{}, 333_33, "tess", 0, "$60 suggest.keep low=10 high=25"},
		"third visit":                  {facts{}, 420_00, "mona", 0, "$210 suggest.hard low=25 high=50 cause=cause.third third"},
		"second visit":                 {facts{}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.second second"},
		"second, and no call":          {facts{Missed: 1}, 420_00, "mona", 0, "$210 suggest.hard low=25 high=50 cause=cause.second second"},
		"waited for our call":          {facts{Missed: 2}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.missed"},
		"a day off":                    {facts{Loss: dialogs.LostTime}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.time"},
		"long with us":                 {facts{Years: 6}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.loyal"},
		"not long with us":             {facts{Years: 4}, 420_00, "mona", 0, "$75 suggest.keep low=10 high=25"},
		"long, and a day off":          {facts{Years: 6, Loss: dialogs.LostTime}, 420_00, "mona", 0, "$210 suggest.hard low=25 high=50 cause=cause.time"},
		"cannot be mended":             {facts{Mend: dialogs.No}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.no_mend"},
		"hard, above the limit":        {facts{Years: 6}, 420_00, "carl", 0, "$100 suggest.hard low=25 high=50 cause=cause.loyal"},
		"wants none":                   {facts{Keeps: dialogs.No}, 420_00, "mona", 0, "$335 suggest.reject low=60 high=100"},
		"wants none, and a day off":    {facts{Keeps: dialogs.No, Loss: dialogs.LostTime}, 420_00, "mona", 0, "$420 suggest.reject low=60 high=100"},
		"wants none, long with us":     {facts{Keeps: dialogs.No, Years: 20}, 420_00, "mona", 0, "$420 suggest.reject low=60 high=100"},
		"wants none, in reach":         {facts{Keeps: dialogs.No}, 240_00, "tess", 0, "$150 suggest.reject low=60 high=100"},
		"wants none, just not":         {facts{Keeps: dialogs.No}, 260_00, "tess", 0, "ask $210"},
		"wants none, far above":        {facts{Keeps: dialogs.No}, 420_00, "carl", 0, "ask $335"},
		"wants none, above all":        {facts{Keeps: dialogs.No}, 50_000_00, "carl", 0, none},
		"asks less than the share":     {facts{Years: 6}, 420_00, "mona", 83_00, "$80 suggest.hard low=25 high=50 cause=cause.loyal"},
		"asks more than the share":     {facts{}, 420_00, "mona", 900_00, "$75 suggest.keep low=10 high=25"},
		"wants none, asks a little":    {facts{Keeps: dialogs.No}, 420_00, "carl", 90_00, "$90 suggest.reject low=60 high=100"},
		"wants none, asks the limit":   {facts{Keeps: dialogs.No}, 420_00, "tess", 152_00, "$150 suggest.reject low=60 high=100"},
		"a share of next to nothing":   {facts{}, 1_00, "tess", 0, none},
		"respect, and nothing severe":  {facts{Loss: dialogs.LostRespect}, 420_00, "tess", 0, none},
		"respect, and long with us":    {facts{Loss: dialogs.LostRespect, Years: 9}, 420_00, "mona", 0, "$160 suggest.hard low=25 high=50 cause=cause.loyal"},
		"respect, but they ask":        {facts{Loss: dialogs.LostRespect}, 420_00, "mona", 60_00, "$60 suggest.keep low=10 high=25"},
		"wants none of a small job":    {facts{Keeps: dialogs.No}, 30_00, "tess", 0, "$25 suggest.reject low=60 high=100"},
		"none, of an invoice of cents": {facts{Keeps: dialogs.No}, 5_00, "tess", 0, "$5 suggest.reject low=60 high=100"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			d := dialogs.Details{Customer: "Mrs Alvarez", Problem: "a rattle", Invoice: one.invoice, Facts: one.facts, Setting: dialogs.OnSite}
			want := one.want
			if rest, ok := strings.CutSuffix(want, " second"); ok {
				want, d.Second = rest, true
			}
			if rest, ok := strings.CutSuffix(want, " third"); ok {
				want, d.Second, d.Third = rest, true, true
			}
			s.step(s.people[one.owner], dialogs.Opened{ID: s.id, Details: d})
			for _, act := range []string{"empathized", "apologized", "agrees", "nothing_else"} {
				s.play(one.owner + " presses " + act)
			}
			if one.ask == 0 {
				s.play(one.owner + " presses no_idea")
			} else {
				s.play(one.owner + " presses named")
				s.play(one.owner + ` fills words="this much" verdict="unreasonable" amount="` + one.ask.String() + `"`)
			}
			if got := shareIn(s.shown[fmt.Sprintf("step-%d", s.c.At.Seq)]); got != want {
				t.Errorf("%s, wanted %s", got, want)
			}
		})
	}
}

// shareIn is the share of the invoice that a step suggests, or has asked for.
func shareIn(m dialogs.Message) string {
	for _, l := range m.Lines {
		switch l.Phrase {
		case "suggest.keep", "suggest.hard", "suggest.reject":
			line := fmt.Sprintf("%s %s low=%s high=%s", l.Slots["amount"], l.Phrase, l.Slots["low"], l.Slots["high"])
			if p, ok := dialogs.InSlot(l.Slots["cause"]); ok {
				line += " cause=" + string(p)
			}
			return line
		case "suggest.above":
			return "ask " + l.Slots["amount"]
		}
	}
	return "none"
}
