package bot

import (
	"bytes"
	"crypto/sha256"
	"reflect"
	"slices"
	"time"

	"makegood/dialogs"
)

// delivery is an input that was taken, with the answer that was given.
type delivery struct {
	ID    string
	At    time.Time
	Reply dialogs.Reply
}

// heard are the deliveries of a day that had no answer, which nearly all have not:
// sumSize bytes of each one's hash. A case in which people write a lot stays small.
type heard struct {
	Day  time.Time
	Sums []byte
}

const sumSize = 8

// remember is how long deliveries are kept: longer than the platform's last
// redelivery, 24 hours after the first.
const remember = 48 * time.Hour

func sum(id string) []byte {
	h := sha256.Sum256([]byte(id))
	return h[:sumSize]
}

// hear takes note of a delivery.
func (rec *record) hear(d delivery) {
	if !reflect.ValueOf(d.Reply).IsZero() {
		rec.Seen = append(rec.Seen, d)
		return
	}
	day := d.At.Truncate(24 * time.Hour)
	i := slices.IndexFunc(rec.Heard, func(h heard) bool { return h.Day.Equal(day) })
	if i < 0 {
		rec.Heard = append(rec.Heard, heard{Day: day})
		i = len(rec.Heard) - 1
	}
	rec.Heard[i].Sums = append(rec.Heard[i].Sums, sum(d.ID)...)
}

// seen reports whether a delivery was taken, and what was answered.
func (rec record) seen(id string) (dialogs.Reply, bool) {
	for _, d := range rec.Seen {
		if d.ID == id {
			return d.Reply, true
		}
	}
	this := sum(id)
	for _, h := range rec.Heard {
		for one := range slices.Chunk(h.Sums, sumSize) {
			if bytes.Equal(one, this) {
				return dialogs.Reply{}, true
			}
		}
	}
	return dialogs.Reply{}, false
}

// forgetOld lets go of deliveries that cannot come again.
func (rec *record) forgetOld(now time.Time) {
	rec.Seen = slices.DeleteFunc(rec.Seen, func(d delivery) bool { return now.Sub(d.At) > remember })
	rec.Heard = slices.DeleteFunc(rec.Heard, func(h heard) bool { return now.Sub(h.Day) > remember+24*time.Hour })
}
