// Package calendar knows when a company is open, and reads and writes times as people do.
//
// Hours answers what business time is, by the clock on the company's wall: a day on which the clocks change is as long
// as it is. Where the clock skips the minute that is asked for, the first instant after the gap stands for it; where it
// shows a minute twice, an opening is the first of them and a closing the last. Read takes a text that is one moment and
// nothing else; it never guesses and never answers with the past. Find looks for moments inside free text, to be
// offered, not assumed. Likely are the moments that are named most. Say writes a moment for people. All are pure
// functions of their arguments; now is one of them.
package calendar

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// Span is one day's opening time in minutes after midnight, Close not included; the zero Span is a closed day.
type Span struct {
	Open  int `json:"open"`
	Close int `json:"close"`
}

// Closed says that the span holds no minute.
func (s Span) Closed() bool { return s.Close <= s.Open }

// Hours are a company's opening hours: a span for each time.Weekday, in a place (UTC if it is nil). In JSON the place
// is its IANA name.
type Hours struct {
	Days     [7]Span
	Location *time.Location
	Holidays []Holiday // closed, whatever the weekday
}

// Open says whether the company is open at t.
func (h Hours) Open(t time.Time) bool {
	opens, closes, ok := h.on(dayOf(t, h.place()))
	return ok && !t.Before(opens) && t.Before(closes)
}

// Staffed reports whether somebody is there at t; at closing time they still are.
func (h Hours) Staffed(t time.Time) bool { return h.Open(t) || h.Open(t.Add(-time.Minute)) }

// NextOpen is the first open instant from t on: t itself if the company is open. Hours without an open day hold
// nothing up: t too.
func (h Hours) NextOpen(t time.Time) time.Time {
	today := dayOf(t, h.place())
	for n := range search {
		opens, closes, ok := h.on(today.plus(n))
		switch {
		case !ok || !t.Before(closes):
			continue
		case t.Before(opens):
			return opens
		}
		return t
	}
	return t
}

// ClosingTime is the first closing from t on: today's while it is still to come, else that of the next open day.
// Hours without an open day give t.
func (h Hours) ClosingTime(t time.Time) time.Time {
	today := dayOf(t, h.place())
	for n := range search {
		if _, closes, ok := h.on(today.plus(n)); ok && !closes.Before(t) {
			return closes
		}
	}
	return t
}

// search is how many days are looked through for an open one; no company is closed for longer.
const search = 60

// on is a day's opening and closing, if it has them.
func (h Hours) on(d day) (opens, closes time.Time, ok bool) {
	span := h.span(d)
	if span.Closed() {
		return time.Time{}, time.Time{}, false
	}
	opens, _ = d.at(span.Open, h.place())
	_, closes = d.at(span.Close, h.place())
	return opens, closes, true
}

// widest is from the earliest opening of the week to the latest closing.
func (h Hours) widest() Span {
	var all Span
	for _, s := range h.Days {
		switch {
		case s.Closed():
		case all.Closed():
			all = s
		default:
			all = Span{min(all.Open, s.Open), max(all.Close, s.Close)}
		}
	}
	return all
}

func (h Hours) place() *time.Location {
	if h.Location == nil {
		return time.UTC
	}
	return h.Location
}

type writtenHours struct {
	Zone     string    `json:"zone"`
	Days     [7]Span   `json:"days"` // Sunday first
	Holidays []Holiday `json:"holidays,omitempty"`
}

// MarshalJSON writes the place by its name.
func (h Hours) MarshalJSON() ([]byte, error) {
	return json.Marshal(writtenHours{h.place().String(), h.Days, h.Holidays})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *Hours) UnmarshalJSON(text []byte) error {
	var w writtenHours
	if err := json.Unmarshal(text, &w); err != nil {
		return err
	}
	place, err := Zone(w.Zone)
	if err != nil {
		return err
	}
	*h = Hours{w.Days, place, w.Holidays}
	return nil
}

// zones keeps what was loaded: every case carries its hours, and reading a zone's rules anew for each costs more than
// reading the case.
var zones sync.Map

// Zone is the place with an IANA name such as America/New_York. The same name gives the same pointer.
func Zone(name string) (*time.Location, error) {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location), nil
	}
	place, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("zone %q: %w", name, err)
	}
	kept, _ := zones.LoadOrStore(name, place)
	return kept.(*time.Location), nil
}
