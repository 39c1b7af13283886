package cldr

import "strings"

var likelySubtags = table("likely")

// Maximize adds the likely script and region (UTS #35, "Likely Subtags"); a tag of which nothing is
// known stays as it is.
func (t Tag) Maximize() Tag {
	if t.Language != "" && t.Script != "" && t.Region != "" && t.Language != "und" {
		return t
	}
	language := t.Language
	if language == "" {
		language = "und"
	}
	script, region := t.Script, t.Region
	if script == "Zzzz" {
		script = ""
	}
	if region == "ZZ" {
		region = ""
	}
	found := ""
	try := func(parts ...string) {
		if found != "" {
			return
		}
		for _, part := range parts {
			if part == "" {
				return
			}
		}
		found = likelySubtags()[strings.Join(parts, "-")]
	}
	try(language, script, region)
	try(language, script)
	try(language, region)
	try(language)
	if found == "" && language != "und" {
		return t
	}
	parts := strings.Split(found, "-")
	if len(parts) != 3 {
		return t
	}
	if language == "und" {
		t.Language = parts[0]
	}
	if script == "" {
		t.Script = parts[1]
	} else {
		t.Script = script
	}
	if region == "" {
		t.Region = parts[2]
	}
	return t
}

// Minimize takes away what Maximize would add.
func (t Tag) Minimize() Tag {
	full := t.Maximize()
	for _, less := range []Tag{
		{Language: full.Language},
		{Language: full.Language, Region: full.Region},
		{Language: full.Language, Script: full.Script},
	} {
		again := less.Maximize()
		if again.Language == full.Language && again.Script == full.Script && again.Region == full.Region {
			t.Language, t.Script, t.Region = less.Language, less.Script, less.Region
			return t
		}
	}
	t.Language, t.Script, t.Region = full.Language, full.Script, full.Region
	return t
}

// LikelyRegion returns the region of a locale, its likely one if it has none.
func (t Tag) LikelyRegion() string {
	if t.Region != "" {
		return t.Region
	}
	if region := t.Maximize().Region; region != "" {
		return region
	}
	return "001"
}
