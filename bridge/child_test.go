package bridge

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"testing"
)

// childVariable makes this executable the child of a test.
const childVariable = "DESKJS_BRIDGE_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		os.Exit(echo())
	}
	os.Exit(m.Run())
}

// echo sends back every frame until one is empty.
func echo() int {
	conn, err := OpenInherited()
	if err != nil {
		return 1
	}
	for {
		frame, err := conn.ReadFrame()
		if err != nil {
			return 2
		}
		if len(frame.Body) == 0 {
			return 3
		}
		if err := conn.WriteFrame(frame.Type, frame.Body); err != nil {
			return 4
		}
	}
}

func startEcho(t *testing.T) (*exec.Cmd, *Conn) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(executable)
	cmd.Env = append(os.Environ(), childVariable+"=1")
	conn, err := StartChild(cmd)
	if err != nil {
		t.Fatal(err)
	}
	return cmd, conn
}

func TestChildSharesASocket(t *testing.T) {
	cmd, conn := startEcho(t)
	for _, size := range []int{1, 100, copiedFrame + 1, 3 << 20} {
		want := bytes.Repeat([]byte{byte(size)}, size)
		// Both directions at once: neither side waits for the other to have read everything.
		if err := conn.QueueFrame(FrameLog, want); err != nil {
			t.Fatal(err)
		}
		if err := conn.QueueFrame(FrameStyles, want[:1]); err != nil {
			t.Fatal(err)
		}
		got := map[FrameType][]byte{}
		for range 2 { // the small one may overtake the large one
			frame, err := conn.ReadFrame()
			if err != nil {
				t.Fatal(err)
			}
			got[frame.Type] = frame.Body
		}
		if !bytes.Equal(got[FrameLog], want) || !bytes.Equal(got[FrameStyles], want[:1]) {
			t.Fatalf("%d bytes and 1 came back as %d and %d", size, len(got[FrameLog]), len(got[FrameStyles]))
		}
	}
	if err := conn.WriteFrame(FrameLog); err != nil {
		t.Fatal(err)
	}
	// The child's end is the end of the stream.
	if _, err := conn.ReadFrame(); !errors.Is(err, io.EOF) {
		t.Errorf("after the child has ended: %v", err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 3 {
		t.Errorf("the child ended with %d", code)
	}
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
}

func TestCloseEndsTheChildsReadAndOurs(t *testing.T) {
	cmd, conn := startEcho(t)
	if err := conn.WriteFrame(FrameLog, []byte("up?")); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ReadFrame(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		_, err := conn.ReadFrame()
		ended <- err
	}()
	_ = conn.Close()
	if err := <-ended; err == nil {
		t.Error("a read of a closed Conn returned a frame")
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 2 {
		t.Errorf("the child ended with %d", code)
	}
}

func TestOpenInheritedWithoutAParent(t *testing.T) {
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(executable)
	cmd.Env = append(os.Environ(), childVariable+"=1")
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("the process ended with %d", code)
	}
}
