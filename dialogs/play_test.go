package dialogs_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"makegood/dialogs"
	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
	"makegood/prompts"
)

var update = flag.Bool("update", false, "rewrite the plays with what happens now; read the diff as behaviour")

// TestPlays runs the transcripts in testdata. A line at the margin is what
// happens; the indented lines below it are what follows. See testdata/README.
func TestPlays(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no plays in testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := newStage(t).perform(string(text))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("the play goes otherwise (-written +now); if that is right, go test ./dialogs -update\n%s", diff)
			}
		})
	}
}

// stage is a theatre's: one case, its people and what they see.
type stage struct {
	t      *testing.T
	policy policy.Policy
	c      dialogs.Case
	now    time.Time
	since  time.Time // the service runs, if it was ever down
	n      int
	people map[string]dialogs.Person
	more   []dialogs.Person           // who works here besides the four
	shown  map[string]dialogs.Message // what each message looks like now
	held   map[string]dialogs.Choice  // choices of old screens, by name
	gone   map[string]bool            // who does not work here any more, by id
	form   *dialogs.Form              // the form that is open

	id        string                      // of the case that is acted in
	other     map[string]stage            // the other cases, as they were left
	rules     string                      // the policy's file
	customers map[string]dialogs.Customer // their records
	mail      bool                        // it can be sent
	opening   string                      // that a model made for a text
	fund      dialogs.Fund
	purses    map[string]dialogs.Purse
	agendas   map[string]dialogs.Agenda
}

func newStage(t *testing.T) *stage {
	p := policy.Sample()
	start := time.Date(2026, 11, 23, 10, 42, 0, 0, p.Location())
	return &stage{
		t: t, policy: p, now: start, shown: map[string]dialogs.Message{}, held: map[string]dialogs.Choice{}, gone: map[string]bool{},
		id: "R-104", other: map[string]stage{}, customers: map[string]dialogs.Customer{}, purses: map[string]dialogs.Purse{}, agendas: map[string]dialogs.Agenda{},
		rules: string(policy.SampleYAML),
		people: map[string]dialogs.Person{
			"tess": {ID: "U0TESS", Name: "Tess", Role: "technician"}, "carl": {ID: "U0CARL", Name: "Carl", Role: "csr"},
			"mona": {ID: "U0MONA", Name: "Mona", Role: "manager"}, "olga": {ID: "U0OLGA", Name: "Olga", Role: "owner"},
			"stranger": {ID: "U0ELSE", Name: "Stranger"},
		},
	}
}

func (s *stage) staff() []dialogs.Person {
	all := append([]dialogs.Person{s.people["tess"], s.people["carl"], s.people["mona"], s.people["olga"]}, s.more...)
	return slices.DeleteFunc(all, func(p dialogs.Person) bool { return s.gone[p.ID] })
}

func (s *stage) perform(text string) string {
	var out strings.Builder
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "  "): // what followed when the play was written
		case line == "" || strings.HasPrefix(line, "#"):
			out.WriteString(line + "\n")
		default:
			out.WriteString(line + "\n")
			for _, l := range s.play(line) {
				out.WriteString("  " + l + "\n")
			}
		}
	}
	return out.String()
}

// play does one line of a play.
func (s *stage) play(line string) []string {
	who, rest, _ := strings.Cut(line, " ")
	verb, rest, _ := strings.Cut(rest, " ")
	if who == "clock" || who == "outage" {
		s.clock(verb)
		if who == "outage" {
			s.since = s.now.UTC()
		}
		return s.step(dialogs.Person{}, dialogs.Woke{})
	}
	if who == "somebody" && verb == "deletes" {
		return s.step(dialogs.Person{}, dialogs.Lost{Message: rest})
	}
	switch who {
	case "case":
		s.turnTo(verb)
		return nil
	case "agenda": // of whom: its time has come
		return s.plan("A-"+s.people[verb].ID, dialogs.Woke{})
	case "past":
		return s.past(verb, rest)
	case "fund":
		s.putBy(verb)
		return nil
	case "mail":
		return s.post(verb, rest)
	case "record":
		return writeCustomer(s.customers[verb], s.now.Location())
	}
	if who == "policy" {
		s.settings(line)
		return nil
	}
	actor, ok := s.people[who]
	if !ok {
		s.t.Fatalf("nobody is called %q in %q", who, line)
	}
	switch verb {
	case "opens", "answers", "warns", "reads": // at the customer's, on the phone, before they know, where they posted it
		d := dialogs.ReadLine(rest)
		switch verb {
		case "opens":
			d.Setting = dialogs.OnSite
		case "reads":
			d.Setting, d.Source = dialogs.OnSite, dialogs.ByReview
		case "answers":
			d.Setting = dialogs.OnPhone
		default:
			d = dialogs.ReadLine("heads-up " + rest)
		}
		return s.step(actor, dialogs.Opened{ID: s.id, Details: d})
	case "leaves", "returns":
		s.gone[actor.ID] = verb == "leaves"
		return s.step(dialogs.Person{}, dialogs.Woke{})
	case "says":
		return s.step(actor, dialogs.Said{Text: rest})
	case "presses":
		ch, on := s.choice(rest)
		return s.step(actor, dialogs.Chose{Act: ch.Act, On: on, Value: ch.Value})
	case "holds": // keeps a screen as it is now, to press it later
		s.held[rest], _ = s.choice(rest)
		return nil
	case "presses-held":
		ch := s.held[rest]
		return s.step(actor, dialogs.Chose{Act: ch.Act, On: ch.On, Value: ch.Value})
	case "fills":
		return s.fill(actor, rest)
	case "looks": // into the list of the open form
		return s.look()
	case "writes": // a time among it, which is read back, and sends it as it stands then
		before := s.form
		s.fill(actor, rest)
		if s.form == before || len(s.form.Lines) == 0 || s.form.Lines[0].Phrase != "time.read" {
			s.t.Fatalf("no time was read back after %q", line)
		}
		read := "reads back " + plainly(s.form.Lines[0].Slots["when"])
		return append([]string{read}, s.fill(actor, "")...)
	case "keeps": // quiet hours of their own from now on
		q, err := calendar.ReadQuiet(rest)
		if err != nil {
			s.t.Fatal(err)
		}
		actor.Quiet = q
		s.people[who] = actor
		return nil
	case "is": // away until a time, with somebody instead, or back
		s.away(who, rest)
		return nil
	case "moves": // their clock shows another time from now on
		actor.Zone = rest
		s.people[who] = actor
		return nil
	}
	s.t.Fatalf("what is %q in %q", verb, line)
	return nil
}

// settings changes the policy in force: "policy procedure site=full apology=regret",
// "policy may restrict=[company]", "policy roles technician.limit=200 technician.cap=600", "policy quiet=none".
func (s *stage) settings(line string) {
	words := strings.Fields(line)
	if key, value, top := strings.Cut(words[1], "="); top {
		s.rules = regexp.MustCompile(`(?m)^`+key+`: .*$`).ReplaceAllLiteralString(s.rules, key+": "+value)
	}
	for _, set := range words[2:] {
		key, value, _ := strings.Cut(set, "=")
		part := words[1] + ":"
		if role, field, found := strings.Cut(key, "."); found {
			part, key = "  - name: "+role, field
		}
		s.set(part, key, value)
	}
	p, err := policy.Parse([]byte(s.rules))
	if err != nil {
		s.t.Fatal(err)
	}
	s.policy = p
}

// set writes a value into a part of the policy's text, whether the part has the key or not.
func (s *stage) set(part, key, value string) {
	before, body, found := strings.Cut(s.rules, "\n"+part+"\n")
	if !found {
		s.t.Fatalf("the policy has no %s", part)
	}
	rest := ""
	if end := regexp.MustCompile(`(?m)^\S|^  - name: `).FindStringIndex(body); end != nil {
		body, rest = body[:end[0]], body[end[0]:]
	}
	indent := body[:len(body)-len(strings.TrimLeft(body, " "))]
	if was := regexp.MustCompile(`(?m)^` + indent + key + `: .*$`); was.MatchString(body) {
		body = was.ReplaceAllLiteralString(body, indent+key+": "+value)
	} else {
		body = indent + key + ": " + value + "\n" + body
	}
	s.rules = before + "\n" + part + "\n" + body + rest
}

// choice finds a live choice by act, with its value after a slash if several
// share the act, and "@card" and such behind it if several messages do.
func (s *stage) choice(name string) (dialogs.Choice, string) {
	name, at, _ := strings.Cut(name, "@")
	act, value, _ := strings.Cut(name, "/")
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(s.shown))) {
		m := s.shown[id]
		for _, c := range append(slices.Clone(m.Choices), m.More...) {
			if string(c.Act) == act && (value == "" || c.Value == value) && strings.HasPrefix(id, at) {
				return c, c.On
			}
		}
		for _, p := range m.Parts { // of several promises, by the promise
			for _, c := range p.Choices {
				if string(c.Act) == act && at != "" && strings.HasPrefix(c.On, at+".") {
					return c, c.On
				}
			}
		}
	}
	s.t.Fatalf("nothing to press is called %q", name)
	return dialogs.Choice{}, ""
}

// fill sends the open form: field="text" field="text".
func (s *stage) fill(actor dialogs.Person, rest string) []string {
	if s.form == nil {
		s.t.Fatalf("no form is open for %q", rest)
	}
	f := dialogs.Filled{Form: s.form.ID, On: s.form.On, Value: s.form.Value, Fields: map[dialogs.Field]string{}}
	f.Again = slices.ContainsFunc(s.form.Inputs, func(q dialogs.Question) bool { return q.Anew })
	for _, q := range s.form.Inputs {
		f.Fields[q.Field] = initial(q)
	}
	for rest != "" {
		name, after, ok := strings.Cut(rest, `="`)
		if !ok {
			s.t.Fatalf("a field is written name=\"text\": %q", rest)
		}
		value, next, _ := strings.Cut(after, `"`)
		f.Fields[dialogs.Field(strings.TrimSpace(name))] = s.pick(value)
		rest = strings.TrimSpace(next)
	}
	if id := f.Fields[dialogs.WhoField]; id != "" {
		for _, p := range s.people {
			if p.ID == id || strings.EqualFold(p.Name, id) {
				f.Person = p
			}
		}
	}
	return s.step(actor, f)
}

// look is what can be picked in the open form where that is a list.
func (s *stage) look() (all []string) {
	for _, q := range s.form.Inputs {
		if q.Kind == dialogs.List {
			for _, o := range q.Options {
				all = append(all, write(o.Label))
			}
		}
	}
	return all
}

// pick is the value of the likely moment that is called so, else what was typed.
func (s *stage) pick(what string) string {
	for _, q := range s.form.Inputs {
		for _, o := range q.Options {
			if o.Label.Phrase == dialogs.Phrase("likely."+what) {
				return o.Value
			}
		}
	}
	return what
}

// away takes "away Wed-08:00 carl", or "back".
func (s *stage) away(who, rest string) {
	actor, now := s.people[who], s.now
	actor.Away, actor.Instead = time.Time{}, ""
	if words := strings.Fields(rest); words[0] == "away" {
		s.clock(words[1])
		if actor.Away = s.now.UTC(); len(words) > 2 {
			actor.Instead = s.people[words[2]].ID
		}
	}
	s.people[who], s.now = actor, now
}

// clock moves the time: "+15m", or to "10:58", or "Tue-10:00".
func (s *stage) clock(to string) {
	if d, err := time.ParseDuration(strings.TrimPrefix(to, "+")); err == nil {
		s.now = s.now.Add(d)
		return
	}
	day, clock, found := strings.Cut(to, "-")
	if !found {
		clock = day
	}
	at, err := time.Parse("15:04", clock)
	if err != nil {
		s.t.Fatalf("no time: %q", to)
	}
	next := time.Date(s.now.Year(), s.now.Month(), s.now.Day(), at.Hour(), at.Minute(), 0, 0, s.now.Location())
	for next.Before(s.now) || found && next.Format("Mon") != day {
		next = next.AddDate(0, 0, 1)
	}
	s.now = next
}

// step takes one input and says what followed.
func (s *stage) step(actor dialogs.Person, e dialogs.Event) []string {
	s.n++
	in := dialogs.Input{ID: fmt.Sprint(s.n), At: s.now.UTC(), Actor: actor, Staff: s.staff(), Found: s.matches(e), Fund: s.fund.Holding(), Since: s.since, Mail: s.mail, Event: e, Opening: s.opening}
	next, reply, effects := s.c.Step(in, s.policy)
	again, _, _ := s.c.Step(in, s.policy)
	if diff := cmp.Diff(jsonOf(s.t, next), jsonOf(s.t, again)); diff != "" {
		s.t.Errorf("the same step gave something else the second time: %s", diff)
	}
	checkRecaps(s.t.Fatalf, s.c, next, reply, effects)
	s.c = next
	var out []string
	var tells []dialogs.Tell
	if reply.Say != nil {
		out = append(out, "only to them: "+write(*reply.Say))
	}
	if reply.Form != nil {
		s.form = reply.Form
		out = append(out, writeForm(*reply.Form))
	}
	for _, f := range slices.Sorted(maps.Keys(reply.Errors)) {
		out = append(out, "mend "+string(f)+": "+write(reply.Errors[f]))
	}
	for _, e := range effects {
		switch e := e.(type) {
		case dialogs.Show:
			if len(e.Choices) > 4 || len(e.More) > 5 {
				s.t.Errorf("%s at %s has %d buttons and a menu of %d: 4 and 5 at most", e.ID, s.c.Stage, len(e.Choices), len(e.More))
			}
			if e.ID == "card" {
				s.agrees(e.Message)
			}
			_, before := s.shown[e.ID]
			s.shown[e.ID] = e.Message
			out = append(out, writeMessage(e.Message, before)...)
		case dialogs.Wake:
			out = append(out, s.stand(e.At))
		case dialogs.Mail:
			out = append(out, writeMail(e)...)
		case dialogs.Tell:
			tells = append(tells, e)
		}
	}
	if effects == nil && reply.Form == nil {
		out = append(out, "nothing changes")
	}
	for _, t := range tells {
		out = append(out, s.carry(t)...)
	}
	return out
}

func jsonOf(t *testing.T, c dialogs.Case) string {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// agrees: the lists that a case is in say what comes next as its card does.
func (s *stage) agrees(card dialogs.Message) {
	for _, l := range card.Lines {
		_, next, ok := strings.Cut(english().Text(l), "Next: ")
		next, _, _ = strings.Cut(next, " · ")
		row := english().Text(s.c.Summary(english().Text, s.now, s.policy.Location()))
		if ok && !strings.Contains(row, "next: "+next) {
			s.t.Errorf("the card says %q is next, and a list says %q", next, row)
		}
	}
}

// stand is the case's state in one line.
func (s *stage) stand(wake time.Time) string {
	c := s.c
	line := fmt.Sprintf("= %s, given %s", c.Stage, c.Total())
	if !wake.IsZero() {
		line += ", wakes " + wake.In(s.now.Location()).Format("Mon 15:04")
	}
	if c.Outcome != "" {
		line += ", " + string(c.Outcome)
	}
	return line
}

func write(l dialogs.Line) string {
	var facts []string
	for _, k := range slices.Sorted(maps.Keys(l.Slots)) {
		v := plainly(l.Slots[k])
		facts = append(facts, k+"="+v)
	}
	if len(facts) == 0 {
		return string(l.Phrase)
	}
	return string(l.Phrase) + " {" + strings.Join(facts, " | ") + "}"
}

// english writes what stands in a slot as each language does.
var english = sync.OnceValue(func() *prompts.Library {
	words, err := prompts.Load()
	if err != nil {
		panic(err) // then every other test of them fails as well
	}
	l, _ := words.In("en")
	return l
})

// initial is what stands in a field when a form opens.
func initial(q dialogs.Question) string {
	if _, ok := dialogs.InSlot(q.Initial); ok {
		return q.Initial
	}
	return english().Fact(q.Initial)
}

// plainly is a fact as a play shows it.
func plainly(fact string) string {
	if p, ok := dialogs.InSlot(fact); ok {
		return "[" + string(p) + "]"
	}
	return strings.NewReplacer("\u00a0", " ", "\n", `\n`).Replace(english().Fact(fact))
}

func writeMessage(m dialogs.Message, before bool) []string {
	verb := "posts"
	if before {
		verb = "redraws"
	}
	where := string(m.To.Where)
	if m.To.User != "" {
		where = "to " + m.To.User
	}
	head := fmt.Sprintf("%s %s (%s): %s", verb, m.ID, where, write(m.Head))
	if len(m.Ping) > 0 {
		head += " ping " + strings.Join(m.Ping, ",")
	}
	out := []string{head}
	for _, l := range m.Lines {
		out = append(out, "  "+write(l))
	}
	if m.Say.Phrase != "" {
		out = append(out, "  say "+write(m.Say))
	}
	if m.Not.Phrase != "" {
		out = append(out, "  not "+write(m.Not))
	}
	for _, p := range m.Parts {
		line := "  " + p.Case + " " + write(p.Head)
		if p.Done {
			line += " done"
		}
		for _, c := range p.Choices {
			line += " [" + label(c) + "]"
		}
		out = append(out, line)
	}
	var labels []string
	for _, c := range m.Choices {
		labels = append(labels, "["+label(c)+"]")
	}
	for _, c := range m.More {
		labels = append(labels, "("+label(c)+")")
	}
	if len(labels) > 0 {
		out = append(out, "  "+strings.Join(labels, " "))
	}
	return out
}

func label(c dialogs.Choice) string {
	return strings.TrimPrefix(write(c.Label), "button.")
}

func writeForm(f dialogs.Form) string {
	out := "opens form " + string(f.ID) + ":"
	for _, q := range f.Inputs {
		out += " " + string(q.Field)
		if p, ok := dialogs.InSlot(q.Initial); ok {
			out += "=[" + string(p) + "]"
		} else if q.Initial != "" {
			out += "=" + fmt.Sprintf("%q", plainly(q.Initial))
		}
		for _, l := range q.Draft {
			out += " " + write(l)
		}
		if q.Optional {
			out += "?"
		}
	}
	for _, l := range f.Lines {
		out += " " + write(l)
	}
	for _, t := range f.Text {
		out += fmt.Sprintf(" %q", t)
	}
	return out
}
