package main

import "strings"

// shownCities are the zones whose city is shown: those that share their country with others.
var shownCities map[string]bool

func citiesShown(texts map[string]string) map[string]bool {
	canonical, of, count, out := map[string]bool{}, map[string]string{}, map[string]int{}, map[string]bool{}
	for line := range strings.SplitSeq(texts["zones"], "\n") {
		if !strings.Contains(line, " ") {
			canonical[line] = true
		}
	}
	for line := range strings.SplitSeq(texts["zoneRegions"], "\n") {
		zone, region, _ := strings.Cut(line, " ")
		if canonical[zone] && region != "001" {
			of[zone] = region
			count[region]++
		}
	}
	for zone, region := range of {
		out[strings.ReplaceAll(zone, "/", ":")] = count[region] > 1
	}
	return out
}

func fillZones(t *tree, locale string, out map[string]string) {
	for _, key := range t.keys(locale, []string{"zoneStrings"}) {
		switch {
		case strings.HasPrefix(key, "meta:"):
			t.flatten(out, locale, strings.TrimPrefix(key, "meta:"), "zoneStrings", key)
		case strings.Contains(key, ":"):
			for _, form := range []string{"ls", "ld", "lg", "ss", "sd", "sg"} {
				t.flatten(out, locale, key+"/"+form, "zoneStrings", key, form)
			}
		default:
			t.flatten(out, locale, key, "zoneStrings", key)
		}
	}
}
