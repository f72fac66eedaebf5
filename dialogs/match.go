package dialogs

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Match is a customer that somebody named in a case may be. A match is shown and never
// taken for true: a person says which customer it is.
type Match struct {
	ID       string // the customer's record
	Name     string
	Contact  string // empty: none is known
	Case     string // their latest
	Restrict Restriction
}

const matchesMost = 3 // so that all of them, and somebody else, have a button

// Keys are what a customer's record is found by. They are wider than a match: a name
// also by its sound, its beginning and its end, a phone number without what stands before the
// last seven digits.
func (c Customer) Keys() []string {
	var keys []string
	for _, n := range c.Names {
		keys = append(keys, nameKeys(n.Text)...)
	}
	for _, p := range c.Phones {
		keys = append(keys, phoneKey(p.Text))
	}
	for _, m := range c.Mails {
		keys = append(keys, "mail:"+strings.ToLower(m.Text))
	}
	for _, j := range c.Jobs {
		keys = append(keys, "job:"+simple(j.Text))
	}
	return keys
}

// Keys are those under which the customer of these details may be found.
func (d Details) Keys() []string {
	phones, mails := reaches(d.Contact)
	var c Customer
	c.typed("", []string{d.Customer}, phones, mails, []string{d.Job})
	return c.Keys()
}

// Matches are the customers, of those found by a key, that the details may mean; the
// likeliest first.
func Matches(d Details, found []Customer) []Match {
	score := func(c Customer) int { return c.likeness(d) }
	found = slices.DeleteFunc(slices.Clone(found), func(c Customer) bool { return len(c.Cases) == 0 || score(c) == 0 })
	slices.SortStableFunc(found, func(a, b Customer) int { return cmp.Compare(score(b), score(a)) })
	var list []Match
	for _, c := range found[:min(len(found), matchesMost)] {
		m := Match{ID: c.ID, Restrict: c.Restrict}
		for _, p := range c.Cases {
			if m.Case == "" || p.Outcome != Merged {
				m.Case = p.ID
			}
		}
		if len(c.Names) > 0 { // later ones may be mistyped
			m.Name = c.Names[0].Text
		}
		m.Contact = cmp.Or(last(c.Phones), last(c.Mails))
		list = append(list, m)
	}
	return list
}

func last(list []Typed) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1].Text
}

// likeness is how much speaks for its being the customer of the details; 0: nothing.
func (c Customer) likeness(d Details) int {
	sum := 0
	phones, mails := reaches(d.Contact)
	for _, p := range phones {
		if slices.ContainsFunc(c.Phones, func(q Typed) bool { return samePhone(p, q.Text) }) {
			sum += 4
		}
	}
	for _, m := range mails {
		if slices.ContainsFunc(c.Mails, func(n Typed) bool { return strings.EqualFold(m, n.Text) }) {
			sum += 4
		}
	}
	if slices.ContainsFunc(c.Jobs, func(j Typed) bool { return d.Job != "" && simple(j.Text) == simple(d.Job) }) {
		sum += 4
	}
	best := 0
	for _, n := range c.Names {
		best = max(best, sameName(d.Customer, n.Text))
	}
	return sum + best
}

// sameName is how alike two names are: 3 the same, 2 with the same surname, 1 nearly,
// 0 not. First names that differ make them two people.
func sameName(a, b string) int {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if slices.Equal(x, y) {
		return 3
	}
	sx, sy := x[len(x)-1], y[len(y)-1]
	if len(x) > 1 && len(y) > 1 && x[0][0] != y[0][0] {
		return 0
	}
	switch most := max(1, min(len(sx), len(sy))/3); {
	case sx == sy:
		return 2
	case odd(sx), odd(sy): // a number is not misspelled
	case min(len(sx), len(sy)) > 2 && distance(sx, sy) <= min(most, 2):
		return 1
	}
	return 0
}

var titles = []string{"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "senor", "senora", "sr", "sra", "the", "family"}

// nameWords are the words of a name in plain small letters, without titles.
func nameWords(name string) []string {
	words := strings.FieldsFunc(simple(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "'", "")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" || slices.Contains(titles, w) })
}

func odd(word string) bool { return strings.ContainsAny(word, "0123456789") }

func nameKeys(name string) []string {
	words := nameWords(name)
	if len(words) == 0 {
		return nil
	}
	whole, surname := "name:"+strings.Join(words, " "), []rune(words[len(words)-1])
	if odd(string(surname)) {
		return []string{whole}
	}
	return []string{whole, "sound:" + sound(surname), "begins:" + string(surname[:min(3, len(surname))]), "ends:" + string(surname[max(0, len(surname)-3):])}
}

// sound is Soundex with fewer first letters, so that Katherine and Catherine are one.
// Letters of other alphabets stand for themselves.
func sound(word []rune) string {
	const codes = "\x00" + "01230120022455012623010202" // a to z; 0: not heard
	code := func(r rune) rune {
		if r < 'a' || r > 'z' {
			return r
		}
		return rune(codes[1+r-'a'])
	}
	first := word[0]
	if i := strings.IndexRune("kqgjzyiu", first); i >= 0 {
		first = rune("ccjjsiio"[i])
	}
	out, before := []rune{first}, code(word[0])
	for _, r := range word[1:] {
		c := code(r)
		if c != '0' && c != before {
			out = append(out, c)
		}
		if r != 'h' && r != 'w' {
			before = c
		}
	}
	return string(out[:min(4, len(out))])
}

var accents = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i",
	"ñ", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ý", "y", "ß", "ss", "ł", "l", "š", "s", "ž", "z", "’", "'",
)

func simple(s string) string { return accents.Replace(strings.ToLower(clean(s))) }

const localDigits, fullDigits = 7, 10

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func phoneKey(p string) string {
	d := digits(p)
	return "phone:" + d[max(0, len(d)-localDigits):]
}

// samePhone compares as much as both say of it.
func samePhone(a, b string) bool {
	x, y := digits(a), digits(b)
	n := min(len(x), len(y), fullDigits)
	return n >= localDigits && x[len(x)-n:] == y[len(y)-n:]
}

// reaches takes apart how somebody can be reached.
func reaches(contact string) (phones, mails []string) {
	rest := contact
	for w := range strings.FieldsFuncSeq(contact, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;<>()/", r) }) {
		if at := strings.IndexByte(w, '@'); at > 0 && at < len(w)-1 {
			mails = append(mails, strings.Trim(w, ".:"))
			rest = strings.Replace(rest, w, "\n", 1)
		}
	}
	for p := range strings.FieldsFuncSeq(strings.ReplaceAll(rest, " or ", "\n"), func(r rune) bool { return strings.ContainsRune(",;/\n", r) }) {
		if n := len(digits(p)); n >= localDigits && n <= 15 {
			phones = append(phones, strings.TrimSpace(p))
		}
	}
	return phones, mails
}
