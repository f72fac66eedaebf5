package dialogs

import (
	"slices"
	"time"
)

// Nobody is pinged in their quiet hours, by the clock where they are, unless it is
// urgent: danger, and a customer who waits. What would fall there waits until they are
// over, when it is planned and once more when it comes, because the company may have been
// away in between and a person may have moved.

// awake is the first moment from at on that is outside somebody's quiet hours.
func (c Case) awake(p Person, at time.Time) time.Time {
	return c.quietOf(p).Over(at, c.placeOf(p)).UTC()
}

// someAwake is the first moment from at on at which one of those people is awake.
func (c Case) someAwake(who []Person, at time.Time) time.Time {
	first := at
	for i, p := range who {
		if w := c.awake(p, at); i == 0 || w.Before(first) {
			first = w
		}
	}
	return first
}

// notAsleep are those of the people who are not in their quiet hours, and not away.
func (c Case) notAsleep(who []Person, at time.Time) []Person {
	return slices.DeleteFunc(slices.Clone(who), func(p Person) bool { return c.atHand(p, at).After(at) })
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
