package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Query is what somebody looks up by the command, for their own eyes: it opens and changes
// nothing. The zero Query is none: the text is a customer and a problem.
type Query struct {
	What string // one of the subcommands
	Of   string // a case's id, whom to find or what to say; empty where it was left out
	More bool   // there is text behind it that was not needed
}

// Subcommands of the command; everything else is a customer and a problem.
const (
	HelpCommand   = "help"
	MineCommand   = "mine"
	TodayCommand  = "today"
	FindCommand   = "find"
	CaseCommand   = "case"
	BudgetCommand = "budget"
	SayCommand    = "say"
	MeCommand     = "me"
)

// otherwise are subcommands in another language.
var otherwise = map[string]string{"yo": MeCommand, "ayuda": HelpCommand, "hoy": TodayCommand, "míos": MineCommand, "mios": MineCommand}

var subcommands = []string{HelpCommand, MineCommand, TodayCommand, FindCommand, CaseCommand, BudgetCommand, SayCommand, MeCommand}

// ReadCommand tells a query from a one-liner. near is the subcommand that was probably
// meant by a single mistyped word.
func ReadCommand(text string) (q Query, near string) {
	text = clean(text)
	if id, more, ok := readCase(text); ok { // a case's number is nobody's name
		return Query{What: CaseCommand, Of: id, More: more}, ""
	}
	first, rest := cutWord(text)
	word := strings.ToLower(first)
	if known, ok := otherwise[word]; ok && rest == "" {
		word = known
	}
	switch id, more, ok := readCase(rest); {
	case word == FindCommand && ok && !more:
		return Query{What: CaseCommand, Of: id}, ""
	case word == FindCommand, word == SayCommand:
		return Query{What: word, Of: rest}, ""
	case rest != "" && word == CaseCommand:
		if id, more, ok := readCase(rest); ok {
			return Query{What: CaseCommand, Of: id, More: more}, ""
		}
		if id, ok := caseID("R-" + rest); ok {
			return Query{What: CaseCommand, Of: id}, ""
		}
		return numbered(rest), "" // somebody may be called so
	case (word == MineCommand || word == TodayCommand) && len(strings.Fields(rest)) == 1: // whatever follows
		return Query{What: word}, ""
	case rest != "":
		return Query{}, ""
	case slices.Contains(subcommands, word):
		return Query{What: word}, ""
	}
	return Query{}, nearest(word)
}

// numbered is what was asked for by something like a number: the case, or which one is meant.
func numbered(rest string) Query {
	first, after := cutWord(rest)
	if id, ok := caseID("R-" + first); ok {
		return Query{What: CaseCommand, Of: id, More: after != ""}
	}
	if up := strings.ToUpper(first); up == "R" && after == "" || strings.HasPrefix(up, "R-") || strings.Trim(first, "0123456789") == "" {
		return Query{What: CaseCommand}
	}
	return Query{}
}

// nearest is the subcommand that a word is like; empty: none.
func nearest(word string) (near string) {
	if utf8.RuneCountInString(word) < 3 {
		return ""
	}
	best := 3
	for _, s := range subcommands {
		if d := distance(word, s); d < best && d <= max(1, len(s)/3) && len(s) > 3 { // Ray and Kay are names
			near, best = s, d
		}
	}
	return near
}

func cutWord(text string) (first, rest string) {
	i := strings.IndexAny(text, " \t\n")
	if i < 0 {
		return text, ""
	}
	return text[:i], strings.TrimSpace(text[i:])
}

// readCase reads a case's number where a text begins with one: "R-115", "r115", "R 115".
func readCase(text string) (id string, more, ok bool) {
	first, rest := cutWord(text)
	if id, ok = caseID(strings.TrimRight(first, ".,:;?")); ok {
		return id, rest != "", true
	}
	if strings.EqualFold(first, "R") {
		number, after := cutWord(rest)
		id, ok = caseID("R-" + number)
		return id, after != "", ok && after == ""
	}
	return "", false, false
}

// caseID is a word as a case's id.
func caseID(word string) (string, bool) {
	const most = 9 // digits
	word = strings.TrimPrefix(word, "#")
	if word == "" || word[0] != 'R' && word[0] != 'r' {
		return "", false
	}
	number := strings.TrimLeft(word[1:], "-\u2010\u2011\u2013")
	if len(number) == 0 || len(number) > most || strings.Trim(number, "0123456789") != "" {
		return "", false
	}
	n, err := strconv.Atoi(number)
	if err != nil || n == 0 {
		return "", false
	}
	return "R-" + strconv.Itoa(n), true
}
