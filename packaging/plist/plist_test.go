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
