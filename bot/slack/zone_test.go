package slack_test

import "testing"

// inDenver has Tess live two hours behind the company.
func inDenver(s *settings) {
	for i := range s.People {
		if s.People[i].Key == "tess" {
			s.People[i].TZ = "America/Denver"
		}
	}
}

// TestZoneOfAPerson: where somebody is comes from their profile, so that a time that concerns them is told with
// the company's zone.
func TestZoneOfAPerson(t *testing.T) {
	t.Parallel()
	o := open(t, inDenver)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.Fill("What was promised", "a call")
	promises(tess, "tomorrow 3pm")
	tess.Sees("3:00\u00a0PM\u00a0E") // EST or EDT, by the season in which it is run
}
