package xvfb

import (
	"net"
	"os"
	"strings"
	"testing"
)

func TestStart(t *testing.T) {
	t.Run("server", func(t *testing.T) {
		Start(t)
		connection, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(os.Getenv("DISPLAY"), ":"))
		if err != nil {
			t.Fatalf("nothing listens on display %q: %v", os.Getenv("DISPLAY"), err)
		}
		_ = connection.Close()
	})
}

func TestTwoServersHaveTheirOwnDisplays(t *testing.T) {
	first, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if first.Display == second.Display {
		t.Errorf("both servers are on display %s", first.Display)
	}
}
