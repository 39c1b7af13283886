package intl

import (
	"sort"
	"unicode"
	"unicode/utf16"

	"github.com/dop251/goja"
	"github.com/rivo/uniseg"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

type segmenter struct{ locale, granularity string }

// segments is what %Segments% is inside: the string in UTF-16 and where its segments begin.
type segments struct {
	of     *segmenter
	value  goja.Value
	units  []uint16
	starts []int // of each segment, and the end
	words  []bool
}

type segmentIterator struct {
	*segments
	next int
}

func (r *realm) defineSegmenter() {
	c := r.class("Segmenter", 0, false, func(arguments []goja.Value) any {
		requested := r.localeList(argument(arguments, 0))
		o := r.strictOptions(argument(arguments, 1))
		o.string("localeMatcher", "best fit", "lookup", "best fit")
		found := resolve(requested, nil, nil, nil)
		return &segmenter{found.locale, o.string("granularity", "grapheme", "grapheme", "word", "sentence")}
	})
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		s := receiver[*segmenter](r, call.This, "Segmenter.prototype.resolvedOptions")
		return r.object("locale", s.locale, "granularity", s.granularity)
	})
	prototype := r.vm.NewObject()
	r.method(c.prototype, "segment", 1, func(call goja.FunctionCall) goja.Value {
		s := receiver[*segmenter](r, call.This, "Segmenter.prototype.segment")
		r.toString(call.Argument(0))
		object := r.vm.CreateObject(prototype)
		r.keep(object, newSegments(s, call.Argument(0).ToString()))
		return object
	})
	r.method(prototype, "containing", 1, func(call goja.FunctionCall) goja.Value {
		s := receiver[*segments](r, call.This, "Segments.prototype.containing")
		at := 0.0
		if !goja.IsUndefined(call.Argument(0)) {
			at = r.toNumber(call.Argument(0))
		}
		if at != at {
			at = 0
		}
		if at <= -1 || at >= float64(len(s.units)) {
			return goja.Undefined()
		}
		return r.segment(s, sort.SearchInts(s.starts, int(at)+1)-1)
	})
	iterators := r.vm.CreateObject(r.iteratorPrototype())
	r.method(iterators, "next", 0, func(call goja.FunctionCall) goja.Value {
		it := receiver[*segmentIterator](r, call.This, "SegmentIterator.prototype.next")
		if it.next >= len(it.starts)-1 {
			return r.vm.ToValue(r.object("value", goja.Undefined(), "done", true))
		}
		it.next++
		return r.object("value", r.segment(it.segments, it.next-1), "done", false)
	})
	r.tag(iterators, "Segmenter String Iterator")
	iterate := r.function("[Symbol.iterator]", 0, func(call goja.FunctionCall) goja.Value {
		s := receiver[*segments](r, call.This, "Segments.prototype[Symbol.iterator]")
		object := r.vm.CreateObject(iterators)
		r.keep(object, &segmentIterator{segments: s})
		return object
	})
	if err := prototype.DefineDataPropertySymbol(goja.SymIterator, iterate, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// iteratorPrototype is %IteratorPrototype%: the prototype of that of an array's iterators.
func (r *realm) iteratorPrototype() *goja.Object {
	array := r.vm.NewArray()
	values, _ := goja.AssertFunction(array.GetSymbol(goja.SymIterator))
	iterator := r.must(values(array)).(*goja.Object)
	return iterator.Prototype().Prototype()
}

func (r *realm) segment(s *segments, i int) goja.Value {
	start, end := s.starts[i], s.starts[i+1]
	var word any
	if s.of.granularity == "word" {
		word = s.words[i]
	}
	return r.object("segment", text.FromUnits(s.units[start:end]).Value(r.vm), "index", start, "input", s.value, "isWordLike", word)
}

// newSegments divides a string by UAX #29.
func newSegments(of *segmenter, value goja.Value) *segments {
	s := &segments{of: of, value: value, units: text.Of(value).Units()}
	rest := string(utf16.Decode(s.units))
	at, state := 0, -1
	for rest != "" {
		var segment string
		switch of.granularity {
		case "word":
			segment, rest, state = uniseg.FirstWordInString(rest, state)
		case "sentence":
			segment, rest, state = uniseg.FirstSentenceInString(rest, state)
		default:
			segment, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		}
		s.starts = append(s.starts, at)
		word := false
		for _, r := range segment {
			at += utf16.RuneLen(r)
			word = word || unicode.IsLetter(r) || unicode.IsNumber(r)
		}
		s.words = append(s.words, word)
	}
	s.starts = append(s.starts, at)
	return s
}
