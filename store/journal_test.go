package store

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

func journalOf(t *testing.T, n int) []Entry {
	t.Helper()
	var entries []Entry
	prev := ""
	for i := range n {
		e, err := Entry{
			At: time.Unix(int64(i), 5), Actor: "U1", What: "said",
			Public: json.RawMessage(`{"n":1}`), Private: json.RawMessage(`"Ann"`),
		}.chain(int64(i+1), prev)
		if err != nil {
			t.Fatal(err)
		}
		entries, prev = append(entries, e), e.Hash
	}
	return entries
}

// Every way to tamper with the third of five entries must be named.
func TestVerify(t *testing.T) {
	whole := journalOf(t, 5)
	if err := Verify(whole); err != nil {
		t.Fatal(err)
	}
	equal(t, "verify of nothing", Verify(nil), nil)
	equal(t, "verify of a shortened journal", Verify(whole[:2]), nil)
	erased := slices.Clone(whole)
	erased[2].Private, erased[2].Salt = nil, ""
	equal(t, "verify of an erased entry", Verify(erased), nil)

	for name, tamper := range map[string]func([]Entry) []Entry{
		"seq":          func(e []Entry) []Entry { e[2].Seq = 9; return e },
		"time":         func(e []Entry) []Entry { e[2].At = e[2].At.Add(1); return e },
		"actor":        func(e []Entry) []Entry { e[2].Actor = "U2"; return e },
		"what":         func(e []Entry) []Entry { e[2].What = "sai"; return e },
		"public":       func(e []Entry) []Entry { e[2].Public = json.RawMessage(`{"n":2}`); return e },
		"private":      func(e []Entry) []Entry { e[2].Private = json.RawMessage(`"Bob"`); return e },
		"private only": func(e []Entry) []Entry { e[2].Private = nil; return e },
		"salt":         func(e []Entry) []Entry { e[2].Salt = strings.Repeat("0", 32); return e },
		"digest":       func(e []Entry) []Entry { e[2].Digest = e[1].Digest; return e },
		"digest, after erasing": func(e []Entry) []Entry {
			e[2].Private, e[2].Salt, e[2].Digest = nil, "", e[1].Digest
			return e
		},
		"prev": func(e []Entry) []Entry { e[2].Prev = e[0].Hash; return e },
		"moved between fields": func(e []Entry) []Entry {
			e[2].Actor, e[2].What = e[2].Actor+e[2].What[:1], e[2].What[1:]
			return e
		},
		"removed": func(e []Entry) []Entry { return slices.Delete(e, 2, 3) },
		"swapped": func(e []Entry) []Entry { e[2], e[3] = e[3], e[2]; return e },
		"doubled": func(e []Entry) []Entry { return slices.Insert(e, 2, e[1]) },
		"renumbered": func(e []Entry) []Entry {
			e = slices.Delete(e, 2, 3)
			e[2].Seq = 3
			return e
		},
		"rehashed with another seq": func(e []Entry) []Entry {
			e[2].Seq = 9
			e[2].Hash = e[2].hash()
			return e
		},
		"rehashed with another prev": func(e []Entry) []Entry {
			e[2].Prev = e[0].Hash
			e[2].Hash = e[2].hash()
			return e
		},
	} {
		err := Verify(tamper(slices.Clone(whole)))
		if err == nil || !strings.Contains(err.Error(), "entry 3") {
			t.Errorf("%s: %v", name, err)
		}
	}
	changed := slices.Clone(whole)
	changed[2].What = "no"
	changed[2].Hash = changed[2].hash()
	if err := Verify(changed); err == nil || !strings.Contains(err.Error(), "entry 4") {
		t.Errorf("an entry hashed anew must break the next: %v", err)
	}
}

// The hash is a promise to whoever checks an exported journal with another program.
func TestHashIsStable(t *testing.T) {
	e := Entry{Seq: 1, At: time.Unix(1, 2), Actor: "ä", What: "b", Public: json.RawMessage("{}"), Digest: "d", Prev: ""}
	// printf '1:1,10:1000000002,2:ä,1:b,2:{},1:d,0:,' | sha256sum
	equal(t, "hash", e.hash(), "ccef9c8ce2fd679b14ba69bc762e85b48b3b74279bb239868518ec9d03f02e97")
	// printf 'aa"x"' | sha256sum
	equal(t, "digest", digest("aa", json.RawMessage(`"x"`)), "265ba8cec540c34de2ad1a5a6d7fd227727ac7068151dc95b3790d8f4c56b65e")
}
