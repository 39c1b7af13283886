package bridge

import (
	"bytes"
	"testing"
)

func TestParseRecord(t *testing.T) {
	tests := []struct {
		line string
		want Record
		ok   bool
	}{
		{"call 1 api.x []", Record{"call", 1, "api.x []"}, true},
		{"end 9007199254740991", Record{"end", MaxID, ""}, true},
		{"next 0 5", Record{"next", 0, "5"}, true},
		{"", Record{}, false},
		{"call", Record{}, false},
		{"call ", Record{}, false},
		{" 1 x", Record{}, false},
		{"call x y", Record{}, false},
		{"call -1 y", Record{}, false},
		{"call +1 y", Record{}, false},
		{"call 01 y", Record{}, false},
		{"call 1e3 y", Record{}, false},
		{"call 9007199254740992 y", Record{}, false},
		{"call 99999999999999999999 y", Record{}, false},
	}
	for _, test := range tests {
		record, err := ParseRecord(test.line)
		if (err == nil) != test.ok || record != test.want {
			t.Errorf("%q: got %+v %v, want %+v", test.line, record, err, test.want)
		}
		if err == nil && record.String() != test.line {
			t.Errorf("%q became %q", test.line, record.String())
		}
	}
}

func TestBlob(t *testing.T) {
	parts := [][]byte{{1, 2, 3}, {}, {4}}
	blob := bytes.Join(append([][]byte{BlobHeader(parts)}, parts...), nil)
	got, err := ParseBlob(blob)
	if err != nil || len(got) != 3 || !bytes.Equal(got[0], parts[0]) || len(got[1]) != 0 || !bytes.Equal(got[2], parts[2]) {
		t.Errorf("got %v %v, want %v", got, err, parts)
	}
	for _, broken := range []string{
		"\x01", "\x01\x00\x00\x00", "\xff\xff\xff\xff\x00\x00\x00\x00", "\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00x",
		"\x01\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xffx", "\x00\x00\x00\x00x",
	} {
		if _, err := ParseBlob([]byte(broken)); err == nil {
			t.Errorf("%q is taken for a blob", broken)
		}
	}
}
