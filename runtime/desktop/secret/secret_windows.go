package secret

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// protector has Windows encrypt (DPAPI), for this person on this computer, and the app alone by its id.
type protector struct{ salt []byte }

func newDriver(host *service.Host) driver { return protector{[]byte(host.ID)} }

func (protector) available() error { return nil }
func (protector) backend() string  { return "" }

// silent is CRYPTPROTECT_UI_FORBIDDEN.
const silent = 1

func (p protector) seal(plain []byte) ([]byte, error) {
	var out windows.DataBlob
	if err := windows.CryptProtectData(blob(plain), nil, blob(p.salt), 0, nil, silent, &out); err != nil {
		return nil, fmt.Errorf("DPAPI could not encrypt it: %w", err)
	}
	return take(out), nil
}

func (p protector) open(sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, errors.New("it is too short")
	}
	var out windows.DataBlob
	if err := windows.CryptUnprotectData(blob(sealed), nil, blob(p.salt), 0, nil, silent, &out); err != nil {
		return nil, fmt.Errorf("DPAPI could not decrypt it: %w", err)
	}
	return take(out), nil
}

func blob(data []byte) *windows.DataBlob {
	if len(data) == 0 {
		data = make([]byte, 1)[:0]
	}
	return &windows.DataBlob{Size: uint32(len(data)), Data: unsafe.SliceData(data)}
}

func take(out windows.DataBlob) []byte {
	data := append([]byte{}, unsafe.Slice(out.Data, out.Size)...)
	_, _ = windows.LocalFree(windows.Handle(unsafe.Pointer(out.Data)))
	return data
}
