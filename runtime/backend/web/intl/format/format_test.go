package format_test

import (
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

func decimal(change func(*format.NumberOptions)) format.NumberOptions {
	o := format.NumberOptions{
		Locale: "en", NumberingSystem: "latn", Style: "decimal", Notation: "standard", SignDisplay: "auto", UseGrouping: "auto",
		CompactDisplay: "short", CurrencyDisplay: "symbol", CurrencySign: "standard", UnitDisplay: "short",
		Digits: format.Digits{
			MinimumInteger: 1, MaximumFraction: 3, Priority: "auto", Mode: "halfExpand", Increment: 1, TrailingZero: "auto",
		},
	}
	if change != nil {
		change(&o)
	}
	return o
}

func euro(o *format.NumberOptions) {
	o.Style, o.Currency = "currency", "EUR"
	o.MinimumFraction, o.MaximumFraction = 2, 2
}

func TestNumber(t *testing.T) {
	for _, test := range []struct {
		value  string
		change func(*format.NumberOptions)
		want   string
	}{
		{"1234567.8915", nil, "1,234,567.892"},
		{"-0", nil, "-0"},
		{"123456789012345678901234567890", nil, "123,456,789,012,345,678,901,234,567,890"},
		{"1234.5", func(o *format.NumberOptions) { o.Locale = "de" }, "1.234,5"},
		{"1234567", func(o *format.NumberOptions) { o.Locale = "hi" }, "12,34,567"},
		{"1234", func(o *format.NumberOptions) { o.Locale = "es" }, "1234"},
		{"12", func(o *format.NumberOptions) { o.Locale, o.NumberingSystem = "ar", "arab" }, "١٢"},
		{"0.256", func(o *format.NumberOptions) { o.Style, o.MaximumFraction = "percent", 0 }, "26%"},
		{"1234.5", euro, "€1,234.50"},
		{"-3", func(o *format.NumberOptions) { euro(o); o.CurrencySign = "accounting" }, "(€3.00)"},
		{"1", func(o *format.NumberOptions) { euro(o); o.Locale, o.CurrencyDisplay = "de", "name" }, "1,00 Euro"},
		{"2", func(o *format.NumberOptions) { euro(o); o.Currency, o.CurrencyDisplay = "USD", "name" }, "2.00 US dollars"},
		{"16", func(o *format.NumberOptions) { o.Style, o.Unit, o.UnitDisplay = "unit", "liter", "long" }, "16 liters"},
		{"5", func(o *format.NumberOptions) { o.SignDisplay = "exceptZero" }, "+5"},
		{"2.5", func(o *format.NumberOptions) { o.MaximumFraction, o.Mode = 0, "halfEven" }, "2"},
	} {
		got := format.Text(format.NewNumber(decimal(test.change)).Format(format.FromString(test.value)))
		if got != test.want {
			t.Errorf("%s: %q, not %q", test.value, got, test.want)
		}
	}
}

func TestDate(t *testing.T) {
	ms := float64(time.Date(2026, 3, 9, 13, 5, 7, 0, time.UTC).UnixMilli())
	for _, test := range []struct {
		options format.DateOptions
		zone    string
		want    string
	}{
		{format.DateOptions{Locale: "en", Year: "numeric", Month: "numeric", Day: "numeric"}, "UTC", "3/9/2026"},
		{format.DateOptions{Locale: "en", DateStyle: "full"}, "UTC", "Monday, March 9, 2026"},
		{format.DateOptions{Locale: "de", Weekday: "long", Year: "numeric", Month: "long", Day: "numeric"}, "UTC", "Montag, 9. März 2026"},
		{format.DateOptions{Locale: "ja", DateStyle: "long"}, "UTC", "2026年3月9日"},
		{format.DateOptions{Locale: "de", Hour: "2-digit", Minute: "2-digit", HourCycle: "h23"}, "Asia/Tokyo", "22:05"},
		{format.DateOptions{Locale: "en", Hour: "numeric", HourCycle: "h12", TimeZoneName: "long"}, "America/New_York", "9 AM Eastern Daylight Time"},
		{format.DateOptions{Locale: "en", Hour: "numeric", HourCycle: "h12", TimeZoneName: "shortOffset"}, "+05:30", "6 PM GMT+5:30"},
	} {
		zone, ok := format.LoadZone(test.zone)
		if !ok {
			t.Fatalf("there is no zone %s", test.zone)
		}
		test.options.Calendar, test.options.NumberingSystem, test.options.Zone = "gregory", "latn", zone
		if got := format.NewDate(test.options).Text(ms); got != test.want {
			t.Errorf("%+v: %q, not %q", test.options, got, test.want)
		}
	}
}

func TestZones(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "asia/tokyo": "Asia/Tokyo", "utc": "UTC", "Asia/Kolkata": "Asia/Calcutta", "+0130": "+01:30",
		"Foo/Bar": "", "": "", "+25": "", "Europe/Ber\u0131lin": "",
	} {
		zone, ok := format.LoadZone(name)
		if ok != (want != "") || ok && zone.Name != want {
			t.Errorf("%q is %v, not %q", name, zone, want)
		}
	}
}

func TestList(t *testing.T) {
	for _, test := range []struct {
		locale, kind, style string
		items               []string
		want                string
	}{
		{"en", "conjunction", "long", nil, ""},
		{"en", "conjunction", "long", []string{"a"}, "a"},
		{"en", "conjunction", "long", []string{"a", "b"}, "a and b"},
		{"en", "conjunction", "long", []string{"a", "b", "c", "d"}, "a, b, c, and d"},
		{"en", "disjunction", "long", []string{"{0}", "{1}", "c"}, "{0}, {1}, or c"},
		{"de", "disjunction", "long", []string{"a", "b", "c"}, "a, b oder c"},
		{"es", "conjunction", "long", []string{"padres", "hijos"}, "padres e hijos"},
		{"es", "conjunction", "long", []string{"agua", "hielo"}, "agua y hielo"},
		{"es", "disjunction", "long", []string{"7", "8"}, "7 u 8"},
		{"en", "unit", "narrow", []string{"3 ft", "7 in"}, "3 ft 7 in"},
	} {
		if got := format.Text(format.List(test.locale, test.kind, test.style, test.items)); got != test.want {
			t.Errorf("%s %s %v: %q, not %q", test.locale, test.kind, test.items, got, test.want)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, test := range []struct {
		locale, style, numeric string
		value                  float64
		unit, want             string
	}{
		{"en", "long", "always", 1, "day", "in 1 day"},
		{"en", "long", "auto", 1, "day", "tomorrow"},
		{"en", "long", "always", -1.5, "hour", "1.5 hours ago"},
		{"en", "short", "always", 3, "month", "in 3 mo."},
		{"de", "long", "auto", -2, "day", "vorgestern"},
		{"ru", "long", "always", 2, "day", "через 2 дня"},
		{"ru", "long", "always", 5, "day", "через 5 дней"},
		{"ja", "long", "always", -1, "week", "1 週間前"},
	} {
		got := format.Text(format.NewRelative(test.locale, "latn", test.style, test.numeric).Format(test.value, test.unit))
		if got != test.want {
			t.Errorf("%s %v %s: %q, not %q", test.locale, test.value, test.unit, got, test.want)
		}
	}
}
