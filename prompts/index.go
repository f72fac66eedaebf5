package prompts

import (
	"cmp"
	"math"
	"slices"
)

// index finds situations by how people put them. A mark speaks for a situation by how much
// more often that is asked for with it than any other is, and against those that are asked for
// without it; besides, the one way of asking that is nearest counts.
type index struct {
	*lexicon
	ids   []string
	known map[string]spoken
	mute  []float64 // what a mark says, at most against, for a situation nobody asks for with it
	ways  []way
}

// spoken is what a mark tells.
type spoken struct {
	rare   float64 // of all ways of asking
	speaks []voice // for those that are asked for with it
	in     []int32 // ways of asking
}

// voice is how much a mark speaks for a situation; below zero: against it.
type voice struct {
	of   int32 // its place in ids
	much float64
}

// way is one way of asking for a situation.
type way struct {
	of    int // its place in ids
	marks []mark
	long  float64
}

// What counts how much was tried out on ways of asking that were left out of an index: an
// eighth of them at a time, looked for with the others.
var counts = map[kind]float64{wordKind: 1, pairKind: 0.5, whoKind: 0.4, notKind: 0.3, smallKind: 0.45, rawKind: 0.45}

const (
	smooth  = 4.0  // ways of asking that each situation has besides its own, of the usual kind
	seldom  = 3.0  // what is seen once may be chance
	against = -1.5 // what a mark says at most against a situation
	nearest = 6.0  // for the same words as one way of asking
	unheard = 4.0  // what a word might have said that is not known

	enough = 9.0  // what has to speak for a situation
	fits   = 2.0  // less what speaks against it
	share  = 0.25 // of what the question could come to, by its words
	lead   = 7.5  // before the next one
	clear  = 4.0  // of that lead where all of the question speaks for it, as in a short one

	offered = 3    // to ask about, at most: one tap each on a phone
	little  = 6.0  // what has to speak for one of them
	hint    = 0.15 // of what the question could come to
)

func newIndex(lang string, all []Situation) index {
	x := index{lexicon: newLexicon(lang), known: map[string]spoken{}}
	asked := make([]float64, len(all))
	for i, s := range all {
		x.ids = append(x.ids, s.ID)
		for _, text := range append([]string{s.Title}, s.About...) {
			stems := x.stems(text)
			x.learn(stems)
			w := way{of: i, marks: x.marks(stems)}
			for _, m := range w.marks {
				k := x.known[m.text]
				k.in = append(k.in, int32(len(x.ways))) //nolint:gosec // some thousands
				x.known[m.text] = k
			}
			asked[i]++
			x.ways = append(x.ways, w)
		}
		x.mute = append(x.mute, max(math.Log(smooth/(asked[i]+smooth)), against))
	}
	for i, w := range x.ways {
		for _, m := range w.marks {
			k, count := x.known[m.text], counts[m.kind]
			if k.speaks == nil {
				usual := (float64(len(k.in)) + seldom) / (float64(len(x.ways)) + seldom)
				k.rare = math.Log(float64(len(x.ways)) / float64(len(k.in)))
				for from := 0; from < len(k.in); { // those of one situation stand together
					of, to := x.ways[k.in[from]].of, from
					for to < len(k.in) && x.ways[k.in[to]].of == of {
						to++
					}
					more := math.Log((float64(to-from) + smooth*usual) / ((asked[of] + smooth) * usual))
					k.speaks = append(k.speaks, voice{int32(of), count * max(more, against)}) //nolint:gosec // fewer than a hundred
					from = to
				}
				x.known[m.text] = k
			}
			x.ways[i].long += count * k.rare * count * k.rare
		}
		x.ways[i].long = math.Sqrt(x.ways[i].long)
	}
	x.met = nil // what is asked from now on may be asked by several at once
	return x
}

// hit is how well a situation fits a question.
type hit struct {
	id    string
	score float64
	pro   float64 // what speaks for it alone
	words float64 // of that, without what small words and turns of phrase do
}

// rank is all situations, the one that fits best first, and what the question could come to.
func (x index) rank(question string) (hits []hit, could float64) {
	for _, id := range x.ids {
		hits = append(hits, hit{id: id})
	}
	overlap, long, heard := make([]float64, len(x.ways)), 0.0, 0.0
	for _, m := range x.marks(x.mend(x.stems(question))) {
		k, ok := x.known[m.text]
		if !ok {
			if m.kind == wordKind {
				could += unheard
				long += unheard * unheard
			}
			continue
		}
		heard += counts[m.kind]
		most := 0.0
		for _, v := range k.speaks {
			h := &hits[v.of]
			h.score += v.much - counts[m.kind]*x.mute[v.of]
			h.pro += max(v.much, 0)
			if m.kind < smallKind {
				h.words += max(v.much, 0)
			}
			most = max(most, v.much)
		}
		if m.kind == wordKind {
			could += most
		}
		same := counts[m.kind] * k.rare * counts[m.kind] * k.rare
		long += same
		for _, n := range k.in {
			overlap[n] += same
		}
	}
	near := make([]float64, len(hits))
	long = math.Sqrt(long)
	for n, same := range overlap {
		if w := x.ways[n]; same > 0 {
			near[w.of] = max(near[w.of], same/(w.long*long))
		}
	}
	for i := range hits {
		hits[i].score += heard*x.mute[i] + nearest*near[i]
		hits[i].pro += nearest * near[i]
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	return hits, could
}

// best are the ids of what a question is about: one where it is clear, none where nothing
// fits. What nobody taught us the words for is better asked about than answered; sure is false
// then, and those that come nearest are what to ask about.
func (x index) best(question string) (ids []string, sure bool) {
	hits, could := x.rank(question)
	if hits[0].id == General { // it is no question about words
		return nil, false
	}
	of := func(h hit) float64 { // how much of the question speaks for it
		if could <= 0 {
			return 1
		}
		return min(h.words/could, 1)
	}
	if h := hits[0]; h.pro >= enough && h.score >= fits && of(h) >= share && h.score-hits[1].score+clear*of(h) >= lead {
		return []string{h.id}, true
	}
	for _, h := range hits[:offered] {
		if h.id != General && h.pro >= little && of(h) >= hint {
			ids = append(ids, h.id)
		}
	}
	return ids, false
}
