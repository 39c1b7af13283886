package shell

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

var (
	shellLink      = windows.GUID{Data1: 0x00021401, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	iShellLink     = windows.GUID{Data1: 0x000214f9, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	iPersistFile   = windows.GUID{Data1: 0x0000010b, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	iPropertyStore = windows.GUID{Data1: 0x886d8eeb, Data2: 0x8cf2, Data3: 0x4446, Data4: [8]byte{0x8d, 0x02, 0xcd, 0xba, 0x1d, 0xbd, 0xcf, 0x99}}

	appModel            = windows.GUID{Data1: 0x9f4c2855, Data2: 0x9f79, Data3: 0x4b39, Data4: [8]byte{0xa8, 0xd0, 0xe1, 0xd4, 0x2d, 0xe1, 0xd5, 0xf3}}
	appUserModelID      = propertyKey{appModel, 5}
	toastActivatorCLSID = propertyKey{appModel, 26}
)

// The methods of IShellLinkW, IPersistFile and IPropertyStore.
const (
	getPath, getDescription, setDescription        = 3, 6, 7
	getDirectory, setDirectory                     = 8, 9
	getArguments, setArguments                     = 10, 11
	getIcon, setIcon, setPath                      = 16, 17, 20
	persistLoad, persistSave                       = 5, 6
	storeGetValue, storeSetValue, storeCommit      = 5, 6, 7
	variantString, variantClass, maxLinkText  uint = 31, 72, 1024 // VT_LPWSTR, VT_CLSID, INFOTIPSIZE
)

type propertyKey struct {
	format windows.GUID
	number uint32
}

// propertyVariant is a PROPVARIANT with a pointer.
type propertyVariant struct {
	kind    uint16
	_       [3]uint16
	pointer unsafe.Pointer
	_       uintptr
}

type openLink struct{ link, file *win32.Object }

func newLink() (openLink, error) {
	made, err := win32.Create(shellLink, iShellLink)
	if err != nil {
		return openLink{}, err
	}
	file, err := made.Query(iPersistFile)
	if err != nil {
		made.Release()
		return openLink{}, err
	}
	return openLink{made, file}, nil
}

func (l openLink) close() {
	l.file.Release()
	l.link.Release()
}

func (l openLink) load(path string) error {
	if err := l.file.Call(persistLoad, uintptr(unsafe.Pointer(win32.Wide(path))), 0); err != nil {
		return fmt.Errorf("%s is no shortcut that can be read: %w", path, err)
	}
	return nil
}

func (l openLink) text(method int) string {
	var units [maxLinkText + 1]uint16
	if l.link.Call(method, uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)-1)) != nil {
		return ""
	}
	return windows.UTF16ToString(units[:])
}

func readLink(path string) (link, error) {
	l, err := newLink()
	if err != nil {
		return link{}, err
	}
	defer l.close()
	if err := l.load(path); err != nil {
		return link{}, err
	}
	found := link{Directory: l.text(getDirectory), Args: l.text(getArguments), Description: l.text(getDescription)}
	var units [maxLinkText + 1]uint16
	if l.link.Call(getPath, uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)-1), 0, 0) == nil {
		found.Target = windows.UTF16ToString(units[:])
	}
	var icon [maxLinkText + 1]uint16
	var index int32
	if l.link.Call(getIcon, uintptr(unsafe.Pointer(&icon[0])), uintptr(len(icon)-1), uintptr(unsafe.Pointer(&index))) == nil {
		found.Icon, found.IconIndex = windows.UTF16ToString(icon[:]), int(index)
	}
	if store, err := l.link.Query(iPropertyStore); err == nil {
		defer store.Release()
		if value := get(store, &appUserModelID); value.kind == uint16(variantString) {
			found.AppUserModelID = win32.TakeText((*uint16)(value.pointer))
		}
		if value := get(store, &toastActivatorCLSID); value.kind == uint16(variantClass) {
			found.ToastActivatorClsid = (*windows.GUID)(value.pointer).String()
			windows.CoTaskMemFree(value.pointer)
		}
	}
	return found, nil
}

func get(store *win32.Object, key *propertyKey) propertyVariant {
	var value propertyVariant
	_ = store.Call(storeGetValue, uintptr(unsafe.Pointer(key)), uintptr(unsafe.Pointer(&value))) // it stays empty
	return value
}

func writeLink(c linkChange) error {
	_, err := os.Stat(c.Path)
	if c.Operation != "create" && err != nil {
		return fmt.Errorf("there is no shortcut to %s: %w", c.Operation, err)
	}
	l, err := newLink()
	if err != nil {
		return err
	}
	defer l.close()
	if c.Operation == "update" {
		if err := l.load(c.Path); err != nil {
			return err
		}
	}
	for _, set := range []struct {
		method int
		text   string
	}{{setPath, c.Target}, {setDirectory, c.Directory}, {setArguments, c.Args}, {setDescription, c.Description}} {
		if set.text == "" {
			continue
		}
		if err := l.link.Call(set.method, uintptr(unsafe.Pointer(win32.Wide(set.text)))); err != nil {
			return err
		}
	}
	if c.Icon != "" {
		if err := l.link.Call(setIcon, uintptr(unsafe.Pointer(win32.Wide(c.Icon))), uintptr(c.IconIndex)); err != nil {
			return err
		}
	}
	if err := l.setProperties(c); err != nil {
		return err
	}
	return l.file.Call(persistSave, uintptr(unsafe.Pointer(win32.Wide(c.Path))), 1)
}

func (l openLink) setProperties(c linkChange) error {
	if c.AppUserModelID == "" && c.ToastActivatorClsid == "" {
		return nil
	}
	store, err := l.link.Query(iPropertyStore)
	if err != nil {
		return err
	}
	defer store.Release()
	if c.AppUserModelID != "" {
		value := propertyVariant{kind: uint16(variantString), pointer: unsafe.Pointer(win32.Wide(c.AppUserModelID))}
		if err := store.Call(storeSetValue, uintptr(unsafe.Pointer(&appUserModelID)), uintptr(unsafe.Pointer(&value))); err != nil {
			return err
		}
	}
	if c.ToastActivatorClsid != "" {
		class, err := windows.GUIDFromString(c.ToastActivatorClsid)
		if err != nil {
			return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "toastActivatorClsid must be a class in the form {XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}"}
		}
		value := propertyVariant{kind: uint16(variantClass), pointer: unsafe.Pointer(&class)}
		if err := store.Call(storeSetValue, uintptr(unsafe.Pointer(&toastActivatorCLSID)), uintptr(unsafe.Pointer(&value))); err != nil {
			return err
		}
	}
	return store.Call(storeCommit)
}
