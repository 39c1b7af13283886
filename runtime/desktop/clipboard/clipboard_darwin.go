package clipboard

import (
	"net/url"
	"slices"
	"strings"

	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
)

var clipboards = []string{findText}

// types are the pasteboard's of our formats, the best one first.
var types = map[string][]string{
	text: {"public.utf8-plain-text"}, html: {"public.html"}, rtf: {"public.rtf"}, png: {"public.png", "public.tiff"}, files: {"public.file-url"},
}

type macDriver struct {
	changed func(string)
	count   int
}

func newDriver() (driver, error) { return &macDriver{}, nil }

func board(which string) objc.ID {
	if which == findText {
		return cocoa.Send(cocoa.Class("NSPasteboard"), "pasteboardWithName:", cocoa.String("Apple CFPasteboard find"))
	}
	return cocoa.Send(cocoa.Class("NSPasteboard"), "generalPasteboard")
}

func available(which string) []string {
	list := cocoa.Send(board(which), "types")
	var names []string
	if list != 0 {
		for i := range objc.Send[uint](list, cocoa.Sel("count")) {
			names = append(names, cocoa.GoString(cocoa.Send(list, "objectAtIndex:", i)))
		}
	}
	return names
}

func (d *macDriver) formats(which string, done func([]string, error)) {
	var found []string
	cocoa.Pooled(func() {
		for _, name := range available(which) {
			for format, known := range types {
				if slices.Contains(known, name) {
					name = format
				}
			}
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	})
	done(found, nil)
}

func (d *macDriver) read(which string, formats []string, done func(string, []byte, error)) {
	found, data := "", []byte(nil)
	cocoa.Pooled(func() {
		there := available(which)
		for _, format := range formats {
			names := types[format]
			if names == nil {
				names = []string{format}
			}
			for _, name := range names {
				if slices.Contains(there, name) {
					found, data = format, readType(which, format, name)
					return
				}
			}
		}
	})
	done(found, data, nil)
}

func readType(which, format, name string) []byte {
	if format == files {
		return fileURLs(which)
	}
	data := cocoa.Send(board(which), "dataForType:", cocoa.String(name))
	if name == "public.tiff" {
		const asPNG = 4 // NSBitmapImageFileTypePNG
		picture := cocoa.Send(cocoa.Class("NSBitmapImageRep"), "imageRepWithData:", data)
		if picture == 0 {
			return nil
		}
		data = cocoa.Send(picture, "representationUsingType:properties:", uint(asPNG), cocoa.Send(cocoa.Class("NSDictionary"), "dictionary"))
	}
	return cocoa.GoBytes(data)
}

// fileURLs has each file's, an item of its own each.
func fileURLs(which string) []byte {
	var b strings.Builder
	items := cocoa.Send(board(which), "pasteboardItems")
	for i := range objc.Send[uint](items, cocoa.Sel("count")) {
		address := cocoa.Send(cocoa.Send(items, "objectAtIndex:", i), "stringForType:", cocoa.String("public.file-url"))
		if address == 0 {
			continue
		}
		// A reference by number has to be made a path.
		if path := cocoa.GoURL(cocoa.Send(cocoa.URL(cocoa.GoString(address)), "filePathURL")); path != "" {
			b.WriteString(path + "\r\n")
		}
	}
	return []byte(b.String())
}

func (d *macDriver) write(which string, items []item) error {
	cocoa.Pooled(func() {
		pasteboard := board(which)
		cocoa.Send(pasteboard, "clearContents")
		if len(items) == 0 {
			return
		}
		objects := cocoa.Send(cocoa.Class("NSMutableArray"), "array")
		first := cocoa.Create("NSPasteboardItem", "init")
		cocoa.Send(objects, "addObject:", first)
		for _, it := range items {
			if it.format == files {
				addFiles(objects, first, string(it.data))
				continue
			}
			name := it.format
			if known := types[it.format]; known != nil {
				name = known[0]
			}
			cocoa.Send(first, "setData:forType:", cocoa.Data(it.data), cocoa.String(name))
		}
		cocoa.Send(pasteboard, "writeObjects:", objects)
	})
	return nil
}

// addFiles puts the first file into the item with the other formats, and each other into one of its own.
func addFiles(objects, first objc.ID, list string) {
	into := first
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if address, err := url.Parse(line); err != nil || address.Scheme != "file" {
			continue
		}
		if into == 0 {
			into = cocoa.Create("NSPasteboardItem", "init")
			cocoa.Send(objects, "addObject:", into)
		}
		cocoa.Send(into, "setString:forType:", cocoa.String(line), cocoa.String("public.file-url"))
		into = 0
	}
}

// watch looks twice a second whether the pasteboard's number has changed: Cocoa does not tell.
func (d *macDriver) watch(changed func(string)) error {
	d.changed = changed
	cocoa.Pooled(func() {
		d.count = objc.Send[int](board(standard), cocoa.Sel("changeCount"))
		cocoa.GiveBlock(func(objc.Block, objc.ID) {
			if count := objc.Send[int](board(standard), cocoa.Sel("changeCount")); count != d.count {
				d.count = count
				d.changed(standard)
			}
		}, func(look objc.Block) {
			cocoa.Send(cocoa.Class("NSTimer"), "scheduledTimerWithTimeInterval:repeats:block:", 0.5, true, look)
		})
	})
	return nil
}
