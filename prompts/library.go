// Package prompts holds the words: what the bot shows to employees and what it
// gives them to say aloud. Which words are wanted, and with which facts, is
// decided in package dialogs; what people read in the workspace is either from
// here (the library, and the guide that the coach answers from), from their company's
// policy, a model's words within the limits of frame.go, or what they typed themselves.
//
// # How a library is laid out
//
// A library is a folder per language, en or es, of text files that anybody can edit, one
// for each conversation of package dialogs:
//
//	# a comment
//	[listen.say]
//	site: I'm listening. Take all the time you need.
//	phone+csr: I'm glad you called. Tell me what happened,
//	    and take your time.
//
// A heading names the phrase. Each line below it is one wording, after the key
// of the people it is for: any, site or phone (where the speaker is), a role, or
// site+ROLE and phone+ROLE. An indented line continues the wording; one that
// begins with "|" continues it on a new line. {name} is a fact, filled in later.
//
// A wording that is read has the key any and stands alone. One that is spoken
// is looked up by who speaks and where: setting+role, then the role, then the
// setting, then any. A role goes before a setting because whoever writes a
// role's words means that person wherever they stand. The first of these groups
// that exists counts as a whole, so each needs three wordings: nobody should
// have to say the same sentence twice in a day.
//
// # What is promised
//
// A library that loads answers every phrase of package dialogs, for everybody,
// with the facts the phrase needs and no others, within the platform's lengths.
// One that cannot is refused with the line and what to do about it. Facts are
// put in literally and once: a customer's "{time}" stays what the customer
// wrote; a moment in a fact is written as its language writes moments. The same line, person and seed give the same words for ever.
//
// # Adding a phrase
//
// Name it in package dialogs with its slots; loading then says what is missing
// here, and en/README says how to put it.
//
// # The seam for a language model
//
// [Library.Text] and [Library.Say] are called after the commit, by whoever
// carries out effects, never by a step. A model (model.go) is asked afterwards, by bot/fit.go:
// it may only reword what came from here, within what frame.go allows, and these words are
// what people get whenever it is off, slow or wrong.
package prompts

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"makegood/dialogs"
)

//go:embed */*.txt
var files embed.FS

// Library is the words of one language. It does not change once it is read and
// may be used by any number of goroutines.
type Library struct {
	phrases map[dialogs.Phrase]groups
}

// groups are a phrase's wordings by key.
type groups map[string][]wording

// Language reads the library of a language. With an error it holds what could be read.
func Language(lang string) (*Library, error) {
	parts, err := files.ReadDir(lang)
	if err != nil {
		return nil, fmt.Errorf("no words in the language %q: %w", lang, err)
	}
	var all []File
	for _, part := range parts {
		name := path.Join(lang, part.Name())
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("words: %w", err)
		}
		all = append(all, File{name, string(text)})
	}
	l, err := readAll(all, dialogs.Phrases())
	return l, errors.Join(err, l.countable())
}

// Text is the words of a line that is read, "" for the zero Line.
func (l *Library) Text(line dialogs.Line) string {
	_, list := l.phrases[line.Phrase].find("", dialogs.OnPhone)
	if len(list) == 0 {
		return ""
	}
	return l.fill(list[0], line.Slots)
}

// Say gives up to n wordings of a line that is spoken, for somebody of this role
// in this setting. Without a setting a technician is taken to be on site, and
// everybody else on the phone. The seed chooses and orders them: the same message
// always reads the same, and the next case differs.
func (l *Library) Say(line dialogs.Line, role string, setting dialogs.Setting, n int, seed string) []string {
	var said []string
	for _, w := range l.chosen(line.Phrase, role, setting, seed) {
		if len(said) >= n {
			break
		}
		said = append(said, stopped(l.fill(w, line.Slots)))
	}
	return said
}

// Approved is what Say gives with its facts not yet filled in, {slot} by {slot}: the first
// wordings are those, the rest are others approved for the same person and place.
func (l *Library) Approved(line dialogs.Line, role string, setting dialogs.Setting, seed string) []string {
	var all []string
	for _, w := range l.chosen(line.Phrase, role, setting, seed) {
		all = append(all, w.source)
	}
	return all
}

// Fill puts facts into such a wording.
func (l *Library) Fill(approved string, facts dialogs.Slots) string {
	var b strings.Builder
	for approved != "" {
		text, after, _ := strings.Cut(approved, "{")
		slot, rest, _ := strings.Cut(after, "}")
		b.WriteString(text)
		b.WriteString(l.Fact(facts[slot]))
		approved = rest
	}
	return stopped(b.String())
}

// stopped ends what is said with a full stop, where a fact that has none comes last.
func stopped(said string) string {
	if last, _ := utf8.DecodeLastRuneInString(said); unicode.IsLetter(last) || unicode.IsDigit(last) {
		return said + "."
	}
	return said
}

func (l *Library) chosen(p dialogs.Phrase, role string, setting dialogs.Setting, seed string) []wording {
	if setting == "" {
		setting = dialogs.OnPhone
		if role == technician {
			setting = dialogs.OnSite
		}
	}
	_, list := l.phrases[p].find(role, setting)
	return shuffled(list, seed)
}

// shuffled gives each wording its own place for a seed, so that adding one does
// not rearrange the others.
func shuffled(list []wording, seed string) []wording {
	place := func(w wording) []byte {
		sum := sha256.Sum256([]byte(seed + "\x00" + w.source))
		return sum[:]
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b wording) int { return bytes.Compare(place(a), place(b)) })
	return list
}

// fill puts the facts into a wording, in one pass over it.
func (l *Library) fill(w wording, facts dialogs.Slots) string {
	var b strings.Builder
	for _, p := range w.parts {
		b.WriteString(p.text)
		b.WriteString(l.Fact(facts[p.slot]))
	}
	return b.String()
}
