package clipboard

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	imagepng "image/png"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

var clipboards []string

var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	openClipboard     = user32.NewProc("OpenClipboard")
	closeClipboard    = user32.NewProc("CloseClipboard")
	emptyClipboard    = user32.NewProc("EmptyClipboard")
	setClipboardData  = user32.NewProc("SetClipboardData")
	getClipboardData  = user32.NewProc("GetClipboardData")
	enumFormats       = user32.NewProc("EnumClipboardFormats")
	registerFormat    = user32.NewProc("RegisterClipboardFormatW")
	getFormatName     = user32.NewProc("GetClipboardFormatNameW")
	addFormatListener = user32.NewProc("AddClipboardFormatListener")
	shell32           = windows.NewLazySystemDLL("shell32.dll")
	dragQueryFile     = shell32.NewProc("DragQueryFileW")
)

const (
	cfUnicodeText = 13
	cfDrop        = 15 // CF_HDROP
	cfDIBV5       = 17

	wmClipboardUpdate = 0x031d
)

// names are the registered formats of ours.
var names = map[string]string{html: "HTML Format", rtf: "Rich Text Format", png: "PNG"}

type winDriver struct {
	window  windows.HWND
	changed func(string)
}

func newDriver() (driver, error) {
	d := &winDriver{}
	window, err := win32.MessageWindow("DeskJSClipboard", func(message uint32, _, _ uintptr) bool {
		if message == wmClipboardUpdate && d.changed != nil {
			d.changed(standard)
		}
		return message == wmClipboardUpdate
	})
	d.window = window
	return d, err
}

// with runs a function while the clipboard is ours. Another program has it for moments only.
func (d *winDriver) with(run func() error) error {
	var err error
	for range 10 {
		var opened uintptr
		if opened, _, err = openClipboard.Call(uintptr(d.window)); opened != 0 {
			defer func() { _, _, _ = closeClipboard.Call() }()
			return run()
		}
		windows.SleepEx(5, false)
	}
	return fmt.Errorf("another program has the clipboard: %w", err)
}

func formatNumber(name string) uintptr {
	number, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(win32.Wide(name))))
	return number
}

// numbers are Windows' formats of one of ours, the best one first.
func numbers(format string) []uintptr {
	switch format {
	case text:
		return []uintptr{cfUnicodeText}
	case files:
		return []uintptr{cfDrop}
	case png:
		return []uintptr{formatNumber(names[png]), cfDIBV5}
	}
	if name := names[format]; name != "" {
		return []uintptr{formatNumber(name)}
	}
	return []uintptr{formatNumber(format)}
}

// formatOf is the name of one of Windows' formats, "" for those that are made of others.
func formatOf(number uintptr) string {
	switch number {
	case cfUnicodeText:
		return text
	case cfDrop:
		return files
	case cfDIBV5:
		return png
	}
	var units [256]uint16
	length, _, _ := getFormatName.Call(number, uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)))
	name := windows.UTF16ToString(units[:length])
	for format, registered := range names {
		if name == registered {
			return format
		}
	}
	return name
}

func (d *winDriver) formats(_ string, done func([]string, error)) {
	var found []string
	err := d.with(func() error {
		for number, _, _ := enumFormats.Call(0); number != 0; number, _, _ = enumFormats.Call(number) {
			if name := formatOf(number); name != "" && !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
		return nil
	})
	done(found, err)
}

func (d *winDriver) read(_ string, formats []string, done func(string, []byte, error)) {
	found, data := "", []byte(nil)
	err := d.with(func() error {
		for _, format := range formats {
			for _, number := range numbers(format) {
				if handle, _, _ := getClipboardData.Call(number); handle != 0 {
					found, data = format, decoded(number, format, handle)
					return nil
				}
			}
		}
		return nil
	})
	done(found, data, err)
}

// decoded makes of Windows' bytes what the format has everywhere.
func decoded(number uintptr, format string, handle uintptr) []byte {
	switch {
	case number == cfUnicodeText:
		data := win32.GlobalBytes(handle)
		units := make([]uint16, len(data)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
		return []byte(windows.UTF16ToString(units))
	case number == cfDrop:
		return droppedFiles(handle)
	case number == cfDIBV5:
		return pngOfDIB(win32.GlobalBytes(handle))
	case format == html:
		return fragment(win32.GlobalBytes(handle))
	}
	return win32.GlobalBytes(handle)
}

func droppedFiles(handle uintptr) []byte {
	count, _, _ := dragQueryFile.Call(handle, 0xffffffff, 0, 0)
	var b strings.Builder
	for i := range count {
		length, _, _ := dragQueryFile.Call(handle, i, 0, 0)
		units := make([]uint16, length+1)
		_, _, _ = dragQueryFile.Call(handle, i, uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)))
		path := filepath.ToSlash(windows.UTF16ToString(units))
		host := ""
		if rest, unc := strings.CutPrefix(path, "//"); unc {
			host, path, _ = strings.Cut(rest, "/")
		}
		b.WriteString((&url.URL{Scheme: "file", Host: host, Path: "/" + strings.TrimPrefix(path, "/")}).String() + "\r\n")
	}
	return []byte(b.String())
}

// fragment is the markup in Windows' form of HTML, whose header says in bytes where it is.
func fragment(data []byte) []byte {
	at := func(name string) int {
		n := -1
		if _, rest, found := bytes.Cut(data, []byte(name+":")); found {
			_, _ = fmt.Sscanf(string(rest[:min(len(rest), 10)]), "%d", &n)
		}
		return n
	}
	start, end := at("StartFragment"), at("EndFragment")
	if start < 0 || end < start || end > len(data) {
		return data
	}
	return data[start:end]
}

// withHeader is the other way round.
func withHeader(markup []byte) []byte {
	const form = "Version:0.9\r\nStartHTML:%010d\r\nEndHTML:%010d\r\nStartFragment:%010d\r\nEndFragment:%010d\r\n"
	const before, after = "<html>\r\n<body>\r\n<!--StartFragment-->", "<!--EndFragment-->\r\n</body>\r\n</html>"
	start := len(fmt.Sprintf(form, 0, 0, 0, 0))
	first := start + len(before)
	last := first + len(markup)
	return append(append([]byte(fmt.Sprintf(form, start, last+len(after), first, last)+before), markup...), after...)
}

// pngOfDIB makes a PNG file of a bitmap of 32 bits a point, as all programs write it; nil of any other.
func pngOfDIB(data []byte) []byte {
	if len(data) < 40 {
		return nil
	}
	header := int(binary.LittleEndian.Uint32(data))
	width, height := int(int32(binary.LittleEndian.Uint32(data[4:]))), int(int32(binary.LittleEndian.Uint32(data[8:])))
	if binary.LittleEndian.Uint16(data[14:]) != 32 || width <= 0 || height == 0 || width > 1<<15 || height > 1<<15 || height < -1<<15 {
		return nil
	}
	if binary.LittleEndian.Uint32(data[16:]) == 3 && header == 40 {
		header += 12 // the masks follow
	}
	upwards := height > 0
	height = max(height, -height)
	if len(data) < header+4*width*height {
		return nil
	}
	points := image.NewNRGBA(image.Rect(0, 0, width, height))
	opaque := true
	for y := range height {
		row := y
		if upwards {
			row = height - 1 - y
		}
		from := data[header+4*width*row:]
		for x := range width {
			to := points.Pix[points.PixOffset(x, y):][:4]
			to[0], to[1], to[2], to[3] = from[4*x+2], from[4*x+1], from[4*x], from[4*x+3]
			opaque = opaque && to[3] == 0
		}
	}
	if opaque { // no alpha was written at all
		for i := 3; i < len(points.Pix); i += 4 {
			points.Pix[i] = 255
		}
	}
	var b bytes.Buffer
	if imagepng.Encode(&b, points) != nil {
		return nil
	}
	return b.Bytes()
}

// dibOfPNG is the other way round: a BITMAPV5HEADER and the points.
func dibOfPNG(file []byte) []byte {
	decoded, err := imagepng.Decode(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	points := image.NewNRGBA(image.Rect(0, 0, decoded.Bounds().Dx(), decoded.Bounds().Dy()))
	draw.Draw(points, points.Rect, decoded, decoded.Bounds().Min, draw.Src)
	width, height := points.Rect.Dx(), points.Rect.Dy()
	header := make([]byte, 124)
	for at, value := range map[int]uint32{
		0: 124, 4: uint32(width), 8: uint32(height), 12: 1 | 32<<16, 16: 3, 20: uint32(4 * width * height),
		40: 0x00ff0000, 44: 0x0000ff00, 48: 0x000000ff, 52: 0xff000000, 56: 0x73524742, // sRGB
		108: 4,
	} {
		binary.LittleEndian.PutUint32(header[at:], value)
	}
	for y := height - 1; y >= 0; y-- {
		for x := range width {
			p := points.Pix[points.PixOffset(x, y):][:4]
			header = append(header, p[2], p[1], p[0], p[3])
		}
	}
	return header
}

// encoded makes Windows' bytes of a format's.
func encoded(number uintptr, it item) []byte {
	switch {
	case number == cfUnicodeText:
		var data []byte
		for _, unit := range append(utf16.Encode([]rune(string(it.data))), 0) {
			data = binary.LittleEndian.AppendUint16(data, unit)
		}
		return data
	case number == cfDrop:
		return dropOf(string(it.data))
	case number == cfDIBV5:
		return dibOfPNG(it.data)
	case it.format == html:
		return withHeader(it.data)
	}
	return it.data
}

// dropOf is a DROPFILES: its header, and paths that end with a zero each.
func dropOf(list string) []byte {
	data := make([]byte, 20)
	data[0], data[16] = 20, 1 // where the paths begin, and that they are wide
	for line := range strings.Lines(list) {
		address, err := url.Parse(strings.TrimSpace(line))
		if err != nil || address.Scheme != "file" {
			continue
		}
		path := strings.TrimPrefix(address.Path, "/")
		if address.Host != "" {
			path = "//" + address.Host + address.Path
		}
		for _, unit := range append(utf16.Encode([]rune(filepath.FromSlash(path))), 0) {
			data = binary.LittleEndian.AppendUint16(data, unit)
		}
	}
	return append(data, 0, 0)
}

func (d *winDriver) write(_ string, items []item) error {
	return d.with(func() error {
		if emptied, _, err := emptyClipboard.Call(); emptied == 0 {
			return err
		}
		for _, it := range items {
			for _, number := range numbers(it.format) {
				data := encoded(number, it)
				if data == nil {
					continue
				}
				handle, err := win32.Global(data)
				if err != nil {
					return err
				}
				if taken, _, err := setClipboardData.Call(number, handle); taken == 0 {
					win32.FreeGlobal(handle)
					return fmt.Errorf("the clipboard does not take %s: %w", it.format, err)
				}
			}
		}
		return nil
	})
}

func (d *winDriver) watch(changed func(string)) error {
	if listening, _, err := addFormatListener.Call(uintptr(d.window)); listening == 0 {
		return err
	}
	d.changed = changed
	return nil
}
