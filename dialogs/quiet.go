package dialogs

import "time"

// Nobody is pinged in their quiet hours, by the clock where they are, unless it is
// urgent: danger, and a customer who waits. What would fall there waits until they are
// over, when it is planned and once more when it comes, because the company may have been
// away in between and a person may have moved.

// awake is the first moment from at on that is outside somebody's quiet hours.
func (c Case) awake(p Person, at time.Time) time.Time {
	return c.Policy.QuietOf(c.roleOf(p)).Over(at, c.placeOf(p)).UTC()
}
