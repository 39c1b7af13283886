package macho

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging/machotest"
)

func TestSign(t *testing.T) {
	seal := Seal{Identifier: "com.example.notes", Info: []byte("info"), Resources: []byte("resources")}
	for _, architecture := range []string{"amd64", "arm64"} {
		program := machotest.Build(t, architecture)
		for range 2 { // again over the signature that is there
			signed, err := Sign(program, seal)
			if err != nil {
				t.Fatalf("%s: %v", architecture, err)
			}
			if err := machotest.Check(signed, map[int][]byte{1: []byte("info"), 3: []byte("resources")}); err != nil {
				t.Errorf("%s: %v", architecture, err)
			}
			if !bytes.Contains(signed, []byte("com.example.notes\x00")) {
				t.Error("the identifier is missing")
			}
			again, err := Sign(program, seal)
			if err != nil || !bytes.Equal(again, signed) {
				t.Errorf("%s: two runs differ, %v", architecture, err)
			}
			program = signed
		}
		changed := bytes.Clone(program)
		changed[5000] ^= 1
		if err := machotest.Check(changed, map[int][]byte{1: []byte("info"), 3: []byte("resources")}); err == nil {
			t.Error("the check sees no change")
		}
	}
}

func TestSignWithEntitlements(t *testing.T) {
	signed, err := Sign(machotest.Build(t, "arm64"), Seal{Identifier: "a.b", Info: []byte("i"), Entitlements: []byte("<plist/>"), EntitlementsDER: []byte{0x70, 0}, Hardened: true})
	if err != nil {
		t.Fatal(err)
	}
	contents := map[int][]byte{1: []byte("i")}
	if err := machotest.Check(signed, contents); err != nil {
		t.Error(err)
	}
	if string(contents[5]) != "\xfa\xde\x71\x71\x00\x00\x00\x10<plist/>" || string(contents[7]) != "\xfa\xde\x71\x72\x00\x00\x00\x0a\x70\x00" {
		t.Errorf("entitlements %q %q", contents[5], contents[7])
	}
	at := bytes.LastIndex(signed, []byte{0xfa, 0xde, 0x0c, 0x02})
	if flags := binary.BigEndian.Uint32(signed[at+12:]); flags != 0x10002 {
		t.Errorf("flags %#x", flags)
	}
}

func TestAUniversalProgram(t *testing.T) {
	joined, err := Join(machotest.Build(t, "amd64"), machotest.Build(t, "arm64"))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := Sign(joined, Seal{Identifier: "a.b", Info: []byte("i")})
	if err != nil {
		t.Fatal(err)
	}
	file, err := macho.NewFatFile(bytes.NewReader(signed))
	if err != nil || len(file.Arches) != 2 || file.Arches[0].Cpu != macho.CpuAmd64 || file.Arches[1].Cpu != macho.CpuArm64 {
		t.Fatalf("%v %+v", err, file)
	}
	for _, part := range file.Arches {
		if err := machotest.Check(signed[part.Offset:part.Offset+part.Size], map[int][]byte{1: []byte("i")}); err != nil {
			t.Errorf("%v: %v", part.Cpu, err)
		}
	}
}

func TestWhatIsNoProgram(t *testing.T) {
	program := machotest.Build(t, "arm64")
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte(strings.Repeat("#!/bin/sh\n", 10)), "a header alone": program[:32], "a cut header": program[:200],
		"a universal one without its parts": {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2},
	} {
		if _, err := Sign(data, Seal{Identifier: "a.b"}); !errors.Is(err, ErrNoProgram) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Sign(append(bytes.Clone(machotest.Build(t, "amd64")), 1), Seal{}); err == nil || !strings.Contains(err.Error(), "behind its last segment") {
		t.Error(err)
	}
}
