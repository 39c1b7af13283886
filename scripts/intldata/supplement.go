package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
)

// answers asks Node what only its functions tell.
//
//go:embed ask.js
var ask string

func answers(node string, zones []any) (map[string]string, error) {
	input, err := json.Marshal(map[string]any{"zones": zones})
	if err != nil {
		return nil, err
	}
	command := exec.Command(node, "-e", ask)
	command.Stdin = bytes.NewReader(input)
	out, err := command.Output()
	if err != nil {
		return nil, err
	}
	var answered map[string]string
	return answered, json.Unmarshal(out, &answered)
}

// supplement is what belongs to no locale: texts, a line for each thing.
func supplement(a *archive, asked map[string]string, locales []string, parents map[string]string) map[string]string {
	texts := maps.Clone(asked)
	write := func(name string, lines []string) { texts[name] = strings.Join(lines, "\n") }

	var lines []string
	for _, locale := range locales {
		lines = append(lines, strings.TrimSpace(locale+" "+parents[locale]))
	}
	write("locales", lines)

	supplemental := a.open("supplementalData").root()
	bundles := map[string]table{}
	for _, name := range []string{"plurals", "pluralRanges", "dayPeriods", "metadata", "metaZones", "numberingSystems", "windowsZones", "keyTypeData", "zoneinfo64"} {
		bundles[name] = a.open(name).root()
	}
	languages := map[string]bool{}
	for _, locale := range locales {
		language, _, _ := strings.Cut(locale, "_")
		languages[language], languages[locale] = true, true
	}

	for name, key := range map[string]string{"cardinals": "locales", "ordinals": "locales_ordinals"} {
		lines = nil
		each(bundles["plurals"][key], func(locale string, set any) {
			if !languages[locale] || set == "" {
				return
			}
			line := locale
			each(bundles["plurals"]["rules"].(table)[set.(string)], func(form string, rule any) {
				if condition, _, _ := strings.Cut(rule.(string), "@"); form != "other" {
					line += "\t" + form + ":" + strings.TrimSpace(condition)
				}
			})
			lines = append(lines, line)
		})
		write(name, lines)
	}
	lines = nil
	each(bundles["pluralRanges"]["locales"], func(locale string, set any) {
		if languages[locale] {
			line := locale
			for _, triple := range bundles["pluralRanges"]["rules"].(table)[set.(string)].([]any) {
				line += "\t" + joined(triple)
			}
			lines = append(lines, line)
		}
	})
	write("pluralRanges", lines)
	lines = nil
	each(bundles["dayPeriods"]["locales"], func(locale string, set any) {
		if !languages[locale] || set == "" {
			return
		}
		line := locale
		each(bundles["dayPeriods"]["rules"].(table)[set.(string)], func(period string, rule any) {
			each(rule, func(key string, at any) {
				times := []any{at}
				if list, ok := at.([]any); ok {
					times = list
				}
				for _, at := range times {
					line += fmt.Sprintf("\t%s %s %s", period, key, strings.TrimSuffix(at.(string), ":00"))
				}
			})
		})
		lines = append(lines, line)
	})
	write("dayPeriods", lines)

	for _, kind := range []string{"language", "script", "territory", "variant", "subdivision"} {
		lines = nil
		each(bundles["metadata"]["alias"].(table)[kind], func(from string, alias any) {
			lines = append(lines, from+" "+alias.(table)["replacement"].(string))
		})
		write("alias."+kind, lines)
	}
	lines = nil
	types := bundles["keyTypeData"]["typeMap"].(table)
	each(types, func(name string, list any) {
		key, _ := bundles["keyTypeData"]["keyMap"].(table)[name].(string)
		if key == "" {
			key = name
		}
		if key == "tz" {
			return
		}
		each(list, func(long string, short any) {
			if short != "" && short != long {
				lines = append(lines, key+" "+long+" "+short.(string))
			}
		})
		each(bundles["keyTypeData"]["bcpTypeAlias"].(table)[key], func(from string, to any) {
			lines = append(lines, key+" "+from+" "+to.(string))
		})
		each(bundles["keyTypeData"]["typeAlias"].(table)[name], func(from string, to any) {
			if name != "timezone" {
				lines = append(lines, key+" "+from+" "+to.(string))
			}
		})
	})
	each(a.open("timezoneTypes").root()["bcpTypeAlias"].(table)["tz"], func(from string, to any) { lines = append(lines, "tz "+from+" "+to.(string)) })
	write("alias.types", lines)

	lines = nil
	each(supplemental["calendarPreferenceData"], func(region string, list any) { lines = append(lines, region+" "+joined(list)) })
	write("calendars", lines)
	lines = nil
	each(supplemental["timeData"], func(region string, data any) {
		lines = append(lines, fmt.Sprintf("%s %s %s", region, data.(table)["preferred"], joined(data.(table)["allowed"])))
	})
	write("hours", lines)
	lines = nil
	each(supplemental["weekData"], func(region string, data any) {
		list := data.([]any)
		lines = append(lines, fmt.Sprint(region, " ", list[0], " ", list[1], " ", list[2], " ", list[4]))
	})
	write("weeks", lines)
	lines = nil
	each(bundles["numberingSystems"]["numberingSystems"], func(name string, system any) {
		if system.(table)["algorithmic"] == 0 && system.(table)["radix"] == 10 {
			lines = append(lines, name+" "+system.(table)["desc"].(string))
		}
	})
	write("digits", lines)
	lines = nil
	each(a.open("curr/supplementalData").root()["CurrencyMeta"], func(code string, meta any) {
		list := meta.([]any)
		lines = append(lines, fmt.Sprint(code, " ", list[0], " ", list[2]))
	})
	write("currencyDigits", lines)

	lines = nil
	each(bundles["metaZones"]["metazoneInfo"], func(zone string, list any) {
		line := strings.ReplaceAll(zone, ":", "/")
		for _, use := range list.([]any) {
			line += "\t" + joined(use)
		}
		lines = append(lines, line)
	})
	write("metazones", lines)
	lines = nil
	for i, zone := range bundles["zoneinfo64"]["Names"].([]any) {
		lines = append(lines, fmt.Sprint(zone, " ", bundles["zoneinfo64"]["Regions"].([]any)[i]))
	}
	write("zoneRegions", lines)
	lines = nil
	each(bundles["windowsZones"]["mapTimezones"], func(name string, regions any) {
		line := name
		each(regions, func(region string, zones any) {
			first, _, _ := strings.Cut(zones.(string), " ")
			if region == "001" || first != regions.(table)["001"] {
				line += "\t" + region + " " + first
			}
		})
		lines = append(lines, line)
	})
	write("windowsZones", lines)
	return texts
}

// each visits a table in the order of its keys.
func each(value any, visit func(key string, value any)) {
	list, ok := value.(table)
	if !ok {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(list)) {
		visit(key, list[key])
	}
}

func joined(list any) string {
	if one, ok := list.(string); ok {
		return one
	}
	var parts []string
	for _, part := range list.([]any) {
		parts = append(parts, part.(string))
	}
	return strings.Join(parts, ",")
}
