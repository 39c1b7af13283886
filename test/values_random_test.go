//go:build linux

package test

import (
	"flag"
	"math/rand/v2"
	"testing"
)

var seed = flag.Uint("seed", 0, "the first of the random graphs that cross the bridge; 0 is any")

// graphs is how many random graphs cross.
const graphs = 300

// TestRandomGraphsCross sends graphs from the page to the backend and back, and from the backend to the page. Run it again with
// -seed and the number that it says.
func TestRandomGraphsCross(t *testing.T) {
	first := uint32(*seed)
	if first == 0 {
		first = rand.Uint32()
	}
	t.Logf("-seed %d", first)
	p := valuesApp(t)
	p.check(`
		const [first, count] = args
		const one = async (seed) => {
			const want = await all.describe(grow(seed))
			const [there, back, other] = await Promise.all([described(grow(seed)), echo(grow(seed)), grown(seed)].map((p) => p.catch(String)))
			const say = (what) => what + ' -seed ' + seed
			wrong.push(...difference(say('in the backend, with'), there, want))
			wrong.push(...difference(say('back again, with'), await all.describe(back), want))
			wrong.push(...difference(say('from the backend, with'), await all.describe(other), want))
		}
		for (let i = 0; i < count && wrong.length === 0; i += 20) {
			await Promise.all(Array.from({ length: 20 }, (_, j) => one((first + i + j) >>> 0)))
		}`, first, graphs)
}
