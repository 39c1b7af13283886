package nativeimage

import (
	"image"
	"math"
)

// kernel says how much a point counts, by its distance; none further away than reach does.
type kernel struct {
	reach float64
	at    func(distance float64) float64
}

// kernels are those of the qualities. The interpolating ones are stretched where the picture is made smaller, so that every point counts.
var kernels = map[string]kernel{
	"good":   {0.5, func(float64) float64 { return 1 }},
	"better": {1, func(d float64) float64 { return 1 - d }},
	"best":   {3, lanczos3},
}

func lanczos3(d float64) float64 {
	if d == 0 {
		return 1
	}
	x := math.Pi * d
	return 3 * math.Sin(x) * math.Sin(x/3) / (x * x)
}

// scale gives a picture another size, first the rows and then the columns.
func scale(from *image.RGBA, width, height int, k kernel) *image.RGBA {
	wide, tall := from.Rect.Dx(), from.Rect.Dy()
	between := make([]float32, 4*width*tall)
	for x, part := range parts(wide, width, k) {
		for y := range tall {
			var sum [4]float32
			at := from.PixOffset(part.first, y)
			for _, weight := range part.weights {
				for c := range sum {
					sum[c] += weight * float32(from.Pix[at+c])
				}
				at += 4
			}
			copy(between[4*(y*width+x):], sum[:])
		}
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y, part := range parts(tall, height, k) {
		for x := range width {
			var sum [4]float32
			at := 4 * (part.first*width + x)
			for _, weight := range part.weights {
				for c := range sum {
					sum[c] += weight * between[at+c]
				}
				at += 4 * width
			}
			point := to.Pix[to.PixOffset(x, y):][:4]
			point[3] = clamp(sum[3], 255)
			for c := range 3 {
				point[c] = clamp(sum[c], point[3]) // a colour is never more than its alpha
			}
		}
	}
	return to
}

func clamp(value float32, most uint8) uint8 {
	return uint8(max(0, min(float32(most), value+0.5)))
}

// part is what one new point is made of: the old ones from first on.
type part struct {
	first   int
	weights []float32
}

func parts(from, to int, k kernel) []part {
	ratio := float64(from) / float64(to)
	stretch := max(ratio, 1)
	result := make([]part, to)
	for i := range result {
		centre := (float64(i) + 0.5) * ratio
		first := max(0, int(math.Ceil(centre-k.reach*stretch-0.5)))
		last := min(from-1, int(math.Floor(centre+k.reach*stretch-0.5)))
		if first > last { // a box between two points
			first = min(from-1, int(centre))
			last = first
		}
		weights, sum := make([]float32, last-first+1), 0.0
		for j := range weights {
			weight := k.at(math.Abs(float64(first+j)+0.5-centre) / stretch)
			weights[j], sum = float32(weight), sum+weight
		}
		if sum == 0 {
			weights[0], sum = 1, 1
		}
		for j := range weights {
			weights[j] /= float32(sum)
		}
		result[i] = part{first, weights}
	}
	return result
}
