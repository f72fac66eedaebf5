package dialogs_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain takes fewer random walks under the race detector, which makes each five times as long
// and has nothing to find in a package without goroutines.
func TestMain(m *testing.M) {
	flag.Parse()
	if checks := flag.Lookup("rapid.checks"); raced && checks.Value.String() == checks.DefValue {
		if err := checks.Value.Set("40"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
