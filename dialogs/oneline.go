package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"makegood/dialogs/money"
)

// ReadLine reads the one-liner typed with a thumb: "Mrs Alvarez - no hot water,
// second visit". Without a separator a few words are taken for a name and
// anything longer for the problem; nothing that was typed is dropped. A number or an address
// is how to reach them, and how they sound and where they are is not said back to them.
func ReadLine(text string) Details {
	var d Details
	text, d.HeadsUp = cutHeadsUp(clean(text))
	if d.HeadsUp { // they are called, wherever the caller is
		d.Setting = OnPhone
	}
	name, problem, ok := cutName(text)
	switch {
	case ok:
		d.Customer, d.Problem = name, problem
	case utf8.RuneCountInString(text) <= nameRunes && len(strings.Fields(text)) <= 3:
		d.Customer = text
	default:
		d.Problem = text
	}
	d.learn(d.Problem)
	d.sort()
	return d
}

// cutHeadsUp takes off the word that says that the customer does not know yet:
// "heads-up Mr Brown - our technician is sick".
func cutHeadsUp(text string) (rest string, ok bool) {
	for _, word := range []string{"heads-up", "heads up", "headsup"} {
		if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) {
			rest = text[len(word):]
			if rest == "" || strings.ContainsAny(rest[:1], " :,\n\t") {
				return strings.TrimLeft(rest, " :,\n\t"), true
			}
		}
	}
	return text, false
}

func cutName(text string) (name, problem string, ok bool) {
	at, width := -1, 0
	for _, sep := range []string{" - ", " – ", " — ", ": ", " -- "} {
		if i := strings.Index(text, sep); i > 0 && (at < 0 || i < at) {
			at, width = i, len(sep)
		}
	}
	if at < 0 || utf8.RuneCountInString(text[:at]) > nameRunes || strings.ContainsAny(text[:at], ".!?\n") && !titled(text[:at]) {
		return "", "", false
	}
	name, problem = strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+width:])
	return name, problem, name != "" && problem != ""
}

// titled lets the dot of "Mrs. Alvarez" or "J. Ortiz" stand in a name.
func titled(name string) bool {
	return !strings.ContainsAny(name, "!?\n") && len(strings.Fields(name)) <= 4
}

var (
	phoneTyped = regexp.MustCompile(`(?i)(?:(?:(?:call|reach|ring)(?: (?:him|her|them))?(?: (?:at|on))?|phone|tel|ph|cell|mobile|at)[.:]? ?)?(\+?\(?\d[\d ().-]{5,16}\d)`)
	mailTyped  = regexp.MustCompile(`(?i)(?:(?:e-?mail|at)[.:]? ?)?\b([\w.+-]+@[\w-]+(?:\.[\w-]+)+)`)
	theyAre    = `(?:(?:and )?(?:he|she|they|customer)(?:['\x{2019}]s|['\x{2019}]re| is| are| was| sounds?| seems?)? )?(?:(?:still|now|very|really|so|quite|pretty|extremely) )*`
	sounding   = regexp.MustCompile(`(?i)^` + theyAre + `(?:furious|angry|mad|livid|irate|upset|annoyed|frustrated|unhappy|fuming|crying|in tears|yelling|screaming|shouting|not happy|hot)(?: (?:now|at us|with us|about it))*$`)
	byPhone    = regexp.MustCompile(`(?i)^` + theyAre + `(?:(?:on|by|over) (?:the |my )?(?:phone|line|hold)|calling|calls|called)(?: (?:now|right now|with me|me|in))*$`)
	atCommas   = regexp.MustCompile(`(?:[^,]|,\d{3}\b)+,?`) // those in "$1,200" separate nothing
	inFront    = regexp.MustCompile(`(?i)^` + theyAre + `(?:at the door|in front of me|next to me|beside me|on site|standing here|here with me)(?: now)?$`)
)

// wantedIn is the sum that a text of these parts says they want, in its words.
func wantedIn(text string) Ask {
	for part := range strings.SplitSeq(text, ", ") {
		sums := money.Find(part)
		if what, ok := afterWants(part); ok && len(sums) == 1 && !noWish.MatchString(what) {
			return Ask{Words: part, Amount: sums[0].Cents}
		}
	}
	return Ask{}
}

// noWish is what somebody asks about, or would pay.
var noWish = regexp.MustCompile(`(?i)^(?:why|how|what|when|if|whether|about|that|not|to (?:know|pay|see|hear|understand)|an? (?:answer|explanation)|por qué|cómo|cuánto|si|que|saber|pagar|no)\b`) //nolint:misspell // Spanish

// reaching: an address, or a number as long as those of telephones. Seven bare digits may be
// the number of anything.
func reaching(s string) bool {
	n := len(digits(s))
	return strings.Contains(s, "@") || n == 7 && len(s) > n || n == 10 || n == 11 || n <= 15 && strings.HasPrefix(s, "+")
}

// sort puts what was typed beside the name and the trouble where it belongs.
func (d *Details) sort() {
	var reach []string
	take := func(found []string) {
		if reaching(found[1]) {
			reach = append(reach, strings.TrimSpace(found[1]))
		}
	}
	whole := func(s string) bool { // nothing but how to reach them
		had := len(reach)
		for _, kind := range []*regexp.Regexp{mailTyped, phoneTyped} {
			if found := kind.FindStringSubmatch(s); len(found) > 0 && found[0] == s {
				take(found)
			}
		}
		return len(reach) > had
	}
	for _, kind := range []*regexp.Regexp{mailTyped, phoneTyped} {
		if found := kind.FindStringSubmatch(d.Customer); found != nil {
			had := len(reach)
			if take(found); len(reach) > had {
				d.Customer = strings.Trim(strings.Replace(d.Customer, found[0], "", 1), " ,;:-()/")
			}
		}
	}
	if first, rest, ok := strings.Cut(d.Problem, " - "); ok && whole(strings.TrimSpace(first)) {
		d.Problem = strings.TrimSpace(rest)
	}
	parts := slices.DeleteFunc(atCommas.FindAllString(d.Problem, -1), func(part string) bool { return part == "" })
	parts = slices.DeleteFunc(parts, func(part string) bool {
		part = strings.Trim(part, " .!,")
		switch {
		case whole(part):
			return true
		case byPhone.MatchString(part):
			d.Setting = OnPhone
		case inFront.MatchString(part) && !d.HeadsUp:
			d.Setting = OnSite
		case !sounding.MatchString(part) && (wantedIn(part) == (Ask{}) || len(parts) == 1):
			return false
		}
		d.Manner = strings.TrimPrefix(d.Manner+", "+part, ", ")
		return true
	})
	d.Problem = strings.TrimSuffix(strings.TrimSpace(strings.Join(parts, "")), ",")
	d.Contact = strings.Join(reach, ", ")
}
