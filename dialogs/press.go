package dialogs

// press does what a choice says. The person may, and the choice is on a live screen.
//
//nolint:gocyclo // one line an act, and none is more than it looks
func (t *turn) press(ch Choice) {
	switch ch.Act {
	case Listened:
		t.advance(Clarify, listenDone.With("time", t.now()))
	case FineNow:
		t.settleNow(fineDone.With("time", t.now()))
	case Agrees:
		t.c.Agreed = true
		t.become(Anything)
	case NotQuite:
		t.ask(t.restateForm())
	case WriteDown:
		t.ask(t.problemForm())
	case NoMore:
		t.advance(Empathize, clarifyDone.With("problem", short(t.c.Restated, lineRunes), "time", t.now()))
	case Also:
		t.ask(t.alsoForm())
	case Empathized:
		t.advance(Apologize, empathizeDone.With("time", t.now()))
	case Apologized:
		t.apologized()
	case WasEnough:
		t.settleNow(enoughDone.With("time", t.now()))
	case Reassured:
		t.reassured()
	case StepBack:
		t.back()
	case OnSiteNow:
		t.c.Details.Setting = OnSite
		t.redraw()
	case OnPhoneNow:
		t.c.Details.Setting = OnPhone
		t.redraw()
	case WholeText:
		t.ask(t.wholeText())
	case FillDetails:
		t.ask(t.detailsForm())
	case Named, ChangeAsk:
		t.ask(t.askForm())
	case HasNoIdea:
		t.noIdea()
	case MakeOffer, OfferWithin:
		t.ask(t.offerForm())
	case AskManager:
		t.requestApproval()
	case Withdraw:
		t.withdraw()
	case Accepted:
		t.accepted()
	case Refused:
		t.advance(Asking, refusedDone.With("time", t.now()))
	case Approve:
		t.approve()
	case ApproveLess:
		t.ask(t.lessForm())
	case Decline:
		t.ask(t.declineForm())
	case GiveExtra:
		t.giveExtra(ch.Value)
	case OtherExtra:
		t.ask(t.extraForm())
	case Declined, Generous, NothingFit:
		t.noExtra(ch.Act)
	case AddPromise:
		t.ask(t.promiseForm("", "", ""))
	case ThatIsAll, AllDone:
		t.agreed()
	case Kept:
		t.keep(ch)
	case NotYet:
		t.ask(t.moveForm(ch.On))
	case NotKept:
		t.missed(ch)
	case Thanked:
		t.thanked()
	case CheckNow:
		t.advance(CheckIn, checkNowDone.With("time", t.now()))
	case Satisfied:
		t.ending(Recovered)
	case WantsMore:
		t.wantsMore()
	case NoAnswer:
		t.c.FollowUp.Attempts++
		t.advance(Retry, noAnswerDone.With("time", t.now()))
	case Never:
		t.ending(NotRecoverable)
	case TryLater:
		t.tryAgain(t.later())
	case TryTomorrow:
		t.tryAgain(t.tomorrow())
	case TryAt:
		t.ask(t.whenForm())
	case FailedLate, FailedPart, FailedFix:
		t.learned(string(ch.Act), failureWords[ch.Act].With("time", t.now()))
	case FailedOther:
		t.ask(t.failureForm())
	case PreventYes, PreventNo, PreventUnsure:
		t.learnt(string(ch.Act))
	case HeardAsk:
		t.heardAsk(ch)
	case HeardPromise:
		t.heardPromise(ch)
	case JustNote:
		t.justNote(ch)
	}
}

var draft = tell("sorry.draft_old", "case!")

// filled takes a submitted form. A form whose case has moved on stays open with
// what was typed, so that nothing has to be typed again.
func (t *turn) filled(e Filled) {
	first := fieldOf(e.Form)
	if !t.c.Closed.IsZero() {
		t.object(first, notOpen.With("case", t.c.ID, "time", t.c.date(t.c.Closed)))
		return
	}
	if _, current := t.drawn(e.On); !current {
		t.object(first, draft.With("case", t.c.ID))
		return
	}
	if !t.may(actOf(e.Form), e.On) {
		t.object(first, notYours.With("names", t.mayNames(actOf(e.Form))))
		return
	}
	switch e.Form {
	case DetailsForm:
		t.details(e)
	case ProblemForm:
		t.problem(e)
	case RestateForm:
		t.restate(e)
	case AlsoForm:
		t.also(e)
	case AskForm:
		t.named(e)
	case OfferForm:
		t.offered(e)
	case LessForm:
		t.approveLess(e)
	case DeclineForm:
		t.decline(e)
	case ExtraForm:
		t.otherExtra(e)
	case PromiseForm:
		t.addPromise(e)
	case MoveForm:
		t.move(e)
	case WhenForm:
		t.tryWhen(e)
	case FailureForm:
		t.otherFailure(e)
	case OpenForm, ReadForm: // opening is not a case's business yet; reading sends nothing
	}
}

// fieldOf is the input under which a form says that it came too late.
func fieldOf(f FormID) Field {
	switch f {
	case OpenForm, DetailsForm:
		return CustomerField
	case ProblemForm, AlsoForm:
		return ProblemField
	case LessForm:
		return AmountField
	case MoveForm, WhenForm:
		return WhenField
	case RestateForm, AskForm, OfferForm, DeclineForm, ExtraForm, PromiseForm, FailureForm, ReadForm:
		return WordsField
	}
	return WordsField
}

// actOf is the act whose permission a form needs.
func actOf(f FormID) Act {
	switch f {
	case LessForm:
		return ApproveLess
	case DeclineForm:
		return Decline
	case MoveForm:
		return NotYet
	case OpenForm, DetailsForm, ProblemForm, RestateForm, AlsoForm, AskForm, OfferForm, ExtraForm, PromiseForm, WhenForm, FailureForm, ReadForm:
		return FillDetails
	}
	return FillDetails
}
