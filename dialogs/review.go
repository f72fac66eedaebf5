package dialogs

import (
	"slices"
	"strconv"
	"time"
)

// Some go past us and write a review. It is answered where it stands, for the writer and
// for everybody who reads along: short, without anything private, a sum or an argument,
// and with nothing claimed that is not in the record (A3 B14 to B16, B6 4). Whether they
// want to amend it is asked once, after they said they are satisfied, for nothing (B17).

// The stages of the branch.
const (
	Reviewed Stage = "reviewed" // until the answer is posted, or put off
	Amend    Stage = "amend"    // satisfied: whether they would add to it
)

// BadReview is the branch.
const BadReview Branch = "review"

// ReviewState is whether there is a review; empty: none.
type ReviewState string

// The states of a review.
const (
	Threatened ReviewState = "threatened"
	Posted     ReviewState = "posted"
)

// Review is what somebody wrote about us, and what became of it.
type Review struct {
	Site    string
	Link    string
	Text    string
	Stars   int // 0: none given
	At      time.Time
	Reply   string // in the owner's words; empty: the draft
	Replied time.Time
	Warned  bool      // the owner was reminded of the answer
	Told    bool      // somebody above was told that there is none
	Amended time.Time // when they were asked, once, whether they would amend it
}

var (
	reviewedDo   = tell("reviewed.do", "")
	reviewedDraw = tell("reviewed.reply_do", "due!")
	reviewedNot  = tell("reviewed.not", "")
	reviewedDone = tell("reviewed.done", "time!")
	reviewedBack = tell("reviewed.none_done", "time!")
	repliedDone  = tell("reviewed.posted_done", "time!")
	replyLater   = tell("reviewed.later_done", "due!")
	reviewWhere  = tell("reviewed.where", "what! count!")
	reviewLink   = tell("reviewed.link", "what!")
	reviewText   = tell("reviewed.text", "text!")
	replyDraft   = tell("reviewed.draft", "owner! company!")
	replyTried   = tell("reviewed.draft_tried", "owner! company!")
	replyOwn     = tell("reviewed.draft_own", "text!")

	amendDo    = tell("amend.do", "")
	amendSay   = say("amend.say", "")
	amendNot   = tell("amend.not", "")
	amendAsked = tell("amend.asked_done", "time!")
	amendLeft  = tell("amend.left_done", "time!")

	reviewTitle  = tell("form.review.title", "")
	replyTitle   = tell("form.reply.title", "")
	labelSite    = tell("field.site", "")
	labelStars   = tell("field.stars", "")
	labelLink    = tell("field.link", "")
	labelReview  = tell("field.review", "")
	labelReply   = tell("field.reply", "")
	hintReply    = tell("hint.reply", "")
	replyPrivate = tell("error.reply_private", "")
	replyArgues  = tell("error.reply_argues", "")
	replyClaims  = tell("error.reply_claims", "")
	replyOffers  = tell("error.reply_offers", "")
)

// Acts.
const (
	WriteReview Act = "write_review"
	NoReview    Act = "no_review"
	PostedReply Act = "posted_reply"
	OwnReply    Act = "own_reply"
	ReplyLater  Act = "reply_later"
	AskedOnce   Act = "asked_once"
	LeaveReview Act = "leave_review"
)

// Forms.
const (
	ReviewForm FormID = "review"
	ReplyForm  FormID = "reply"
)

// Fields.
const (
	SiteField  Field = "site"
	StarsField Field = "stars"
	LinkField  Field = "link"
)

var _ = put(branches, map[Branch]branch{BadReview: {
	cues: []string{
		"bad review", "negative review", "left a review", "posted a review", "wrote a review", "review on google", "google review", "yelp review",
		"review on yelp", "review on facebook", "facebook review", "1 star", "one star", "2 stars", "two stars", "bbb complaint",
	},
	open: func(c Case) bool {
		return c.Stage != Reviewed && !c.within(Paused, Unsafe) && c.Review.Replied.IsZero()
	},
	enter: (*turn).reviewed,
}})

var _ = put(deeds, map[Act]deed{
	WriteReview: opens((*turn).reviewForm),
	NoReview:    plain((*turn).noReview),
	PostedReply: plain((*turn).postedReply),
	OwnReply:    opens((*turn).replyForm),
	ReplyLater:  plain(func(t *turn) { t.rejoin(replyLater.With("due", t.c.date(t.c.replyDue()))) }),
	AskedOnce:   plain((*turn).askedOnce),
	LeaveReview: plain(func(t *turn) { t.wrapUp(amendLeft.With("time", t.now())) }),
})

var _ = put(sheets, map[FormID]sheet{
	ReviewForm: {WriteReview, SiteField, (*turn).review},
	ReplyForm:  {OwnReply, WordsField, (*turn).ownReply},
})

var _ = put(scenes, map[Stage]scene{
	Reviewed: {off: true, draws: (*turn).drawReviewed},
	Amend:    {of: Thank, draws: (*turn).drawAmend},
})

func (t *turn) reviewed() { t.detour(Reviewed, reviewedDone.With("time", t.now())) }

func (t *turn) drawReviewed(m *Message) {
	if t.c.Review.At.IsZero() {
		m.Head = reviewedDo.With()
		t.offerActs(m, WriteReview, NoReview)
		return
	}
	m.Head = reviewedDraw.With("due", t.c.date(t.c.replyDue()))
	m.Lines = append(t.reviewLines(), t.draftReply())
	m.Not = reviewedNot.With()
	t.offerActs(m, PostedReply, OwnReply)
	if t.c.Outcome == "" { // the case ends with it
		t.offerActs(m, ReplyLater)
	}
	m.More = append(m.More, WriteReview.on(t.c.token()))
}

func (t *turn) reviewLines() []Line {
	r := t.c.Review
	stars := slotPhrase(nothingYet)
	if r.Stars > 0 {
		stars = strconv.Itoa(r.Stars)
	}
	l := []Line{reviewWhere.With("what", r.Site, "count", stars)}
	if r.Link != "" {
		l = append(l, reviewLink.With("what", short(r.Link, lineRunes)))
	}
	return append(l, reviewText.With("text", short(r.Text, spokenRunes)))
}

// draftReply names nobody but us; it says that we tried only where the record does.
func (t *turn) draftReply() Line {
	words := replyDraft
	switch {
	case t.c.Review.Reply != "":
		return replyOwn.With("text", short(t.c.Review.Reply, noteRunes))
	case len(t.c.FollowUp.Tries) > 0:
		words = replyTried
	}
	return words.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
}

func (t *turn) reviewForm() Form {
	r := t.c.Review
	f := Form{
		ID: ReviewForm, On: t.c.token(), Title: reviewTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: SiteField, Label: labelSite.With(), Kind: Short, Initial: r.Site},
			{Field: StarsField, Label: labelStars.With(), Kind: Pick, Optional: true},
			{Field: WordsField, Label: labelReview.With(), Kind: Long, Initial: r.Text},
			{Field: LinkField, Label: labelLink.With(), Kind: Short, Initial: r.Link, Optional: true},
		},
	}
	for i, o := range starOptions {
		f.Inputs[1].Options = append(f.Inputs[1].Options, Option{strconv.Itoa(i + 1), o.With()})
	}
	if r.Stars > 0 {
		f.Inputs[1].Initial = strconv.Itoa(r.Stars)
	}
	return f
}

var starOptions = []Phrase{tell("stars.one", ""), tell("stars.two", ""), tell("stars.three", ""), tell("stars.four", ""), tell("stars.five", "")}

// review keeps what was posted; nobody else has to find it again.
func (t *turn) review(e Filled) {
	r := t.c.Review
	r.Site, r.Text, r.Link = short(t.text(e, SiteField, false), nameRunes), t.text(e, WordsField, false), t.text(e, LinkField, true)
	r.Stars, _ = strconv.Atoi(e.Fields[StarsField])
	if t.refused {
		return
	}
	if r.Stars < 1 || r.Stars > len(starOptions) {
		r.Stars = 0
	}
	if r.At.IsZero() {
		r.At = t.in.At
	}
	t.c.Review, t.c.Details.Review = r, Posted
	if t.c.Details.Problem == "" {
		t.c.Details.Problem, t.c.Restated = r.Text, short(r.Text, spokenRunes)
	}
	t.redraw()
}

func (t *turn) noReview() {
	if t.c.Demand.Means == ByPosting {
		t.c.Details.Review = Threatened
	} else {
		t.c.Details.Review = ""
	}
	t.rejoin(reviewedBack.With("time", t.now()))
}

func (t *turn) postedReply() {
	t.c.Review.Replied, t.c.LastWord = t.in.At, t.in.At // they can read it
	if t.c.Stage == Reviewed {
		t.rejoin(repliedDone.With("time", t.now()))
		return
	}
	t.showStep() // pressed on the card
}

func (t *turn) replyForm() Form {
	q := Question{Field: WordsField, Label: labelReply.With(), Hint: hintReply.With(), Kind: Long, Initial: t.c.Review.Reply}
	if q.Initial == "" {
		q.Draft = t.replyWords()
	}
	return t.oneField(ReplyForm, replyTitle, q)
}

func (t *turn) ownReply(e Filled) {
	words := t.text(e, WordsField, false)
	if wrong := t.public(words); wrong != "" {
		t.object(WordsField, wrong.With())
	}
	if t.refused {
		return
	}
	t.c.Review.Reply = words
	t.redraw()
}

// mayAmend: satisfied, not yet asked, nothing given the same day, and never where money
// was demanded for it: then the question would read as the other half of a bargain.
func (t *turn) mayAmend() bool {
	today := t.in.At.In(t.c.Policy.Location()).Format(time.DateOnly)
	return t.c.Policy.How().Review == "satisfied" && t.c.Details.Review == Posted && t.c.Review.Amended.IsZero() && t.c.Demand.At.IsZero() &&
		!slices.ContainsFunc(t.c.Given, func(g Gift) bool { return g.At.In(t.c.Policy.Location()).Format(time.DateOnly) == today })
}

func (t *turn) drawAmend(m *Message) {
	m.Head, m.Say, m.Not = amendDo.With(), amendSay.With(), amendNot.With()
	t.offerActs(m, AskedOnce, LeaveReview)
}

func (t *turn) askedOnce() {
	t.c.Review.Amended = t.in.At
	t.wrapUp(amendAsked.With("time", t.now()))
}
