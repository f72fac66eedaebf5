package slack_test

import "testing"

// TestHeadsUp: a customer who does not know yet is told first, with a way around it; the
// damage that comes to light waits for the leader, and what was settled goes out in
// writing.
func TestHeadsUp(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl, mona := o.person("carl"), o.person("mona")
	carl.Command("/recover Heads-up: Mr Brown - our technician is sick")
	carl.Sees("Tell Mr Brown before they find out.")
	presses(carl, "They know now", "I said sorry", "another technician today")
	carl.Submit()
	carl.Sees("Offer this: another technician today")
	carl.Press("Something else happened")
	carl.Choose("What happened", "Something of theirs is damaged")
	carl.Submit()
	carl.Sees("Be sorry that it happened.")
	carl.Press("Note it, with photos")
	carl.Fill("What can be seen", "a scratch on the door")
	carl.Fill("Photos", "https://photos.example/1")
	carl.Submit()
	mona.InDM().Sees("Delicate: Mr Brown. Nothing is offered until you say how it goes on.")
	mona.Press("Read the private notes")
	mona.Sees("a scratch on the door")
	mona.Cancel()
	mona.Press("They go on, within their limit")
	presses(carl, "They accept", "Give a handwritten note")
	carl.Press("Text for the customer")
	carl.Sees("Carl from Brightwater Home Services, for Mr Brown.")
	carl.Sees("This is what we settled:")
	carl.Sees("- Agreed: another technician today")
	carl.Submit()
	carl.Sees("They have it in writing")
	o.noFaults()
}

// TestHeadsUpAlone asks with the form, and the form still knows what it is.
func TestHeadsUpAlone(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	carl.Command("/recover heads-up")
	carl.Fill("Customer", "Mr Brown")
	carl.Fill("What happened", "the road is closed")
	carl.Submit()
	carl.Sees("Tell Mr Brown before they find out.")
	o.noFaults()
}
