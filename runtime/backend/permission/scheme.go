package permission

import (
	"slices"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Scheme checks that an address with that scheme ("mailto", in small letters) may be given to the system to open. What a scheme starts, and
// what that takes from the address, nobody here knows: so the list is exact, also for an app without permissions, and for a plain script.
func Scheme(scheme string) error {
	granted := slices.Contains(grant.UsualSchemes, scheme)
	g := current.Load()
	if g == nil {
		g = &Guard{}
	}
	by := ""
	if !granted && slices.Contains(g.schemes, scheme) {
		granted, by = true, scheme
	}
	if !slices.Contains(grant.UsualSchemes, scheme) {
		if problem := grant.CheckScheme(scheme); problem != nil {
			return &op.Error{Code: "ERR_ACCESS_DENIED", Message: `opening an address of "` + scheme + `:" is refused: ` + problem.Error(), Fields: schemeFields(scheme)}
		}
		g.use(usage.OpenExternal, scheme, by)
	}
	if granted {
		return nil
	}
	source := g.source
	if source == "" {
		source = "deskjs.json"
	}
	return &op.Error{
		Code: "ERR_ACCESS_DENIED", Message: `opening an address of "` + scheme + `:" is not granted; add "` + scheme + `" to permissions.openExternal in ` + source,
		Fields: schemeFields(scheme),
	}
}

func schemeFields(scheme string) op.Object {
	return op.Object{{Name: "permission", Value: "OpenExternal"}, {Name: "resource", Value: scheme}}
}
