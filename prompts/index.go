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
	ways  []way
}

// spoken is what a mark tells.
type spoken struct {
	rare   float64   // of all ways of asking
	speaks []float64 // for each situation, in their order; below zero: against it
	in     []int32   // ways of asking
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

	enough = 8.0 // what has to speak for a situation
	share  = 0.4 // of what the question could come to, by its words
	hint   = 0.2 // that too, to ask whether it is meant
	lead   = 2.0 // before the next one
)

func newIndex(lang string, all []Situation) index {
	x := index{lexicon: newLexicon(lang), known: map[string]spoken{}}
	asked, of := make([]float64, len(all)), map[string][]float64{}
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
				if of[m.text] == nil {
					of[m.text] = make([]float64, len(all))
				}
				of[m.text][i]++
			}
			asked[i]++
			x.ways = append(x.ways, w)
		}
	}
	for i, w := range x.ways {
		for _, m := range w.marks {
			k, count := x.known[m.text], counts[m.kind]
			if k.speaks == nil {
				usual := (float64(len(k.in)) + seldom) / (float64(len(x.ways)) + seldom)
				k.rare = math.Log(float64(len(x.ways)) / float64(len(k.in)))
				for s, n := range of[m.text] {
					more := math.Log((n + smooth*usual) / ((asked[s] + smooth) * usual))
					k.speaks = append(k.speaks, count*max(more, against))
				}
				x.known[m.text] = k
			}
			x.ways[i].long += count * k.rare * count * k.rare
		}
		x.ways[i].long = math.Sqrt(x.ways[i].long)
	}
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
	overlap, long := map[int32]float64{}, 0.0
	for _, m := range x.marks(x.mend(x.stems(question))) {
		k, ok := x.known[m.text]
		if !ok {
			if m.kind == wordKind {
				could += unheard
				long += unheard * unheard
			}
			continue
		}
		if m.kind == wordKind {
			could += slices.Max(k.speaks)
		}
		for i, s := range k.speaks {
			hits[i].score += s
			hits[i].pro += max(s, 0)
			if m.kind < smallKind {
				hits[i].words += max(s, 0)
			}
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
		w := x.ways[n]
		near[w.of] = max(near[w.of], same/(w.long*long))
	}
	for i := range hits {
		hits[i].score += nearest * near[i]
		hits[i].pro += nearest * near[i]
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	return hits, could
}

// best are the ids of what a question is about: one where it is clear, none where nothing
// fits. What nobody taught us the words for is better not answered; sure is false then, and
// there may be two that come near.
func (x index) best(question string) (ids []string, sure bool) {
	hits, could := x.rank(question)
	if h := hits[0]; h.id != General && h.pro >= enough && h.words >= share*could && h.score-hits[1].score >= lead {
		return []string{h.id}, true
	}
	for _, h := range hits[:2] {
		if h.id != General && h.pro >= enough && h.words >= hint*could {
			ids = append(ids, h.id)
		}
	}
	return ids, false
}
