//go:build cgo

package window

import (
	"os"
	"testing"
)

func TestPostedFunctionsRunInOrder(t *testing.T) {
	var order []int
	done := make(chan struct{})
	for i := range 1000 {
		ui.Post(func() { order = append(order, i) })
	}
	ui.Post(func() { close(done) })
	receive(t, done, "the posted functions")
	for i, got := range order {
		if got != i {
			t.Fatalf("function %d ran as number %d", got, i)
		}
	}
}

func TestPanicInAPostedFunctionLeavesTheLoopRunning(t *testing.T) {
	ui.Post(func() { panic("on purpose") })
	onUI(t, func() {})
}

func TestWatchTellsOfDataAndOfTheEnd(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	texts := make(chan string, 10)
	var stop func()
	onUI(t, func() {
		stop = ui.(Watcher).Watch(int(reader.Fd()), func() {
			buffer := make([]byte, 10)
			n, err := reader.Read(buffer)
			if err != nil {
				stop()
				stop()
				texts <- err.Error()
				return
			}
			texts <- string(buffer[:n])
		})
	})
	for _, text := range []string{"one", "two"} {
		if _, err := writer.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if got := receive(t, texts, "the watch"); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, texts, "the watch"); got != "EOF" {
		t.Errorf("got %q, want EOF", got)
	}
}
