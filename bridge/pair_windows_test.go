package bridge

import (
	"crypto/rand"
	"testing"

	"golang.org/x/sys/windows"
)

func TestPipeHasRoomForNobodyElse(t *testing.T) {
	path := `\\.\pipe\deskjs-test-` + rand.Text()
	ours, theirs, err := openPipe(path)
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	defer func() { _ = windows.CloseHandle(theirs) }()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	if client, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0); err == nil {
		_ = windows.CloseHandle(client)
		t.Error("another client was let in")
	}
	if _, _, err := openPipe(path); err == nil {
		t.Error("another server was let in")
	}
}

func TestPipeIsTheUsersAlone(t *testing.T) {
	security, err := ownerOnly()
	if err != nil {
		t.Fatal(err)
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := security.SecurityDescriptor.DACL()
	if err != nil || list == nil || list.AceCount != 1 {
		t.Fatalf("the list is %+v, %v", list, err)
	}
	if text, want := security.SecurityDescriptor.String(), ";;;"+user.User.Sid.String()+")"; len(text) < len(want) || text[len(text)-len(want):] != want {
		t.Errorf("it lets in %s, want %s alone", text, want)
	}
}
