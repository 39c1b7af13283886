package dialog

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

var (
	kernel32       = windows.NewLazySystemDLL("kernel32.dll")
	createContext  = kernel32.NewProc("CreateActCtxW")
	activate       = kernel32.NewProc("ActivateActCtx")
	deactivate     = kernel32.NewProc("DeactivateActCtx")
	user32         = windows.NewLazySystemDLL("user32.dll")
	postMessage    = user32.NewProc("PostMessageW")
	iconOfResource = user32.NewProc("CreateIconFromResourceEx")
	destroyIcon    = user32.NewProc("DestroyIcon")
)

// activation is an ACTCTX.
type activation struct {
	size, flags  uint32
	source       *uint16
	architecture uint16
	language     uint16
	directory    *uint16
	resource     uintptr
	application  *uint16
	module       windows.Handle
}

// taskDialog finds TaskDialogIndirect. It is in version 6 of the common controls, which a program gets that says so in its manifest; one
// that has none borrows shell32's.
var taskDialog = sync.OnceValues(func() (*windows.Proc, error) {
	const resourceNameValid = 0x8 // ACTCTX_FLAG_RESOURCE_NAME_VALID
	folder, err := windows.GetSystemDirectory()
	if err != nil {
		return nil, err
	}
	context := activation{flags: resourceNameValid, source: win32.Wide(folder + `\shell32.dll`), resource: 124}
	context.size = uint32(unsafe.Sizeof(context))
	var cookie uintptr
	if handle, _, _ := createContext.Call(uintptr(unsafe.Pointer(&context))); handle != ^uintptr(0) {
		if done, _, _ := activate.Call(handle, uintptr(unsafe.Pointer(&cookie))); done != 0 {
			defer func() { _, _, _ = deactivate.Call(0, cookie) }()
		}
	}
	library, err := windows.LoadDLL("comctl32.dll")
	if err != nil {
		return nil, err
	}
	return library.FindProc("TaskDialogIndirect")
})

// Of TASKDIALOGCONFIG and what a task dialog is told.
const (
	useIconHandle, allowCancel, commandLinks = 0x2, 0x8, 0x10
	boxChecked, besideParent, fitContent     = 0x100, 0x1000, 0x01000000
	okButton, idOK, idCancel                 = 0x1, 1, 2
	firstButton                              = 100 // the number of our first button
	clickButton                              = 0x0400 + 102
	created                                  = 0 // TDN_CREATED
)

var icons = map[string]uintptr{"warning": 65535, "error": 65534, "info": 65533, "question": 65533}

// boxes are the task dialogs that are open, by what they were made with: their windows, once there are some. UI thread.
var boxes = map[uintptr]uintptr{}

var lastBox uintptr

var whenCreated = sync.OnceValue(func() uintptr {
	return syscall.NewCallback(func(window uintptr, notification uint32, _, _, box uintptr) uintptr {
		if notification == created {
			boxes[box] = window
		}
		return 0
	})
})

// packed writes structures whose fields follow each other without gaps.
type packed struct {
	data []byte
	kept []*uint16 // what data points to
}

func (p *packed) number(n int32) { p.data = binary.LittleEndian.AppendUint32(p.data, uint32(n)) }

func (p *packed) word(n uintptr) {
	if unsafe.Sizeof(n) == 4 {
		p.number(int32(n))
		return
	}
	p.data = binary.LittleEndian.AppendUint64(p.data, uint64(n))
}

func (p *packed) text(text string) {
	if text == "" {
		p.word(0)
		return
	}
	units := win32.Wide(text)
	p.kept = append(p.kept, units)
	p.word(uintptr(unsafe.Pointer(units)))
}

func (d *winDriver) message(o *messageOptions, parent uintptr, done func(messageResult, error)) func() {
	lastBox++
	box := lastBox
	ended := false
	d.host.Post(func() {
		if ended {
			return
		}
		result, err := runBox(o, parent, box)
		ended = true
		done(result, err)
	})
	return func() {
		switch window := boxes[box]; {
		case ended:
		case window != 0:
			_, _, _ = postMessage.Call(window, clickButton, idCancel, 0)
		default:
			ended = true
			done(messageResult{o.CancelID, o.CheckboxChecked}, nil)
		}
	}
}

// commonWords are buttons that stay buttons where others become links.
var commonWords = []string{"ok", "cancel", "yes", "no", "close", "retry"}

func runBox(o *messageOptions, parent, box uintptr) (messageResult, error) {
	proc, err := taskDialog()
	if err != nil {
		return messageResult{}, fmt.Errorf("this Windows has no message boxes with buttons of one's own: %w", err)
	}
	flags := int32(allowCancel | fitContent)
	if parent != 0 {
		flags |= besideParent
	}
	if o.CheckboxChecked {
		flags |= boxChecked
	}
	if !o.NoLink && slices.ContainsFunc(o.Buttons, func(label string) bool { return !slices.Contains(commonWords, strings.ToLower(label)) }) && len(o.Buttons) > 2 {
		flags |= commandLinks
	}
	icon := icons[o.Type]
	if len(o.icon) > 0 {
		if made, _, _ := iconOfResource.Call(uintptr(unsafe.Pointer(&o.icon[0])), uintptr(len(o.icon)), 1, 0x00030000, 0, 0, 0); made != 0 {
			icon, flags = made, flags|useIconHandle
			defer func() { _, _, _ = destroyIcon.Call(made) }()
		}
	}
	var buttons, config packed
	for i, label := range o.Buttons {
		buttons.number(int32(firstButton + i))
		buttons.text(label)
	}
	common, first, title := int32(0), uintptr(0), o.Title
	if len(o.Buttons) == 0 {
		common = okButton
	} else {
		first = uintptr(unsafe.Pointer(&buttons.data[0]))
	}
	if title == "" {
		title = " " // or else it is the executable's name
	}
	chosen := int32(0)
	if o.DefaultID >= 0 && o.DefaultID < len(o.Buttons) {
		chosen = int32(firstButton + o.DefaultID)
	}
	instruction, content := o.Message, o.Detail
	if content == "" {
		instruction, content = "", o.Message
	}
	config.number(0) // its size
	config.word(parent)
	config.word(0)
	config.number(flags)
	config.number(common)
	config.text(title)
	config.word(icon)
	config.text(instruction)
	config.text(content)
	config.number(int32(len(o.Buttons)))
	config.word(first)
	config.number(chosen)
	config.number(0)
	config.word(0)
	config.number(0)
	config.text(o.CheckboxLabel)
	for range 5 {
		config.word(0)
	}
	config.word(0)
	config.word(whenCreated())
	config.word(box)
	config.number(0)
	binary.LittleEndian.PutUint32(config.data, uint32(len(config.data)))

	var pressed, checked int32
	boxes[box] = 0
	result, _, _ := proc.Call(uintptr(unsafe.Pointer(&config.data[0])), uintptr(unsafe.Pointer(&pressed)), 0, uintptr(unsafe.Pointer(&checked)))
	delete(boxes, box)
	runtime.KeepAlive(&buttons)
	runtime.KeepAlive(&config)
	if err := win32.Check(result); err != nil {
		return messageResult{}, fmt.Errorf("the message box can't be shown: %w", err)
	}
	response := o.CancelID
	switch {
	case pressed >= firstButton:
		response = int(pressed) - firstButton
	case pressed == idOK:
		response = 0
	}
	return messageResult{response, checked != 0}, nil
}
