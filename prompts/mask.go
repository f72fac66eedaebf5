package prompts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mask hides what is private in a text before it leaves the process, and puts it back
// afterwards. What the record knows (names, numbers, addresses) is found exactly; beyond
// that, whatever has the form of an e-mail address, a web address, an IP address, an IBAN, a
// payment card, a US social security number or a phone number, most street addresses, and
// numbers of jobs and cases such as J-1042. It does not claim to find names and addresses that the record does not know.
type Mask struct {
	known  []secret          // the longest first
	hidden map[string]string // by what stands for it
	names  map[string]string // the other way round
	count  map[string]int
}

// secret is a value of the record, with the kind it is shown as.
type secret struct {
	kind string
	find *regexp.Regexp
}

// Private is what a record knows of people, to be hidden.
type Private struct{ Names, Phones, Emails, Addresses, Jobs []string }

// NewMask makes a mask for one question. Each part of a name is hidden by itself too.
func NewMask(p Private) *Mask {
	m := &Mask{hidden: map[string]string{}, names: map[string]string{}, count: map[string]int{}}
	var names, short []string
	for _, n := range p.Names {
		names = append(names, n)
		for part := range strings.FieldsSeq(n) {
			switch runes := len([]rune(part)); {
			case titles[strings.ToLower(strings.Trim(part, "."))]:
			case runes > 2:
				names = append(names, part)
			case runes == 2: // many a short word is one in small letters
				short = append(short, capital(part))
			}
		}
	}
	m.know("EMAIL", p.Emails)
	m.know("ADDRESS", p.Addresses)
	m.know("JOB", p.Jobs)
	m.know("NAME", names)
	for _, n := range short {
		m.known = append(m.known, secret{"NAME", regexp.MustCompile(edge(n[0]) + regexp.QuoteMeta(n) + edge(n[len(n)-1]))})
	}
	for _, n := range p.Phones {
		m.knowPhone(n)
	}
	return m
}

// capital is a name as it is written where it is one.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// titles are the parts of names that say nothing of whose they are.
var titles = map[string]bool{
	"mr": true, "ms": true, "dr": true, "sr": true, "jr": true, "de": true, "la": true, "el": true, "of": true,
	"mrs": true, "miss": true, "the": true, "customer": true, "family": true, "señor": true, "señora": true, "sra": true, "srta": true, "and": true,
}

func (m *Mask) know(kind string, values []string) {
	values = slices.Clone(values)
	slices.SortFunc(values, func(a, b string) int { return len(b) - len(a) })
	for _, v := range values {
		words := strings.Fields(v)
		if len(words) == 0 {
			continue
		}
		for i := range words {
			words[i] = regexp.QuoteMeta(words[i])
		}
		m.known = append(m.known, secret{kind, regexp.MustCompile(`(?i)` + edge(v[0]) + strings.Join(words, `[\s,]+`) + edge(v[len(v)-1]))})
	}
}

// edge keeps "Ann" out of "planning"; a value that begins or ends with a sign has none there.
func edge(b byte) string {
	if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' {
		return `\b`
	}
	return ""
}

// knowPhone finds a number however it is written.
func (m *Mask) knowPhone(n string) {
	var digits []string
	for _, r := range n {
		if r >= '0' && r <= '9' {
			digits = append(digits, string(r))
		}
	}
	if len(digits) >= 4 {
		m.known = append(m.known, secret{"PHONE", regexp.MustCompile(`\+?\b` + strings.Join(digits, `[\s().\-]*`) + `\b`)})
	}
}

// form is what something private looks like.
type form struct {
	kind string
	find *regexp.Regexp
	good func(string) bool // nil: always
}

// early is how many of the forms are looked for before the names that the record knows.
const early = 2

// forms are what gives a private thing away by itself, the surest first.
var forms = []form{
	{"EMAIL", regexp.MustCompile(`[\pL\pN._%+\-]+@[\pL\pN\-]+(?:\.[\pL\pN\-]+)+`), nil},
	{"LINK", regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>"']+`), nil},
	{"IBAN", regexp.MustCompile(`(?i)\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b`), iban},
	{"CARD", regexp.MustCompile(`\b\d(?:[ \-]?\d){11,18}\b`), luhn},
	{"SSN", regexp.MustCompile(`\b\d{3}-\d{2}-\d{4}\b`), nil},
	{"IP", regexp.MustCompile(`\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b`), nil},
	{"PHONE", regexp.MustCompile(`(?:\+|\b00)?\(?\d(?:[\s().\-]{0,2}\d){6,14}(?:\s?(?:x|ext\.?)\s?\d{1,6})?\b`), phone},
	{"PHONE", regexp.MustCompile(`\b\d{3}[ \-]\d{4}\b`), nil},
	{"JOB", regexp.MustCompile(`\b[A-Z]{1,3}-\d{2,}\b`), nil},
	{"ADDRESS", regexp.MustCompile(`(?i)\b\d{1,5} (?:[\pL.]+ ){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl)\b`), nil},
}

// luhn is the check digit of payment cards.
func luhn(s string) bool {
	sum, double := 0, false
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		d := int(s[i] - '0')
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum, double = sum+d, !double
	}
	return sum%10 == 0
}

func iban(s string) bool {
	n := len(strings.ReplaceAll(s, " ", ""))
	return n >= 15 && n <= 34 && strings.ContainsAny(s[4:], "0123456789")
}

// phone leaves dates and sums alone: they are not private, and the task needs them.
func phone(s string) bool {
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 7 && digits <= 17 && !aDate.MatchString(s)
}

var aDate = regexp.MustCompile(`^(?:19|20)\d\d-\d\d-\d\d\b|^\d{1,2}/\d{1,2}/\d{2,4}$`)

// Hide replaces what is private, the same thing by the same word.
func (m *Mask) Hide(text string) string {
	text = m.forms(Normal(text), forms[:early]) // a name is a part of many
	for _, s := range m.known {
		text = s.find.ReplaceAllStringFunc(text, func(found string) string { return m.stand(s.kind, found) })
	}
	return m.forms(text, forms[early:])
}

func (m *Mask) forms(text string, of []form) string {
	for _, f := range of {
		text = f.find.ReplaceAllStringFunc(text, func(found string) string {
			if f.good != nil && !f.good(found) {
				return found
			}
			return m.stand(f.kind, found)
		})
	}
	return text
}

// stand is what stands for a value: [NAME_1].
func (m *Mask) stand(kind, value string) string {
	if name, ok := m.names[kind+value]; ok {
		return name
	}
	m.count[kind]++
	name := "[" + kind + "_" + strconv.Itoa(m.count[kind]) + "]"
	m.names[kind+value], m.hidden[name] = name, value
	return name
}

var standing = regexp.MustCompile(`\[[A-Z]+_\d+\]`)

// Reveal puts back what was hidden, where nothing else can be spoken of.
func (m *Mask) Reveal(text string) string {
	shown, _ := m.Show(text)
	return shown
}

// Show puts back what was hidden. ok is false if the text speaks of something that never was.
func (m *Mask) Show(text string) (shown string, ok bool) {
	ok = true
	shown = standing.ReplaceAllStringFunc(text, func(name string) string {
		value, known := m.hidden[name]
		if !known {
			ok = false
		}
		return value
	})
	return shown, ok
}
