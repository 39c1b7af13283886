package main

import (
	"slices"
	"strings"
)

// A section is a part of a locale's data that is looked for, and read, as a whole.
type section struct {
	name   string
	folder string
	fill   func(t *tree, locale string, out map[string]string)
}

var sections = []section{
	{"dates", "", fillDates},
	{"calendars", "", fillCalendars},
	{"numbers", "", fillNumbers},
	{"lists", "", func(t *tree, locale string, out map[string]string) {
		for _, kind := range []string{"standard", "or", "unit"} {
			for _, style := range []string{"", "-short", "-narrow"} {
				for _, part := range []string{"2", "start", "middle", "end"} {
					t.flatten(out, locale, kind+style+"/"+part, "listPattern", kind+style, part)
				}
			}
		}
	}},
	{"relative", "", fillRelative},
	{"units", "unit/", fillUnits},
	{"symbols", "curr/", fillSymbols},
	{"currencies", "curr/", fillCurrencies},
	{"languages", "lang/", func(t *tree, locale string, out map[string]string) {
		t.flatten(out, locale, "l", "Languages")
		t.flatten(out, locale, "s", "Languages%short")
		t.flatten(out, locale, "pattern", "localeDisplayPattern")
		t.flatten(out, locale, "v", "Variants")
		keep(out, locale, "l/", commonLanguages)
		keep(out, locale, "s/", commonLanguages)
		keep(out, locale, "v/", "")
	}},
	{"scripts", "lang/", func(t *tree, locale string, out map[string]string) {
		t.flatten(out, locale, "n", "Scripts")
		t.flatten(out, locale, "s", "Scripts%short")
		for _, prefix := range []string{"n/", "s/"} {
			keep(out, locale, prefix, commonScripts)
		}
		t.flatten(out, locale, "c", "Types", "calendar")
	}},
	{"regions", "region/", func(t *tree, locale string, out map[string]string) {
		t.flatten(out, locale, "n", "Countries")
		t.flatten(out, locale, "s", "Countries%short")
	}},
	{"zones", "zone/", fillZones},
	{"cities", "zone/", func(t *tree, locale string, out map[string]string) {
		for _, zone := range t.keys(locale, []string{"zoneStrings"}) {
			if strings.Contains(zone, ":") && !strings.HasPrefix(zone, "meta:") {
				t.flatten(out, locale, zone, "zoneStrings", zone, "ec")
				// What the identifier says needs no entry.
				if name := zone[strings.LastIndexByte(zone, ':')+1:]; !shownCities[zone] || out[zone] == strings.ReplaceAll(name, "_", " ") {
					delete(out, zone)
				}
			}
		}
	}},
}

func fillDates(t *tree, locale string, out map[string]string) {
	fillCalendar(t, locale, "gregorian", "", out)
	for _, field := range dateFields {
		t.flatten(out, locale, "field/"+field, "fields", field, "dn")
	}
}

var dateFields = []string{"era", "year", "quarter", "month", "week", "weekday", "day", "dayperiod", "hour", "minute", "second", "zone"}

// fillCalendar puts the patterns and names of a calendar under prefix.
func fillCalendar(t *tree, locale, calendar, prefix string, out map[string]string) {
	at := []string{"calendar", calendar}
	put := func(name string, path ...string) {
		t.flatten(out, locale, prefix+name, append(slices.Clone(at), path...)...)
	}
	put("f", "availableFormats")
	put("i", "intervalFormats")
	put("append", "appendItems")
	put("patterns", "DateTimePatterns")
	put("atTime", "DateTimePatterns%atTime")
	for _, width := range []string{"wide", "abbreviated", "narrow"} {
		put("eras/"+width, "eras", width)
		for _, context := range []string{"format", "stand-alone"} {
			put("months/"+context+"/"+width, "monthNames", context, width)
			if prefix == "" {
				put("days/"+context+"/"+width, "dayNames", context, width)
				put("periods/"+context+"/"+width, "dayPeriod", context, width)
			}
		}
	}
	if prefix == "" {
		put("ampm/wide", "AmPmMarkers")
		put("ampm/abbreviated", "AmPmMarkersAbbr")
		put("ampm/narrow", "AmPmMarkersNarrow")
	}
	for key := range out {
		name := strings.TrimPrefix(key, prefix)
		if strings.HasPrefix(name, "f/") && strings.ContainsAny(name[2:], "QwW") || strings.Contains(name, "%") {
			delete(out, key)
		}
	}
}

// fillCalendars has what calendars other than the Gregorian have of their own.
func fillCalendars(t *tree, locale string, out map[string]string) {
	if !among(locale, calendarLanguages) {
		return
	}
	fillCalendar(t, locale, "generic", "generic/", out)
	for _, calendar := range []string{"buddhist", "persian", "japanese", "roc", "islamic"} {
		one := map[string]string{}
		fillCalendar(t, locale, calendar, "", one)
		for key, value := range one {
			months := strings.HasPrefix(key, "months/") && (calendar == "persian" || calendar == "islamic")
			other := !strings.HasPrefix(key, "months/") && !strings.HasPrefix(key, "days/") && !strings.HasPrefix(key, "periods/") && !strings.HasPrefix(key, "ampm/")
			if (months || other) && value != out["generic/"+key] {
				out[calendar+"/"+key] = value
			}
		}
	}
}

func fillNumbers(t *tree, locale string, out map[string]string) {
	systems := []string{"latn"}
	own, _ := t.find(locale, []string{"NumberElements", "default"}).(string)
	native, _ := t.find(locale, []string{"NumberElements", "native"}).(string)
	for _, system := range []string{own, native} {
		if system != "" && !slices.Contains(systems, system) {
			systems = append(systems, system)
		}
	}
	out["default"], out["native"] = own, native
	// Systems with symbols of their own may be asked for in any locale.
	for _, system := range t.keys("root", []string{"NumberElements"}) {
		if elements, ok := t.root("root")["NumberElements"].(table)[system].(table); ok && !slices.Contains(systems, system) {
			if _, ok := elements["symbols"].(table); ok {
				t.flatten(out, locale, system+"/symbols", "NumberElements", system, "symbols")
			}
		}
	}
	for _, system := range systems {
		for _, part := range []string{"symbols", "patterns", "patternsShort", "patternsLong", "miscPatterns"} {
			t.flatten(out, locale, system+"/"+part, "NumberElements", system, part)
		}
	}
	t.flatten(out, locale, "grouping", "NumberElements", "minimumGroupingDigits")
	if out["grouping"] == "" {
		t.flatten(out, locale, "grouping", "minimumGroupingDigits")
	}
	for key := range out {
		if strings.Contains(key, "timeSeparator") {
			delete(out, key)
		}
	}
}

func fillRelative(t *tree, locale string, out map[string]string) {
	for _, field := range []string{"year", "quarter", "month", "week", "day", "hour", "minute", "second"} {
		for _, style := range []string{"", "-short", "-narrow"} {
			t.flatten(out, locale, field+style, "fields", field+style, "relative")
			t.flatten(out, locale, field+style, "fields", field+style, "relativeTime")
		}
	}
	for _, field := range append(slices.Clone(dateFields), "weekOfYear") {
		for _, style := range []string{"", "-short", "-narrow"} {
			t.flatten(out, locale, "name/"+field+style, "fields", field+style, "dn")
		}
	}
}

// unitCategories says where the units of ECMA-402 stand in the unit folder.
var unitCategories = map[string]string{
	"acre": "area", "bit": "digital", "byte": "digital", "celsius": "temperature", "centimeter": "length",
	"day": "duration", "degree": "angle", "fahrenheit": "temperature", "fluid-ounce": "volume", "foot": "length",
	"gallon": "volume", "gigabit": "digital", "gigabyte": "digital", "gram": "mass", "hectare": "area",
	"hour": "duration", "inch": "length", "kilobit": "digital", "kilobyte": "digital", "kilogram": "mass",
	"kilometer": "length", "liter": "volume", "megabit": "digital", "megabyte": "digital", "meter": "length",
	"microsecond": "duration", "mile": "length", "mile-scandinavian": "length", "milliliter": "volume",
	"millimeter": "length", "millisecond": "duration", "minute": "duration", "month": "duration",
	"nanosecond": "duration", "ounce": "mass", "percent": "concentr", "petabyte": "digital", "pound": "mass",
	"second": "duration", "stone": "mass", "terabit": "digital", "terabyte": "digital", "week": "duration",
	"yard": "length", "year": "duration",
	// these are compound in ECMA-402 and have a form of their own
	"kilometer-per-hour": "speed", "meter-per-second": "speed", "mile-per-hour": "speed",
	"mile-per-gallon": "consumption", "liter-per-kilometer": "consumption",
}

var pluralForms = []string{"zero", "one", "two", "few", "many", "other"}

func fillUnits(t *tree, locale string, out map[string]string) {
	for style, root := range map[string]string{"long": "units", "short": "unitsShort", "narrow": "unitsNarrow"} {
		for unit, category := range unitCategories {
			for _, form := range append([]string{"per"}, pluralForms...) {
				t.flatten(out, locale, style+"/"+unit+"/"+form, root, category, unit, form)
			}
		}
		t.flatten(out, locale, style+"/per", root, "compound", "per")
	}
}

func fillSymbols(t *tree, locale string, out map[string]string) {
	for _, code := range t.keys(locale, []string{"Currencies"}) {
		if symbol, _ := t.find(locale, []string{"Currencies", code, "0"}).(string); symbol != code && symbol != "" {
			out["s/"+code] = symbol
		} else if inherited, _ := t.find("root", []string{"Currencies", code, "0"}).(string); inherited != "" && inherited != code {
			out["s/"+code] = symbol
		}
		t.flatten(out, locale, "n/"+code, "Currencies%narrow", code)
		t.flatten(out, locale, "own/"+code, "Currencies", code, "2")
		t.flatten(out, locale, "f/"+code, "Currencies%formal", code)
	}
	t.flatten(out, locale, "units", "CurrencyUnitPatterns")
	t.flatten(out, locale, "spacing", "currencySpacing")
}

func fillCurrencies(t *tree, locale string, out map[string]string) {
	for _, code := range t.keys(locale, []string{"Currencies"}) {
		name, _ := t.find(locale, []string{"Currencies", code, "1"}).(string)
		if name != "" && name != code {
			out["d/"+code] = name
		}
		for _, form := range pluralForms {
			t.flatten(out, locale, "p/"+code+"/"+form, "CurrencyPlurals", code, form)
		}
	}
	keep(out, locale, "d/", currentCurrencies+" XXX")
	for key := range out {
		rest, plural := strings.CutPrefix(key, "p/")
		code, _, _ := strings.Cut(rest, "/")
		if plural && (out["d/"+code] == "" || !among(locale, "en") && !strings.Contains(countedCurrencies, code)) {
			delete(out, key)
		}
	}
	// A form that says what the name, or the form "other", says is left out.
	for key, value := range out {
		code, form, ok := strings.Cut(strings.TrimPrefix(key, "p/"), "/")
		if !ok || !strings.HasPrefix(key, "p/") {
			continue
		}
		if form != "other" && value == out["p/"+code+"/other"] {
			out[key] = "\x00"
		}
	}
	for key, value := range out {
		if code, ok := strings.CutSuffix(key, "/other"); ok && value == out["d/"+strings.TrimPrefix(code, "p/")] {
			out[key] = "\x00"
		}
	}
	for key, value := range out {
		if value == "\x00" {
			delete(out, key)
		}
	}
}

// Names are kept for what is in common use; English has them all.
const (
	commonLanguages = "aa ab af ak am an ar ar_001 as av ay az ba be bg bm bn bo br bs ca ce chr ckb co cr cs cu cv cy da de de_AT " +
		"de_CH dv dz ee el en en_AU en_CA en_GB en_US eo es es_419 es_ES es_MX et eu fa fa_AF ff fi fil fj fo fr fr_CA fr_CH fy ga gd gl " +
		"gn grc gsw gu gv ha haw he hi hr ht hu hy ia id ig ii is it iu ja jv ka kab kk kl km kn ko kok ks ku kw ky la lb lg ln lo lt " +
		"lv mg mi mk ml mn mr ms mt mul my nb nd nds ne nl nl_BE nn no nso nv ny oc om or os pa pap pl ps pt pt_BR pt_PT qu rm rn ro " +
		"ro_MD ru rw sa sc sd se sg si sk sl sm sn so sq sr st su sv sw sw_CD ta te tg th ti tk tn to tr ts tt tw ty ug uk und ur uz ve " +
		"vi vo wa wo xh yi yo yue za zh zh_Hans zh_Hant zu zxx"
	commonScripts = "Arab Armn Beng Bopo Brai Cans Cher Copt Cyrl Deva Egyp Ethi Geor Goth Grek Gujr Guru Hanb Hang Hani Hans Hant " +
		"Hebr Hira Hrkt Jamo Jpan Kana Khmr Knda Kore Laoo Latn Mlym Mong Mymr Orya Runr Sinh Syrc Taml Telu Tfng Thaa Thai Tibt Zinh Zmth " +
		"Zsye Zsym Zxxx Zyyy Zzzz"
	// countedCurrencies are those that have a name for each plural category.
	countedCurrencies = "AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NGN NOK NZD " +
		"PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
	calendarLanguages = "root en th fa ja zh ar"
)

// currentCurrencies are those that Intl.supportedValuesOf lists.
var currentCurrencies string

// keep takes out the names under prefix that are not in list, but not out of English.
func keep(out map[string]string, locale, prefix, list string) {
	if among(locale, "en") {
		return
	}
	wanted := strings.Fields(list)
	for key := range out {
		if name, ok := strings.CutPrefix(key, prefix); ok && !slices.Contains(wanted, name) {
			delete(out, key)
		}
	}
}

// among reports whether the language of locale is in list.
func among(locale, list string) bool {
	language, _, _ := strings.Cut(locale, "_")
	return slices.Contains(strings.Fields(list), language)
}
