package permission

import (
	"fmt"
	"os"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
)

// TestProc is the kernel's other names for files.
func TestProc(t *testing.T) {
	w := newWorld(t, grant.Files{Read: []string{"/"}, Write: []string{"/"}, Deny: []string{"$HOME/secret"}})
	t.Chdir(w.home)
	secret, err := os.Open(w.home + "/secret")
	if err != nil {
		t.Fatal(err)
	}
	defer secret.Close()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	defer writer.Close()
	gone, err := os.Create(w.data + "/gone")
	if err != nil {
		t.Fatal(err)
	}
	defer gone.Close()
	if err := os.Remove(gone.Name()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/proc/self/root" + w.home + "/secret":                     "denied",
		"/proc/self/root" + w.home + "/Docs2/x":                    "",
		"/proc/self/cwd/secret":                                    "denied",
		fmt.Sprintf("/proc/%d/root%s/secret", os.Getpid(), w.home): "denied",
		"/proc/1/root" + w.home + "/secret":                        "denied",
		"/proc/thread-self/root" + w.home + "/secret":              "denied",
		fmt.Sprintf("/proc/self/fd/%d", secret.Fd()):               "denied",
		fmt.Sprintf("/dev/fd/%d", secret.Fd()):                     "denied",
		fmt.Sprintf("/dev/fd/%d", reader.Fd()):                     "",
		fmt.Sprintf("/proc/self/fd/%d", gone.Fd()):                 "denied",
		"/proc/self/mem":                                           "denied",
		"/proc/self/environ":                                       "denied",
		"/proc/self/../1/mem":                                      "denied",
		"/proc/cpuinfo":                                            "denied",
		"/sys/kernel":                                              "denied",
	} {
		entrance, err := Enter(Reading, path, Follow)
		if got := outcome(err); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
		if err == nil {
			entrance.Leave()
		}
	}
	install(t, Options{Permissions: &grant.Permissions{Files: grant.Files{Read: []string{"/proc/cpuinfo"}}}})
	if err := Read("/proc/cpuinfo"); err != nil {
		t.Errorf("what is granted by its own name: %v", err)
	}
}
