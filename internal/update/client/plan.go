package client

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/store"
)

// plan is the cheapest way to a content: deltas in the order in which they are applied, or none, which is the whole.
type plan struct {
	deltas []manifest.Delta
	size   int64
}

// files returns what is downloaded.
func (p plan) files(content manifest.Content) []manifest.File {
	if len(p.deltas) == 0 {
		return []manifest.File{content.Whole}
	}
	var files []manifest.File
	for _, step := range p.deltas {
		files = append(files, step.File)
	}
	return files
}

// maxChain is how many deltas are applied one after the other.
const maxChain = 16

// cheapest returns the plan with the fewest bytes from the content with the hash from, which may be "": one delta, several, or the whole.
func cheapest(content manifest.Content, from string) plan {
	best := plan{size: content.Whole.Size}
	if from == "" {
		return best
	}
	// Each round makes the ways one step longer, which is all that such short lists need.
	ways := map[string]plan{from: {}}
	for range maxChain {
		longer := false
		for _, step := range content.Deltas {
			way, known := ways[step.From]
			if !known {
				continue
			}
			to, _ := step.Result(content)
			size := way.size + step.Size
			if other, known := ways[to]; size >= best.size || known && other.size <= size || len(way.deltas) >= maxChain {
				continue
			}
			steps := append(append([]manifest.Delta{}, way.deltas...), step)
			ways[to], longer = plan{steps, size}, true
			if to == content.Hash {
				best = ways[to]
			}
		}
		if !longer {
			break
		}
	}
	return best
}

// hashOf returns the hash of a file, or "" if it can't be read.
func hashOf(open func() (store.File, error)) string {
	if open == nil {
		return ""
	}
	file, err := open()
	if err != nil || file == nil {
		return ""
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(file, 0, file.Size())); err != nil {
		return ""
	}
	return hex.EncodeToString(hash.Sum(nil))
}
