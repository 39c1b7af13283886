package secret

import (
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// security are functions of the keychain; err says that they were not found.
var security = sync.OnceValue(func() (functions struct {
	err  error
	Find func(keychain uintptr, serviceLength uint32, service unsafe.Pointer, accountLength uint32, account unsafe.Pointer,
		length *uint32, data *unsafe.Pointer, item uintptr) int32
	Add func(keychain uintptr, serviceLength uint32, service unsafe.Pointer, accountLength uint32, account unsafe.Pointer,
		length uint32, data unsafe.Pointer, item uintptr) int32
	Free func(attributes uintptr, data unsafe.Pointer) int32
}) {
	handle, err := purego.Dlopen("/System/Library/Frameworks/Security.framework/Security", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if functions.err = err; err != nil {
		return functions
	}
	purego.RegisterLibFunc(&functions.Find, handle, "SecKeychainFindGenericPassword")
	purego.RegisterLibFunc(&functions.Add, handle, "SecKeychainAddGenericPassword")
	purego.RegisterLibFunc(&functions.Free, handle, "SecKeychainItemFreeContent")
	return functions
})

// keychain has the key kept by macOS.
type keychain struct {
	keyed
	host *service.Host
}

func newDriver(host *service.Host) driver {
	k := &keychain{host: host}
	k.key = k.find
	return k
}

func (k *keychain) backend() string { return "" }

const notFound = -25300 // errSecItemNotFound

func (k *keychain) find(create bool) ([]byte, error) {
	functions := security()
	if functions.err != nil {
		return nil, functions.err
	}
	// Named as Electron names its own.
	where, account := []byte(k.host.Name+" Safe Storage"), []byte(k.host.ID)
	var length uint32
	var data unsafe.Pointer
	status := functions.Find(0, uint32(len(where)), unsafe.Pointer(&where[0]), uint32(len(account)), unsafe.Pointer(unsafe.SliceData(account)), &length, &data, 0)
	switch {
	case status == 0:
		text := string(unsafe.Slice((*byte)(data), length))
		functions.Free(0, data)
		return base64.StdEncoding.DecodeString(text)
	case status != notFound:
		return nil, refused(status)
	case !create:
		return nil, errNoKey
	}
	key := newKey()
	text := []byte(base64.StdEncoding.EncodeToString(key))
	if status := functions.Add(0, uint32(len(where)), unsafe.Pointer(&where[0]), uint32(len(account)), unsafe.Pointer(unsafe.SliceData(account)),
		uint32(len(text)), unsafe.Pointer(&text[0]), 0); status != 0 {
		return nil, refused(status)
	}
	return key, nil
}

func refused(status int32) error {
	const cancelled = -128
	if status == cancelled {
		return errors.New("the keychain was not unlocked when macOS asked")
	}
	return fmt.Errorf("the keychain answers with error %d", status)
}
