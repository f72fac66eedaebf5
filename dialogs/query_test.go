package dialogs_test

import (
	"testing"

	"makegood/dialogs"
)

func TestReadCommand(t *testing.T) {
	t.Parallel()
	type want struct {
		what, of string
		more     bool
		near     string
	}
	for text, w := range map[string]want{
		"mine": {what: "mine"}, " Mine ": {what: "mine"}, "today": {what: "today"}, "help": {what: "help"}, "me": {what: "me"}, "Yo": {what: "me"}, "hoy": {what: "today"},
		"find Mrs Alvarez": {what: "find", of: "Mrs Alvarez"}, "find": {what: "find"}, "FIND  555 0100": {what: "find", of: "555 0100"},
		"case R-": {what: "case"}, "case 0": {what: "case"}, "case R-99999999999": {what: "case"}, "case 101 now": {what: "case", of: "R-101", more: true},
		"mine mine": {what: "mine"}, "today tomorrow": {what: "today"}, "find R-101": {what: "case", of: "R-101"},
		"case R-123": {what: "case", of: "R-123"}, "case 123": {what: "case", of: "R-123"}, "case r 123": {what: "case", of: "R-123"}, "case": {what: "case"},
		"R-115": {what: "case", of: "R-115"}, "r115": {what: "case", of: "R-115"}, "R 115": {what: "case", of: "R-115"}, "#R-115?": {what: "case", of: "R-115"}, "r–0115": {what: "case", of: "R-115"},
		"R-115 - still no heat": {what: "case", of: "R-115", more: true}, "case R-115 please": {what: "case", of: "R-115", more: true},

		"mien": {near: "mine"}, "tody": {near: "today"}, "hlep": {near: "help"}, "fnid": {near: "find"}, "cas": {near: "case"}, "budgt": {near: "budget"},

		"": {}, "Mrs Alvarez - no hot water": {}, "Case Smith - broken door": {}, "Mine Kafon - lamp": {}, "today they came late": {},
		"R 2 D 2 - loud": {}, "R. Miller - leak": {}, "Ray": {}, "R": {}, "R-0": {}, "R-12345678901": {}, "Jane": {}, "115": {},
	} {
		q, near := dialogs.ReadCommand(text)
		if got := (want{q.What, q.Of, q.More, near}); got != w {
			t.Errorf("%q is read as %+v, want %+v", text, got, w)
		}
	}
}
