package prompts

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// claims are the kinds that the mask says it finds without knowing the record.
var claims = map[string]bool{
	"EMAIL_ADDRESS": true, "DOMAIN_NAME": true, "IP_ADDRESS": true, "IBAN_CODE": true, "CREDIT_CARD": true, "US_SSN": true, "PHONE_NUMBER": true,
}

func TestMaskPublic(t *testing.T) {
	body, err := os.ReadFile("../../shared/data/pii_presidio.json")
	if err != nil {
		t.Skip("the public sentences with personal data are not beside the project")
	}
	var rows []struct {
		Text  string `json:"full_text"`
		Spans []struct {
			Kind  string `json:"entity_type"`
			Value string `json:"entity_value"`
		} `json:"spans"`
	}
	if err := json.Unmarshal(body, &rows); err != nil {
		t.Fatal(err)
	}
	all, missed := 0, []string(nil)
	for _, r := range rows {
		out := NewMask(Private{}).Hide(r.Text)
		for _, s := range r.Spans {
			if !claims[s.Kind] {
				continue
			}
			if all++; strings.Contains(out, s.Value) {
				missed = append(missed, s.Kind+" "+s.Value)
			}
		}
	}
	t.Logf("%d of %d found; missed: %q", all-len(missed), all, missed)
	if all < 100 || len(missed)*20 > all {
		t.Errorf("%d of %d found, want 95 in 100", all-len(missed), all)
	}
}
