package dialog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

func guid(a uint32, b, c uint16, d ...byte) windows.GUID {
	return windows.GUID{Data1: a, Data2: b, Data3: c, Data4: [8]byte(d)}
}

var (
	fileOpenDialog  = guid(0xdc1c5a9c, 0xe88a, 0x4dde, 0xa5, 0xa1, 0x60, 0xf8, 0x2a, 0x20, 0xae, 0xf7)
	iFileOpenDialog = guid(0xd57c7288, 0xd4ad, 0x4768, 0xbe, 0x02, 0x9d, 0x96, 0x95, 0x32, 0xd9, 0x60)
	fileSaveDialog  = guid(0xc0b4e2f3, 0xba21, 0x4773, 0x8d, 0xba, 0x33, 0x5e, 0xc9, 0x46, 0xeb, 0x8b)
	iFileSaveDialog = guid(0x84bccd23, 0x5fde, 0x4cdb, 0xae, 0xa4, 0xaf, 0x64, 0xb8, 0x3d, 0x78, 0xab)
	iShellItem      = guid(0x43826d1e, 0xe718, 0x42ee, 0xbc, 0x55, 0xa1, 0xe2, 0x61, 0xc3, 0x7b, 0xfe)

	createItem = windows.NewLazySystemDLL("shell32.dll").NewProc("SHCreateItemFromParsingName")
)

// The methods of IFileDialog, IFileOpenDialog, IShellItem and IShellItemArray.
const (
	show, setFileTypes, setFileTypeIndex         = 3, 4, 5
	setOptions, getOptions, setFolder            = 9, 10, 12
	setFileName, setTitle, setButton, getResult  = 15, 17, 18, 20
	setDefaultExtension, closeDialog, getResults = 22, 23, 27
	displayName, itemCount, itemAt               = 5, 7, 8
	fileSystemPath                               = 0x80058000 // SIGDN_FILESYSPATH
)

// Options of the dialogs: FOS_...
const (
	overwritePrompt, noChangeFolder, pickFolders = 0x2, 0x8, 0x20
	forceFiles, multiple, pathMustExist          = 0x40, 0x200, 0x800
	fileMustExist, createPrompt                  = 0x1000, 0x2000
	dontAddToRecent, showHidden                  = 0x02000000, 0x10000000
)

// winDriver shows dialogs on the UI thread, which goes on getting its messages meanwhile: inside of the dialogs' own loops.
type winDriver struct{ host *service.Host }

func newDriver(host *service.Host) (driver, error) { return &winDriver{host}, nil }

func (d *winDriver) files(o *fileOptions, parent uintptr, done func([]string, error)) func() {
	var dialog *win32.Object
	ended := false
	d.host.Post(func() {
		if ended {
			return
		}
		var err error
		if dialog, err = fileDialog(o); err != nil {
			ended = true
			done(nil, err)
			return
		}
		err = dialog.Call(show, parent)
		var paths []string
		if err == nil {
			paths, err = chosen(dialog, o.save)
		} else if errors.Is(err, win32.Cancelled) {
			err = nil
		}
		dialog.Release()
		ended, dialog = true, nil
		done(paths, err)
	})
	return func() {
		switch {
		case ended:
		case dialog != nil:
			cancelled := win32.Cancelled
			_ = dialog.Call(closeDialog, uintptr(cancelled)) // show returns with it
		default:
			ended = true
			done(nil, nil)
		}
	}
}

// filterSpec is a COMDLG_FILTERSPEC.
type filterSpec struct{ name, pattern *uint16 }

func fileDialog(o *fileOptions) (*win32.Object, error) {
	class, iface := fileOpenDialog, iFileOpenDialog
	if o.save {
		class, iface = fileSaveDialog, iFileSaveDialog
	}
	dialog, err := win32.Create(class, iface)
	if err != nil {
		return nil, fmt.Errorf("the dialog can't be made: %w", err)
	}
	var options uint32
	if err := dialog.Call(getOptions, uintptr(unsafe.Pointer(&options))); err != nil {
		options = 0
	}
	options |= forceFiles | noChangeFolder | pathMustExist
	for property, flag := range map[string]uint32{
		"multiSelections": multiple, "showHiddenFiles": showHidden, "promptToCreate": createPrompt, "dontAddToRecent": dontAddToRecent,
	} {
		if o.has(property) {
			options |= flag
		}
	}
	folders := !o.save && o.has("openDirectory")
	switch {
	case o.save:
		options |= overwritePrompt
	case folders:
		options |= pickFolders
	case !o.has("promptToCreate"):
		options |= fileMustExist
	}
	failures := []error{dialog.Call(setOptions, uintptr(options))}
	for method, text := range map[int]string{setTitle: o.Title, setButton: strings.ReplaceAll(o.ButtonLabel, "&", "&&")} {
		if text != "" {
			failures = append(failures, dialog.Call(method, uintptr(unsafe.Pointer(win32.Wide(text)))))
		}
	}
	if len(o.Filters) > 0 && !folders {
		failures = append(failures, setFilters(dialog, o))
	}
	folder, name := o.start()
	if folder == "" {
		folder = usualFolder()
	}
	if name != "" {
		failures = append(failures, dialog.Call(setFileName, uintptr(unsafe.Pointer(win32.Wide(name)))))
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		var item *win32.Object
		result, _, _ := createItem.Call(uintptr(unsafe.Pointer(win32.Wide(filepath.Clean(folder)))), 0, uintptr(unsafe.Pointer(&iShellItem)), uintptr(unsafe.Pointer(&item)))
		if win32.Check(result) == nil {
			failures = append(failures, dialog.Call(setFolder, uintptr(unsafe.Pointer(item))))
			item.Release()
		}
	}
	if err := errors.Join(failures...); err != nil {
		dialog.Release()
		return nil, fmt.Errorf("the dialog does not take its options: %w", err)
	}
	return dialog, nil
}

func setFilters(dialog *win32.Object, o *fileOptions) error {
	specs := make([]filterSpec, len(o.Filters))
	for i, f := range o.Filters {
		patterns := make([]string, len(f.Extensions))
		for j, extension := range f.Extensions {
			patterns[j] = "*." + extension
		}
		specs[i] = filterSpec{win32.Wide(f.Name), win32.Wide(strings.Join(patterns, ";"))}
	}
	err := dialog.Call(setFileTypes, uintptr(len(specs)), uintptr(unsafe.Pointer(&specs[0])))
	if err == nil {
		err = dialog.Call(setFileTypeIndex, 1)
	}
	// With one, the dialog gives names the extension of the filter that is chosen.
	if first := o.Filters[0].Extensions; err == nil && o.save && len(first) > 0 && first[0] != "*" {
		err = dialog.Call(setDefaultExtension, uintptr(unsafe.Pointer(win32.Wide(first[0]))))
	}
	return err
}

func chosen(dialog *win32.Object, save bool) ([]string, error) {
	if save {
		item, err := dialog.Object(getResult)
		if err != nil {
			return nil, err
		}
		defer item.Release()
		path, err := pathOf(item)
		return []string{path}, err
	}
	items, err := dialog.Object(getResults)
	if err != nil {
		return nil, err
	}
	defer items.Release()
	var count uint32
	if err := items.Call(itemCount, uintptr(unsafe.Pointer(&count))); err != nil {
		return nil, err
	}
	var paths []string
	for i := range count {
		var item *win32.Object
		if err := items.Call(itemAt, uintptr(i), uintptr(unsafe.Pointer(&item))); err != nil {
			return nil, err
		}
		path, err := pathOf(item)
		item.Release()
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func pathOf(item *win32.Object) (string, error) {
	var text *uint16
	if err := item.Call(displayName, fileSystemPath, uintptr(unsafe.Pointer(&text))); err != nil {
		return "", err
	}
	return win32.TakeText(text), nil
}

// certificate adds it to the user's trusted ones: Windows itself shows it, and asks.
func (d *winDriver) certificate(der []byte, _ string, _ uintptr, done func(error)) {
	d.host.Post(func() { done(trust(der)) })
}

func trust(der []byte) error {
	const encoding = 0x10001 // X509_ASN_ENCODING | PKCS_7_ASN_ENCODING
	context, err := windows.CertCreateCertificateContext(encoding, unsafe.SliceData(der), uint32(len(der)))
	if err != nil {
		return fmt.Errorf("the certificate can't be read: %w", err)
	}
	defer func() { _ = windows.CertFreeCertificateContext(context) }()
	store, err := windows.CertOpenSystemStore(0, win32.Wide("ROOT"))
	if err != nil {
		return err
	}
	defer func() { _ = windows.CertCloseStore(store, 0) }()
	const replaceExisting, cancelled = 3, windows.Errno(1223) // CERT_STORE_ADD_REPLACE_EXISTING, ERROR_CANCELLED
	if err := windows.CertAddCertificateContextToStore(store, context, replaceExisting, nil); err != nil && !errors.Is(err, cancelled) {
		return err
	}
	return nil
}
