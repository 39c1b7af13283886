package language

import "testing"

func TestFromEnvironment(t *testing.T) {
	for _, test := range []struct {
		variables map[string]string
		want      string
	}{
		{nil, ""},
		{map[string]string{"LANG": "C.UTF-8"}, ""},
		{map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "de"}, ""},
		{map[string]string{"LANG": "de_AT.UTF-8"}, "de-AT"},
		{map[string]string{"LANG": "en_US.UTF-8", "LANGUAGE": "ar:en"}, "ar"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "fa_IR"}, "fa-IR"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "sr_RS@latin"}, "sr-RS"},
		{map[string]string{"LANG": "../../x"}, ""},
	} {
		if got := clean(fromEnvironment(func(name string) string { return test.variables[name] })); got != test.want {
			t.Errorf("%v: %q, want %q", test.variables, got, test.want)
		}
	}
}

func TestBest(t *testing.T) {
	available := map[string]bool{"en": true, "de": true, "pt": true, "pt-BR": true, "zh-CN": true, "zh-TW": true, "nb": true}
	for tag, want := range map[string]string{
		"de-AT": "de", "pt-BR": "pt-BR", "pt-PT": "pt", "zh-Hant-HK": "zh-TW", "zh-HK": "zh-TW", "zh": "zh-CN", "zh-SG": "zh-CN", "no": "nb", "nn-NO": "nb", "EN": "en", "tlh": "",
	} {
		if got := Best(tag, func(tag string) bool { return available[tag] }); got != want {
			t.Errorf("Best(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[string]bool{"ar": true, "he-IL": true, "fa-IR": true, "de": false, "ur-PK": true, "ur-Latn": false, "": false} {
		if RightToLeft(tag) != want {
			t.Errorf("RightToLeft(%q) is %v", tag, !want)
		}
	}
}
