package prompts

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"makegood/prompts/peers"
)

// claims are the kinds that the mask says it finds without knowing the record.
var claims = map[string]bool{
	"EMAIL_ADDRESS": true, "DOMAIN_NAME": true, "IP_ADDRESS": true, "IBAN_CODE": true, "CREDIT_CARD": true, "US_SSN": true, "PHONE_NUMBER": true,
}

// public are sentences with personal data that nobody here wrote, and what in them is of the
// kinds that the mask claims.
func public(t *testing.T) (texts []string, values [][]string) {
	t.Helper()
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
	for _, r := range rows {
		var found []string
		for _, s := range r.Spans {
			if claims[s.Kind] {
				found = append(found, s.Value)
			}
		}
		texts, values = append(texts, r.Text), append(values, found)
	}
	return texts, values
}

func TestMaskPublic(t *testing.T) {
	texts, values := public(t)
	all, missed := 0, []string(nil)
	for i, text := range texts {
		out := NewMask(Private{}).Hide(text)
		for _, v := range values[i] {
			if all++; strings.Contains(out, v) {
				missed = append(missed, v)
			}
		}
	}
	t.Logf("%d of %d found; missed: %q", all-len(missed), all, missed)
	if all < 100 || len(missed)*20 > all {
		t.Errorf("%d of %d found, want 95 in 100", all-len(missed), all)
	}
}

// TestMaskJournal: what the mask claims is counted where it would have arrived, in the journal
// of a model that nobody here wrote.
func TestMaskJournal(t *testing.T) {
	texts, values := public(t)
	peer := peers.Start(t)
	s := asks(t, peer, "same")
	for _, text := range texts {
		r := Rephrasing{Frame: Frame{Language: "en", About: NewMask(Private{}).Hide(text)}, Approved: []string{"I'm sorry this happened."}, Fill: strings.TrimSpace}
		if got := Fit(t.Context(), s, Rephrase, r); got.Trouble != nil {
			t.Fatal(got.Trouble)
		}
	}
	asked, raw := peer.Journal()
	all, left := 0, []string(nil)
	for i := range texts {
		for _, v := range values[i] {
			in, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if all++; strings.Contains(raw, strings.Trim(string(in), `"`)) {
				left = append(left, v)
			}
		}
	}
	t.Logf("%d questions; %d of %d did not arrive; these did: %q", len(asked), all-len(left), all, left)
	if len(asked) < len(texts) || len(left)*20 > all {
		t.Errorf("%d of %d arrived", len(left), all)
	}
}

// TestMaskShort: a name of two letters is hidden where it is written as one, by itself too.
func TestMaskShort(t *testing.T) {
	m := NewMask(Private{Names: []string{"Mrs Li", "Jo Smith", "ng", "Ana de la Cruz", "Mr. Wu"}})
	for text, want := range map[string]string{
		"Li says so, and Mrs Li called.":   "[NAME_1] says so, and [NAME_2] called.",
		"Jo came late":                     "[NAME_3] came late",
		"Wu was joking, Mr. Wu too":        "[NAME_4] was joking, [NAME_5] too",
		"La caldera de Cruz, dr li and la": "La caldera de [NAME_6], dr li and la",
	} {
		if got := m.Hide(text); len(standing.FindAllString(got, -1)) != len(standing.FindAllString(want, -1)) ||
			standing.ReplaceAllString(got, "") != standing.ReplaceAllString(want, "") {
			t.Errorf("%q is asked as %q, want %q", text, got, want)
		}
	}
}
