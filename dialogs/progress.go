package dialogs

import (
	"strconv"
	"time"
)

// Who hears nothing thinks that nothing happens. While a case is open its owner is given
// words for a call with nothing new, again and again, until the customer has heard from
// us (A7 F11): the news that there is none, or why it takes so long, never both (B4 16).

var (
	newsDo    = tell("news.do", "customer! time!")
	newsSay   = say("news.say", "owner company")
	newsNot   = tell("news.not", "")
	newsGiven = tell("news.given", "customer! time!")
	newsAnew  = tell("news.anew", "customer! time!")
)

// GaveNews says that the customer has heard from us.
const GaveNews Act = "gave_news"

var _ = put(deeds, map[Act]deed{GaveNews: plain((*turn).gaveNews)})

// newsDue is when the owner is asked for a word: not where they are asked for another
// already, and not before a time that somebody has named.
func (c Case) newsDue() (at time.Time) {
	if _, asked := c.question(); asked || c.Outcome != "" || c.WordDue || c.unmet() && !c.Watch.Led || c.openCall(Wordless) != nil ||
		c.Stage == Waiting || c.within(Paused, Unreached, Unsafe, LettingGo) {
		return at
	}
	since := maxTime(c.LastWord, c.Watch.NewsAt)
	return c.fits(since.Add(c.Policy.Clock().Progress))
}

func (t *turn) askNews(due time.Time) {
	w := &t.c.Watch
	if w.News > 0 && w.Heard.IsZero() {
		t.reshow(t.news(newsAnew))
	}
	t.muteFor(due)
	w.News, w.NewsAt, w.Heard = w.News+1, t.in.At, time.Time{}
	t.ping(t.news(""), []Person{t.c.Owner}, due)
}

func (c Case) newsID() string { return "news-" + strconv.Itoa(c.Watch.News) }

// news draws the latest of these questions; or what it became.
func (t *turn) news(end Phrase) Message {
	m := Message{ID: t.c.newsID(), To: Place{Where: Thread}, Kind: NoteKind}
	if end == "" && !t.c.Watch.Heard.IsZero() {
		end = newsGiven
	}
	if end != "" {
		if m.Kind = DecidedKind; end == newsAnew { // it is no answer
			m.Kind = NoteKind
		}
		m.Head = end.With("customer", t.c.customer(), "time", t.c.date(maxTime(t.c.Watch.NewsAt, t.c.Watch.Heard)))
		return m
	}
	m.Setting, m.Role = OnPhone, t.c.Owner.Role
	m.Head = newsDo.With("customer", t.c.customer(), "time", t.c.date(t.c.LastWord))
	words := newsSay
	if t.owes() {
		words = newsOwed
	}
	m.Say = words.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	m.Not = newsNot.With()
	m.Choices = []Choice{GaveNews.on(m.ID)}
	m.Choices[0].Main = true
	return m
}

func (t *turn) gaveNews() { t.c.LastWord = t.in.At }

// newsHeard answers the question by itself, however they heard from us.
func (t *turn) newsHeard() {
	if w := &t.c.Watch; w.News > 0 && w.Heard.IsZero() && (t.c.LastWord.After(w.NewsAt) || t.c.Outcome != "") {
		w.Heard = maxTime(t.c.LastWord, w.NewsAt)
		t.reshow(t.news(""))
	}
}
