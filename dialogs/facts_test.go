package dialogs

import "testing"

// TestVisits: how often somebody came and how often they called are two counts.
func TestVisits(t *testing.T) {
	for text, want := range map[string][2]bool{
		"no hot water, second visit":                                         {true, false},
		"third time you came and it still leaks":                             {true, true},
		"it is the 3rd time this happens":                                    {true, true},
		"she called again, third time today, she is furious nobody came":     {false, false},
		"this is the second time I call about it":                            {false, false},
		"he wrote us for the third time":                                     {false, false},
		"called for the second time. It is the third visit for this furnace": {true, true},
	} {
		var d Details
		if d.learn(text); [2]bool{d.Second, d.Third} != want {
			t.Errorf("%q: second %v, third %v, want %v", text, d.Second, d.Third, want)
		}
	}
}
