package intl

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

// dateTimeFormat is what an Intl.DateTimeFormat is inside.
type dateTimeFormat struct {
	*format.Date
	locale string // as shown
	bound  *goja.Object
}

func (r *realm) defineDateTimeFormat() {
	c := r.class("DateTimeFormat", 0, true, func(arguments []goja.Value) any {
		return r.newDateTimeFormat(argument(arguments, 0), argument(arguments, 1), "any", "date")
	})
	this := func(call goja.FunctionCall, method string) *dateTimeFormat {
		return receiver[*dateTimeFormat](r, r.unwrap(call.This, c), "DateTimeFormat.prototype."+method)
	}
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		return r.dateOptions(this(call, "resolvedOptions"))
	})
	r.method(c.prototype, "formatToParts", 1, func(call goja.FunctionCall) goja.Value {
		f := receiver[*dateTimeFormat](r, call.This, "DateTimeFormat.prototype.formatToParts")
		return r.parts(f.Format(r.time(call.Argument(0))))
	})
	r.getter(c.prototype, "format", func(call goja.FunctionCall) goja.Value {
		f := this(call, "format")
		if f.bound == nil {
			f.bound = r.function("", 1, func(call goja.FunctionCall) goja.Value {
				return r.vm.ToValue(f.Text(r.time(call.Argument(0))))
			})
		}
		return f.bound
	})
	r.method(c.prototype, "formatRange", 2, func(call goja.FunctionCall) goja.Value {
		f := receiver[*dateTimeFormat](r, call.This, "DateTimeFormat.prototype.formatRange")
		return r.vm.ToValue(format.Text(r.dateRange(f, call)))
	})
	r.method(c.prototype, "formatRangeToParts", 2, func(call goja.FunctionCall) goja.Value {
		f := receiver[*dateTimeFormat](r, call.This, "DateTimeFormat.prototype.formatRangeToParts")
		return r.parts(r.dateRange(f, call))
	})
}

func (r *realm) dateRange(f *dateTimeFormat, call goja.FunctionCall) []format.Part {
	if goja.IsUndefined(call.Argument(0)) || goja.IsUndefined(call.Argument(1)) {
		panic(r.vm.NewTypeError("startDate or endDate cannot be undefined"))
	}
	start := r.toNumber(call.Argument(0))
	end := r.toNumber(call.Argument(1))
	return f.FormatRange(r.clip(start), r.clip(end))
}

// time is the time that a date argument means: now if undefined.
func (r *realm) time(value goja.Value) float64 {
	if goja.IsUndefined(value) {
		return float64(time.Now().UnixMilli())
	}
	return r.clip(r.toNumber(value))
}

// clip is TimeClip.
func (r *realm) clip(ms float64) float64 {
	if math.IsNaN(ms) || math.Abs(ms) > 8.64e15 {
		r.throw("RangeError", "Invalid time value")
	}
	return math.Trunc(ms) + 0
}

var calendarNames = format.Calendars

// calendarOf is resolve's valid for the key "ca".
func calendarOf(locale cldr.Tag, value string) (string, bool) {
	if value == "" {
		for _, calendar := range cldr.Calendars(locale.LikelyRegion()) {
			if hasCalendar(locale, calendar) {
				return calendar, true
			}
		}
		return "gregory", true
	}
	if value == "islamicc" {
		value = "islamic-civil"
	}
	return value, hasCalendar(locale, value)
}

// hasCalendar reports whether there is data for a calendar in the locale's language.
func hasCalendar(locale cldr.Tag, calendar string) bool {
	switch {
	case calendar == "gregory" || calendar == "iso8601":
		return true
	case !slices.Contains(calendarNames, calendar):
		return false
	}
	return slices.Contains(strings.Fields("en th fa ja zh ar"), locale.Language)
}

var hourCycles = map[string]string{"h": "h12", "H": "h23", "K": "h11", "k": "h24"}

// hourCycleOf is resolve's valid for the key "hc".
func hourCycleOf(value string) (string, bool) {
	return value, value == "" || value == "h11" || value == "h12" || value == "h23" || value == "h24"
}

// newDateTimeFormat is CreateDateTimeFormat: required and defaults are "any", "date", "time", "all".
func (r *realm) newDateTimeFormat(locales, given goja.Value, required, defaults string) *dateTimeFormat {
	requested := r.localeList(locales)
	o := r.options(given)
	o.string("localeMatcher", "best fit", "lookup", "best fit")
	calendar := o.typed("calendar")
	system := o.typed("numberingSystem")
	hour12 := o.boolean("hour12")
	hourCycle := o.string("hourCycle", "", "h11", "h12", "h23", "h24")
	wanted := map[string]string{"ca": calendar, "nu": system, "hc": hourCycle}
	keys := []string{"ca", "hc", "nu"}
	if hour12 != "" {
		keys = []string{"ca", "nu"}
	}
	found := resolve(requested, keys, wanted, func(locale cldr.Tag, key, value string) (string, bool) {
		switch key {
		case "ca":
			return calendarOf(locale, value)
		case "hc":
			return hourCycleOf(value)
		}
		return numberingSystem(locale, value)
	})
	d := format.DateOptions{Locale: found.base, Calendar: found.values["ca"], NumberingSystem: found.values["nu"]}
	if zone := o.get("timeZone"); goja.IsUndefined(zone) {
		d.Zone = r.local.zone()
	} else {
		name := r.toString(zone)
		var ok bool
		if d.Zone, ok = format.LoadZone(name); !ok {
			r.throw("RangeError", "Invalid time zone specified: %s", name)
		}
	}
	text := []string{"narrow", "short", "long"}
	number := []string{"2-digit", "numeric"}
	d.Weekday = o.string("weekday", "", text...)
	d.Era = o.string("era", "", text...)
	d.Year = o.string("year", "", number...)
	d.Month = o.string("month", "", "2-digit", "numeric", "narrow", "short", "long")
	d.Day = o.string("day", "", number...)
	d.DayPeriod = o.string("dayPeriod", "", text...)
	d.Hour = o.string("hour", "", number...)
	d.Minute = o.string("minute", "", number...)
	d.Second = o.string("second", "", number...)
	d.FractionalSecondDigits = o.number("fractionalSecondDigits", 1, 3, 0)
	d.TimeZoneName = o.string("timeZoneName", "", "short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric")
	o.string("formatMatcher", "best fit", "basic", "best fit")
	d.DateStyle = o.string("dateStyle", "", "full", "long", "medium", "short")
	d.TimeStyle = o.string("timeStyle", "", "full", "long", "medium", "short")
	hasDate := d.Weekday != "" || d.Year != "" || d.Month != "" || d.Day != ""
	hasTime := d.DayPeriod != "" || d.Hour != "" || d.Minute != "" || d.Second != "" || d.FractionalSecondDigits > 0
	if d.DateStyle != "" || d.TimeStyle != "" {
		if option := explicit(&d); option != "" {
			style := "timeStyle"
			if d.DateStyle != "" {
				style = "dateStyle"
			}
			panic(r.vm.NewTypeError("Can't set option %s when %s is used", option, style))
		}
		if required == "date" && d.TimeStyle != "" {
			panic(r.vm.NewTypeError("Invalid option : timeStyle"))
		}
		if required == "time" && d.DateStyle != "" {
			panic(r.vm.NewTypeError("Invalid option : dateStyle"))
		}
	} else {
		need := !(required != "time" && hasDate || required != "date" && hasTime)
		if need && defaults != "time" {
			d.Year, d.Month, d.Day = "numeric", "numeric", "numeric"
		}
		if need && defaults != "date" {
			d.Hour, d.Minute, d.Second = "numeric", "numeric", "numeric"
		}
	}
	if d.Hour != "" || d.TimeStyle != "" {
		d.HourCycle = r.resolveHourCycle(found, hour12)
	}
	return &dateTimeFormat{Date: format.NewDate(d), locale: found.locale}
}

// explicit returns the name of a component option that was given.
func explicit(d *format.DateOptions) string {
	for _, option := range []struct{ name, value string }{
		{"weekday", d.Weekday}, {"era", d.Era}, {"year", d.Year}, {"month", d.Month}, {"day", d.Day}, {"dayPeriod", d.DayPeriod},
		{"hour", d.Hour}, {"minute", d.Minute}, {"second", d.Second}, {"timeZoneName", d.TimeZoneName},
	} {
		if option.value != "" {
			return option.name
		}
	}
	if d.FractionalSecondDigits > 0 {
		return "fractionalSecondDigits"
	}
	return ""
}

func (r *realm) resolveHourCycle(found resolved, hour12 string) string {
	tag, _ := cldr.Parse(found.base)
	preferred, _ := cldr.Hours(tag)
	own := hourCycles[preferred[:1]]
	switch {
	case hour12 == "true":
		// As ECMA-402 had it until 2023, and Node 20 has: hours are counted from where the locale counts them.
		if own == "h11" || own == "h23" {
			return "h11"
		}
		return "h12"
	case hour12 == "false":
		if own == "h11" || own == "h23" {
			return "h23"
		}
		return "h24"
	case found.values["hc"] != "":
		return found.values["hc"]
	}
	return own
}

// dateOptions is what resolvedOptions returns.
func (r *realm) dateOptions(f *dateTimeFormat) goja.Value {
	o := r.object("locale", f.locale, "calendar", f.Calendar, "numberingSystem", f.NumberingSystem, "timeZone", f.Zone.Name)
	set := func(name, value string) {
		if value != "" {
			r.put(o, name, value)
		}
	}
	if f.HourCycle != "" {
		set("hourCycle", f.HourCycle)
		r.put(o, "hour12", f.HourCycle == "h11" || f.HourCycle == "h12")
	}
	if f.DateStyle == "" && f.TimeStyle == "" {
		shown := f.Shown()
		set("weekday", shown.Weekday)
		set("era", shown.Era)
		set("year", shown.Year)
		set("month", shown.Month)
		set("day", shown.Day)
		set("dayPeriod", shown.DayPeriod)
		set("hour", shown.Hour)
		set("minute", shown.Minute)
		set("second", shown.Second)
		if f.FractionalSecondDigits > 0 {
			r.put(o, "fractionalSecondDigits", f.FractionalSecondDigits)
		}
		set("timeZoneName", shown.TimeZoneName)
	}
	set("dateStyle", f.DateStyle)
	set("timeStyle", f.TimeStyle)
	return o
}
