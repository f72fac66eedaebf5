package slack_test

import (
	"strings"
	"sync"
	"testing"
)

// TestSameNewCustomerTwice: two people open the same new customer at the same moment, so
// neither case finds the other. One of them is asked all the same, once both are known.
func TestSameNewCustomerTwice(t *testing.T) {
	o := open(t)
	tess, carl := o.person("tess"), o.person("carl")
	var all sync.WaitGroup
	all.Go(func() { tess.Command("/recover Mrs Quist - no hot water") })
	all.Go(func() { carl.Command("/recover Mrs Quist - rang, no hot water") })
	all.Wait()
	tess.Sees("R-101")
	tess.Sees("R-102")
	tess.Sees("Is this")
	if n := strings.Count(tess.Screen(), "Is this"); n != 1 {
		t.Errorf("asked %d times:\n%s", n, tess.Screen())
	}
	o.noFaults()
}
