//go:build race

package slack_test

const racers = 20 // all at once; the detector makes each ten times as slow, and an acknowledgement has three seconds
