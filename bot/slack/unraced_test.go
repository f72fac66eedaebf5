//go:build !race

package slack_test

const racers = 50 // all at once
