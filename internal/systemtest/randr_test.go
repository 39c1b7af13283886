//go:build linux

package systemtest

import (
	"testing"

	"github.com/deskjs/deskjs/internal/xvfb"
)

func TestResize(t *testing.T) {
	server, err := xvfb.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	if err := resize(server.Display, 1000, 700); err != nil {
		t.Fatal(err)
	}
	x, err := dialX(server.Display)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.conn.Close() }()
	const getGeometry = 14
	answer, err := x.ask(getGeometry, 0, u32(x.root))
	if err != nil {
		t.Fatal(err)
	}
	if width, height := answer[16:18], answer[18:20]; string(width) != string(u16(1000)) || string(height) != string(u16(700)) {
		t.Errorf("the root window has the size %v, %v", width, height)
	}
}
