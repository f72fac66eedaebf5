package prompts

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"makegood/dialogs"
)

// section is a phrase as its file has it. Lines are counted over all files.
type section struct {
	line     int // of its heading
	phrase   dialogs.Phrase
	wordings []wording // in the file's order
}

// wording is one way to put a phrase.
type wording struct {
	line   int
	at     string // the same line, as people find it
	key    string
	source string // as written, with its slots
	parts  []part
}

// part is some text and the slot that follows it, "" if none does.
type part struct{ text, slot string }

// reader reads a library's text and collects everything that is wrong with it,
// so that all can be mended in one go.
type reader struct {
	files    []File
	ends     []int // of each file: the number of its last line, counted over all
	sections []section
	faults   []fault
}

// File is a part of a library's text.
type File struct{ Name, Text string }

// fault is something wrong, and its cure.
type fault struct {
	line int // 0: of no line, something is missing
	text string
}

func (r *reader) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fault{line, fmt.Sprintf(format, args...)})
}

// Read reads a library from its files, for the phrases given. The error names every
// line that is wrong and what to do about it.
func Read(files []File, specs []dialogs.Spec) (*Library, error) {
	l, err := readAll(files, specs)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// readAll also gives what could be read where something is wrong.
func readAll(files []File, specs []dialogs.Spec) (*Library, error) {
	r := &reader{files: files}
	for _, f := range files {
		r.read(f.Text)
	}
	for i := range r.sections {
		for j := range r.sections[i].wordings {
			w := &r.sections[i].wordings[j]
			w.at = r.where(w.line)
			r.cut(r.sections[i].phrase, w)
		}
	}
	l := &Library{phrases: r.complete(specs)}
	if len(r.faults) > 0 {
		return l, r.err()
	}
	return l, nil
}

// where names a line as its file counts it.
func (r *reader) where(line int) string {
	i, before := 0, 0
	for ; line > r.ends[i]; i++ {
		before = r.ends[i]
	}
	return fmt.Sprintf("%s:%d", r.files[i].Name, line-before)
}

func (r *reader) err() error {
	slices.SortStableFunc(r.faults, func(a, b fault) int { return a.line - b.line })
	list := make([]error, 0, len(r.faults))
	for _, f := range r.faults {
		if f.line > 0 {
			f.text = r.where(f.line) + ": " + f.text
		}
		list = append(list, errors.New(f.text))
	}
	return errors.Join(list...)
}

// read takes the text apart into sections and wordings.
func (r *reader) read(text string) {
	const byteOrderMark = "\ufeff" // some editors put it first
	text = strings.TrimPrefix(text, byteOrderMark)
	open := false // the last line was a wording, which an indented one continues
	number := 0
	if n := len(r.ends); n > 0 {
		number = r.ends[n-1]
	}
	for line := range strings.SplitSeq(text, "\n") {
		number++
		line = strings.TrimRight(line, " \t\r")
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		switch {
		case line == "":
			open = false
		case strings.HasPrefix(line, "#"):
		case indented && open:
			r.goOn(strings.TrimSpace(line))
		case indented:
			r.fault(number, "this line continues nothing; begin it at the left edge, or put it under a wording")
		case strings.HasPrefix(line, "["):
			r.heading(number, line)
			open = false
		default:
			open = r.wording(number, line)
		}
	}
	r.ends = append(r.ends, number)
}

func (r *reader) heading(number int, line string) {
	id, closed := strings.CutSuffix(line[1:], "]")
	if !closed || id == "" {
		r.fault(number, "a heading is a phrase in square brackets, like [listen.say]")
	}
	r.sections = append(r.sections, section{line: number, phrase: dialogs.Phrase(id)})
}

func (r *reader) wording(number int, line string) bool {
	key, words, ok := strings.Cut(line, ":")
	switch {
	case len(r.sections) == 0 || len(r.ends) > 0 && r.sections[len(r.sections)-1].line <= r.ends[len(r.ends)-1]:
		r.fault(number, "words before the first heading; put the phrase they are for above them, like [listen.say]")
		return false
	case !ok || !validKey(key):
		r.fault(number, "a wording begins with whom it is for and a colon: %s", keysInWords)
		return false
	}
	last := &r.sections[len(r.sections)-1]
	last.wordings = append(last.wordings, wording{line: number, key: key, source: strings.TrimSpace(words)})
	return true
}

// goOn adds a continuation line to the wording above it.
func (r *reader) goOn(more string) {
	list := r.sections[len(r.sections)-1].wordings
	w := &list[len(list)-1]
	between := " "
	if line, below := strings.CutPrefix(more, "|"); below {
		between, more = "\n", strings.TrimSpace(line)
	}
	w.source = strings.TrimSpace(w.source + between + more)
}

// cut takes a wording apart at its slots.
func (r *reader) cut(p dialogs.Phrase, w *wording) {
	rest := w.source
	for rest != "" {
		text, after, found := strings.Cut(rest, "{")
		slot, tail, closed := strings.Cut(after, "}")
		if strings.Contains(text, "}") || found && (!closed || slot == "" || strings.Contains(slot, "{")) {
			r.fault(w.line, "[%s] a brace that names no fact; a fact is written {name}", p)
			return
		}
		w.parts = append(w.parts, part{text, slot})
		rest = tail
	}
}
