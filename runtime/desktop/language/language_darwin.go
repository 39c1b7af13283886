package language

import (
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
)

func system() (tag string) {
	cocoa.Pooled(func() {
		languages := cocoa.Send(cocoa.Class("NSLocale"), "preferredLanguages")
		if objc.Send[uint](languages, cocoa.Sel("count")) > 0 {
			tag = cocoa.GoString(cocoa.Send(languages, "objectAtIndex:", uint(0)))
		}
	})
	return tag
}
