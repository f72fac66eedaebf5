package dialogs

// Act is what a choice does. Its label is the phrase "button." and its name.
type Act string

// Every act there is; [turn.press] says what each does.
const (
	Listened  Act = "listened"
	FineNow   Act = "fine_now"
	Agrees    Act = "agrees"
	NotQuite  Act = "not_quite"
	WriteDown Act = "write_down"
	NoMore    Act = "nothing_else"
	Also      Act = "also"

	Empathized  Act = "empathized"
	Apologized  Act = "apologized"
	WasEnough   Act = "was_enough"
	Reassured   Act = "reassured"
	StepBack    Act = "back"
	OnSiteNow   Act = "on_site"
	OnPhoneNow  Act = "on_phone"
	WholeText   Act = "whole_text"
	FillDetails Act = "details"

	Named       Act = "named"
	HasNoIdea   Act = "no_idea"
	ChangeAsk   Act = "change_ask"
	MakeOffer   Act = "make_offer"
	OfferWithin Act = "offer_within"
	AskManager  Act = "ask_manager"
	Withdraw    Act = "withdraw"
	Accepted    Act = "accepted"
	Refused     Act = "refused"

	Approve     Act = "approve"
	ApproveLess Act = "approve_less"
	Decline     Act = "decline"

	GiveExtra  Act = "give_extra"
	OtherExtra Act = "other_extra"
	Declined   Act = "extra_declined"
	Generous   Act = "extra_generous"
	NothingFit Act = "extra_nothing"

	AddPromise Act = "add_promise"
	ThatIsAll  Act = "that_is_all"
	AllDone    Act = "all_done"
	Kept       Act = "kept"
	NotYet     Act = "not_yet"
	NotKept    Act = "not_kept"

	Thanked     Act = "thanked"
	CheckNow    Act = "check_now"
	Satisfied   Act = "satisfied"
	WantsMore   Act = "wants_more"
	NoAnswer    Act = "no_answer"
	Never       Act = "never"
	TryLater    Act = "try_later"
	TryTomorrow Act = "try_tomorrow"
	TryAt       Act = "try_at"

	FailedLate    Act = "late"
	FailedPart    Act = "wrong_part"
	FailedFix     Act = "not_fixed"
	FailedOther   Act = "something_else"
	PreventYes    Act = "prevent_yes"
	PreventNo     Act = "prevent_no"
	PreventUnsure Act = "prevent_unsure"

	HeardAsk     Act = "heard_ask"
	HeardPromise Act = "heard_promise"
	JustNote     Act = "just_note"
)

// acts gives the facts each label may carry.
var acts = map[Act]string{
	Listened: "", FineNow: "", Agrees: "", NotQuite: "", WriteDown: "", NoMore: "", Also: "",
	Empathized: "", Apologized: "", WasEnough: "", Reassured: "", StepBack: "", OnSiteNow: "", OnPhoneNow: "",
	WholeText: "", FillDetails: "",
	Named: "", HasNoIdea: "", ChangeAsk: "", MakeOffer: "", OfferWithin: "left!", AskManager: "name! amount!", Withdraw: "",
	Accepted: "", Refused: "",
	Approve: "amount!", ApproveLess: "", Decline: "",
	GiveExtra: "extra!", OtherExtra: "", Declined: "", Generous: "", NothingFit: "",
	AddPromise: "", ThatIsAll: "", AllDone: "", Kept: "", NotYet: "", NotKept: "",
	Thanked: "", CheckNow: "", Satisfied: "", WantsMore: "", NoAnswer: "", Never: "",
	TryLater: "time!", TryTomorrow: "time!", TryAt: "",
	FailedLate: "", FailedPart: "", FailedFix: "", FailedOther: "", PreventYes: "", PreventNo: "", PreventUnsure: "",
	HeardAsk: "amount!", HeardPromise: "time!", JustNote: "",
}

func (a Act) label() Phrase { return Phrase("button." + string(a)) }

// OpensForm reports whether a press of the act is answered with a form. One that
// only sometimes is (HeardAsk) does not count.
func (a Act) OpensForm() bool {
	switch a { //nolint:exhaustive // all others change the case
	case NotQuite, WriteDown, Also, WholeText, FillDetails, Named, ChangeAsk, MakeOffer, OfferWithin, ApproveLess, Decline,
		OtherExtra, AddPromise, NotYet, TryAt, FailedOther, HeardPromise:
		return true
	}
	return false
}

// on makes a choice of the act, drawn on the given token, with label facts.
func (a Act) on(token string, facts ...string) Choice {
	return Choice{Act: a, On: token, Label: a.label().With(facts...)}
}

// FormID names a form.
type FormID string

// Field names an input of a form.
type Field string

// The forms.
const (
	OpenForm    FormID = "open"
	DetailsForm FormID = "details"
	ProblemForm FormID = "problem"
	RestateForm FormID = "restate"
	AlsoForm    FormID = "also"
	AskForm     FormID = "ask"
	OfferForm   FormID = "offer"
	LessForm    FormID = "less"
	DeclineForm FormID = "decline"
	ExtraForm   FormID = "extra"
	PromiseForm FormID = "promise"
	MoveForm    FormID = "move"
	WhenForm    FormID = "when"
	FailureForm FormID = "failure"
	ReadForm    FormID = "read"
)

// The fields.
const (
	CustomerField Field = "customer"
	ContactField  Field = "contact"
	JobField      Field = "job"
	InvoiceField  Field = "invoice"
	ProblemField  Field = "problem"
	SourceField   Field = "source"
	SettingField  Field = "setting"
	WordsField    Field = "words"
	AmountField   Field = "amount"
	VerdictField  Field = "verdict"
	NoteField     Field = "note"
	WhoField      Field = "who"
	WhenField     Field = "when"
)
