package dialogs_test

import (
	"strings"
	"testing"

	"makegood/dialogs"
)

// TestHeard: what people type in the thread is offered as the branch that it speaks of,
// and what only sounds like it is not.
func TestHeard(t *testing.T) {
	for branch, lines := range map[dialogs.Branch]struct{ yes, no string }{
		dialogs.Hostage: {
			yes: `
				she says half off or I post one star everywhere
				50% off or a one star review on Google
				wants $300 off or he posts 1 star
				give me a discount or I write a bad review
				free repair or one star
				half his money back or he will go to the BBB
				full refund or she disputes the charge with her bank
				money back or she goes to the TV station
				half off or he will trash us on Yelp
				full refund or he will go public
				he says he will post on facebook if we dont refund
				he wants it all back or he'll post one star everywhere
				if we don’t pay him he tells everyone on Nextdoor
				unless she gets half back she is going to the news
				she is calling her bank unless we refund the visit
				he will take the bad review down if we refund him
				refund me or I go to a reporter
				pay for the floor, otherwise he writes to the newspaper
				he'll leave a bad review unless it is free
				waive the fee or I call my credit card company and dispute it
				comp the visit or he will blast us on TikTok
				she wants $200 or else it's all over social media, she posts it tonight
				gave us until noon: money back or a chargeback
				bad review unless we refund
			`,
			no: `
				she wants a full refund
				wants half off, and it leaks again
				he posted a one star review on google
				she left a bad review yesterday and wants her money back
				is it the valve or the pump? he wants a discount
				asked for the refund by check or bank transfer
				asks if the discount he saw on google is real
				she would leave 5 stars if we came back today
				he says he will call back if the heat is off again
				can we refund it to her card or her bank account
				wants $50 off or a free filter
				wants her money back or a new heater
				she asked whether or not we refund
				review the invoice with him, or give him a discount
				he paid by credit card or cash, not sure
				does she get the energy star rebate or not
				if it is not fixed today he wants his money back
				wants to know if we post the bill or mail it
				no news about the part, and she wants a discount or a date
				the breaker shuts off or trips every hour
				she found us on yelp and wants a free estimate
				half the house has no heat or the bank of radiators is off
			`,
		},
		dialogs.DamageBranch: {
			yes: `
				I cracked a tile
				broke a tile
				cracked the toilet tank
				dropped a wrench and chipped the sink
				there is a water stain on the ceiling from our pipe
				we scratched her floor
				Dee dented the fridge door
				I knocked over a vase
				our hose leaked on the rug
				drilled through the wall into the neighbor's
				put a hole in the drywall
				she shows me scratches on the counter
				we tore the wallpaper
				my ladder smashed their lamp
				burned the countertop with the torch
				ripped his carpet on the way out
				she says we broke her window
				the water heater leaked through her ceiling
				there is a dent in the garage door
				water damage in the hall
				bent the gate with the truck
			`,
			no: `
				the pipe is broken
				the water heater broke
				she says the AC broke down again
				the heat exchanger is cracked
				we broke the promise to call
				Dee cracked a joke
				it broke the day after
				the fan broke the second time
				hard water stains in the tub
				rust stains on the dishes
				a broken valve, part is ordered
				he broke the news to her
				the weather broke a record
				the belt snapped
				the tank leaked
				the filter is torn
				the contractor broke the contract
				she tore the invoice up
				she is burned out
				the screen is cracked already, she told us
				the ice broke a bit
			`,
		},
		dialogs.Abusive: {
			yes: `
				he called me a f***ing moron
				she called Dee an idiot
				calls us a bunch of crooks
				he said go fuck yourself
				called me a thief and a liar
				this is bullshit, he says, and louder
				he is screaming at me
				s**t he keeps saying
				keeps calling the office girl stupid
				you a**hole, he said
			`,
			no: `
				she called me a second time
				he called the office about the pump
				called a neighbor who has a dog next door yesterday
				the *second* visit
				2*4 lumber behind the tank
				she calls us every day
				they named a price
				called it a day
				the part number is AB*12
				she is upset and sad
			`,
		},
		dialogs.Danger: {
			yes: `
				he said he would punch me
				he swung at me
				he pushed me against the wall
				says he will shoot us
				he wants to beat me up
				he threatened me
				came at me with a bat
				I smell gas
				she grabbed me by the arm
				he said he'll kick my ass
			`,
			no: `
				the price hit a wall
				punch list is done
				the pump kicked in
				he pushed the button
				it beat the estimate
				shoot him a text
				she grabbed the bill
				a new bat tub liner
				the swing door sticks
				the ball valve came at a good price
			`,
		},
	} {
		for _, text := range nonempty(lines.yes) {
			if got := heard(t, text); got != branch {
				t.Errorf("%q is offered as %q, not as %s", text, got, branch)
			}
		}
		for _, text := range nonempty(lines.no) {
			if got := heard(t, text); got == branch {
				t.Errorf("%q is offered as %s", text, branch)
			}
		}
	}
}

// heard is what is offered when somebody types a text in the middle of a case.
func heard(t *testing.T, text string) dialogs.Branch {
	t.Helper()
	s := newStage(t)
	s.play("carl answers Bob Jones - waited all day")
	s.play("carl says " + text)
	if n := len(s.c.Spotted); n > 0 {
		return s.c.Spotted[n-1].Branch
	}
	return ""
}

func nonempty(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
