//go:build !race

package dialogs_test

const raced = false
