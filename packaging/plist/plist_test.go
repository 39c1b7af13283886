package plist

import (
	"strings"
	"testing"
)

func TestEncode(t *testing.T) {
	got, err := Encode(Dict{"b": Array{1, 2.5, true, "<&>"}, "a": Dict{"data": Data("bytes")}, "c": []string{"x", "ü"}, "d": false})
	if err != nil {
		t.Fatal(err)
	}
	want := head + `<dict>
	<key>a</key>
	<dict>
		<key>data</key>
		<data>Ynl0ZXM=</data>
	</dict>
	<key>b</key>
	<array>
		<integer>1</integer>
		<real>2.5</real>
		<true/>
		<string>&lt;&amp;&gt;</string>
	</array>
	<key>c</key>
	<array>
		<string>x</string>
		<string>ü</string>
	</array>
	<key>d</key>
	<false/>
</dict>
</plist>
`
	if string(got) != want {
		t.Errorf("got\n%s", got)
	}
	if _, err := Encode(Dict{"a": struct{}{}}); err == nil || !strings.Contains(err.Error(), "has no struct") {
		t.Error(err)
	}
}

func TestEncodeBinary(t *testing.T) {
	got, err := EncodeBinary(Dict{"b": 1.5, "a": true, "long": strings.Repeat("x", 20), "n": 7, "d": Data("\x00")})
	if err != nil {
		t.Fatal(err)
	}
	// The dictionary, its five keys, its five values; where each is; the trailer.
	want := "bplist00" + "\xd5\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a" + "\x51a\x51b\x51d\x54long\x51n" +
		"\x09" + "\x23\x3f\xf8\x00\x00\x00\x00\x00\x00" + "\x41\x00" + "\x5f\x11\x00\x14" + strings.Repeat("x", 20) + "\x13\x00\x00\x00\x00\x00\x00\x00\x07" +
		"\x00\x08\x00\x13\x00\x15\x00\x17\x00\x19\x00\x1e\x00\x20\x00\x21\x00\x2a\x00\x2c\x00\x44" +
		"\x00\x00\x00\x00\x00\x00\x02\x01" + "\x00\x00\x00\x00\x00\x00\x00\x0b" + "\x00\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x4d"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if _, err := EncodeBinary(Dict{"a": Array{}}); err == nil {
		t.Error("a list was taken")
	}
	if _, err := EncodeBinary(Dict{"a": Data(make([]byte, 1<<16))}); err == nil {
		t.Error("64 KB were taken")
	}
}
