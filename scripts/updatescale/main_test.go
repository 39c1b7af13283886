package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTheDocumentHasTheTables(t *testing.T) {
	text, err := os.ReadFile("../../" + document)
	if err != nil {
		t.Fatal(err)
	}
	after, err := fill(text)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, after) {
		t.Errorf("%s is out of date: go run ./scripts/updatescale -write", document)
	}
}
