package cldr

import (
	"slices"
	"strings"
	"sync"
)

var (
	languageAliases    = table("alias.language")
	scriptAliases      = table("alias.script")
	regionAliases      = table("alias.territory")
	variantAliases     = table("alias.variant")
	subdivisionAliases = table("alias.subdivision")
)

// typeAliases are keyed by "key type".
var typeAliases = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(Text("alias.types"), "\n") {
		if i := strings.LastIndexByte(line, ' '); i > 0 {
			out[line[:i]] = line[i+1:]
		}
	}
	return out
})

// Canonical returns the canonical form of a tag (UTS #35, annex C); ok is false for what is none.
func Canonical(tag string) (t Tag, ok bool) {
	if t, ok = Parse(tag); !ok {
		return t, false
	}
	t.Canonicalize()
	return t, true
}

// Canonicalize brings the tag into its canonical form.
func (t *Tag) Canonicalize() {
	t.canonicalizeLanguage()
	slices.Sort(t.Attributes)
	t.Attributes = slices.Compact(t.Attributes)
	slices.SortStableFunc(t.Keywords, func(a, b Keyword) int { return strings.Compare(a.Key, b.Key) })
	for i, k := range t.Keywords {
		t.Keywords[i].Type = CanonicalType(k.Key, k.Type)
	}
}

// CanonicalType returns the canonical form of a type of a key of -u-; true is "".
func CanonicalType(key, value string) string {
	if alias := typeAliases()[key+" "+value]; alias != "" {
		value = alias
	}
	if key == "rg" || key == "sd" {
		if alias := subdivisionAliases()[value]; alias != "" {
			value, _, _ = strings.Cut(alias, " ")
			if len(value) == 2 {
				value += "zzzz"
			}
			value = strings.ToLower(value)
		}
	}
	if value == "true" {
		return ""
	}
	return value
}

// canonicalizeLanguage replaces what is deprecated in the part before the extensions.
func (t *Tag) canonicalizeLanguage() {
	slices.Sort(t.Variants)
	for range 10 {
		if !t.replaceLanguage() {
			break
		}
	}
	if alias := scriptAliases()[t.Script]; alias != "" {
		t.Script = alias
	}
	if alias := regionAliases()[t.Region]; alias != "" {
		regions := strings.Fields(alias)
		likely := Tag{Language: t.Language, Script: t.Script}.Maximize()
		if slices.Contains(regions, likely.Region) {
			t.Region = likely.Region
		} else {
			t.Region = regions[0]
		}
	}
	for i, variant := range t.Variants {
		if alias := variantAliases()[variant]; alias != "" {
			t.Variants[i] = alias
		}
	}
	slices.Sort(t.Variants)
	t.Variants = slices.Compact(t.Variants)
}

// replaceLanguage applies the first rule of the language aliases that fits; a rule may ask for a
// region or a variant too.
func (t *Tag) replaceLanguage() bool {
	aliases := languageAliases()
	apply := func(from string, variant string, region bool) bool {
		to, ok := aliases[from]
		if !ok {
			return false
		}
		parts := strings.Split(strings.ReplaceAll(to, "_", "-"), "-")
		for i, part := range parts {
			parts[i] = strings.ToLower(part)
		}
		with, _, ok := parseLanguage(parts)
		if !ok {
			return false
		}
		if with.Language != "und" || t.Language == "und" {
			t.Language = with.Language
		}
		if t.Script == "" {
			t.Script = with.Script
		}
		if region {
			t.Region = ""
		}
		if t.Region == "" {
			t.Region = with.Region
		}
		if variant != "" {
			t.Variants = slices.DeleteFunc(t.Variants, func(v string) bool { return v == variant })
			if len(with.Variants) > 0 {
				t.Variants = append(t.Variants, with.Variants...)
				slices.Sort(t.Variants)
			}
		}
		return true
	}
	for _, variant := range t.Variants {
		if apply(t.Language+"_"+variant, variant, false) || apply("und_"+variant, variant, false) {
			return true
		}
	}
	if t.Region != "" && apply(t.Language+"_"+t.Region, "", true) {
		return true
	}
	return apply(t.Language, "", false)
}
