package format

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// Names has the names of languages, regions and the like.
type Names struct {
	Locale, Type, Style string
	// Dialect names a language with its region in one where there is such a name ("British English").
	Dialect bool
}

var fieldNames = map[string]string{"weekOfYear": "week", "dayPeriod": "dayperiod", "timeZoneName": "zone"}

// Of returns the name of a code in canonical form, "" if there is none.
func (n *Names) Of(code string) string {
	locale := cldr.DataLocale(n.Locale)
	short := n.Style != "long"
	either := func(section, key string) string {
		data := cldr.Load(section, locale)
		if short {
			if name := data.Get("s/" + key); name != "" {
				return name
			}
		}
		return data.Get("n/" + key)
	}
	switch n.Type {
	case "language":
		return n.language(locale, code)
	case "region":
		return either("regions", code)
	case "script":
		return either("scripts", code)
	case "calendar":
		switch code {
		case "gregory":
			code = "gregorian"
		case "ethioaa":
			code = "ethiopic-amete-alem"
		}
		return cldr.Load("scripts", locale).Get("c/" + code)
	case "currency":
		return cldr.Load("currencies", locale).Get("d/" + code)
	}
	field := code
	if name := fieldNames[field]; name != "" {
		field = name
	}
	if n.Style != "long" {
		field += "-" + n.Style
	}
	return cldr.Load("relative", locale).Get("name/" + field)
}

func (n *Names) language(locale, code string) string {
	data := cldr.Load("languages", locale)
	get := func(key string) string {
		if n.Style != "long" {
			if name := data.Get("s/" + key); name != "" {
				return name
			}
		}
		return data.Get("l/" + key)
	}
	t, _ := cldr.Parse(code)
	if code == "und" {
		return "root"
	}
	name, script, region := "", t.Script, t.Region
	if n.Dialect {
		if script != "" && region != "" {
			if name = get(t.Language + "_" + script + "_" + region); name != "" {
				script, region = "", ""
			}
		}
		if name == "" && script != "" && region == "" {
			if name = get(t.Language + "_" + script); name != "" {
				script = ""
			}
		}
		if name == "" && region != "" && script == "" {
			if name = get(t.Language + "_" + region); name != "" {
				region = ""
			}
		}
	}
	if name == "" {
		if name = get(t.Language); name == "" {
			if script == "" && region == "" && len(t.Variants) == 0 {
				return ""
			}
			name = t.Language
		}
	}
	var details []string
	if script != "" {
		data := cldr.Load("scripts", locale)
		details = append(details, first(data.Get("n/"+script), script))
	}
	if region != "" {
		data := cldr.Load("regions", locale)
		found := ""
		if n.Style != "long" {
			found = data.Get("s/" + region)
		}
		details = append(details, first(found, data.Get("n/"+region), region))
	}
	for _, variant := range t.Variants {
		details = append(details, first(data.Get("v/"+strings.ToUpper(variant)), strings.ToUpper(variant)))
	}
	if len(details) == 0 {
		return name
	}
	replace := func(pattern, a, b string) string { return strings.NewReplacer("{0}", a, "{1}", b).Replace(pattern) }
	inner := details[0]
	for _, detail := range details[1:] {
		inner = replace(data.Get("pattern/separator"), inner, detail)
	}
	inner = strings.NewReplacer("(", "[", ")", "]").Replace(inner)
	return replace(data.Get("pattern/pattern"), name, inner)
}

func first(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}
