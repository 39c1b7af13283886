package macos

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/plist"
)

const iconName = "app.icns"

// infoPlist is Contents/Info.plist.
func infoPlist(app *packaging.App) ([]byte, error) {
	manifest, about := app.Manifest, app.Package
	languages := about.Macos.Languages
	if len(languages) == 0 {
		languages = []string{"en"}
	}
	info := plist.Dict{
		"CFBundleDevelopmentRegion":     languages[0],
		"CFBundleLocalizations":         languages,
		"CFBundleDisplayName":           manifest.Name,
		"CFBundleName":                  manifest.Name,
		"CFBundleExecutable":            app.Command,
		"CFBundleIconFile":              iconName,
		"CFBundleIdentifier":            manifest.ID,
		"CFBundleInfoDictionaryVersion": "6.0",
		"CFBundlePackageType":           "APPL",
		"CFBundleSignature":             "????",
		"CFBundleShortVersionString":    numbers(manifest.Version),
		"CFBundleVersion":               numbers(manifest.Version),
		"CFBundleSupportedPlatforms":    []string{"MacOSX"},
		"LSMinimumSystemVersion":        cmp.Or(about.Macos.MinimumVersion, config.DefaultMinimumVersion),
		"NSHighResolutionCapable":       true,
		"NSPrincipalClass":              "NSApplication",
		// Drawing pages does not need the faster of two graphics processors.
		"NSSupportsAutomaticGraphicsSwitching": true,
	}
	optional := func(key, value string) {
		if value != "" {
			info[key] = value
		}
	}
	optional("NSHumanReadableCopyright", about.Copyright)
	optional("LSApplicationCategoryType", category(about))
	uses := about.Macos.Uses
	for key, reason := range map[string]string{
		"NSCameraUsageDescription": uses.Camera, "NSMicrophoneUsageDescription": uses.Microphone, "NSLocationUsageDescription": uses.Location,
		"NSBluetoothAlwaysUsageDescription": uses.Bluetooth, "NSLocalNetworkUsageDescription": uses.LocalNetwork,
		"NSContactsUsageDescription": uses.Contacts, "NSCalendarsUsageDescription": uses.Calendars, "NSCalendarsFullAccessUsageDescription": uses.Calendars,
		"NSRemindersUsageDescription": uses.Reminders, "NSRemindersFullAccessUsageDescription": uses.Reminders, "NSPhotoLibraryUsageDescription": uses.Photos,
		"NSSpeechRecognitionUsageDescription": uses.Speech, "NSAppleEventsUsageDescription": uses.AppleEvents,
	} {
		optional(key, reason)
	}
	if len(manifest.Protocols) > 0 {
		info["CFBundleURLTypes"] = plist.Array{plist.Dict{"CFBundleURLName": manifest.ID, "CFBundleTypeRole": "Editor", "CFBundleURLSchemes": manifest.Protocols}}
	}
	if len(manifest.FileAssociations) > 0 {
		documents(info, app)
	}
	return plist.Encode(info)
}

// documents says which files the app opens. Those that are its own it declares; of those of others it says how they are known.
func documents(info plist.Dict, app *packaging.App) {
	var opened, exported, imported plist.Array
	for _, association := range app.Manifest.FileAssociations {
		identifier := typeIdentifier(app, association)
		name := cmp.Or(association.Name, strings.ToUpper(association.Extensions[0])+" file")
		tags := plist.Dict{"public.filename-extension": association.Extensions}
		if association.MIMEType != "" {
			tags["public.mime-type"] = []string{association.MIMEType}
		}
		declaration := plist.Dict{
			"UTTypeIdentifier": identifier, "UTTypeDescription": name, "UTTypeConformsTo": []string{conformsTo(association)}, "UTTypeTagSpecification": tags,
		}
		rank := "Owner"
		if ownType(association) {
			declaration["UTTypeIconFile"] = iconName
			exported = append(exported, declaration)
		} else {
			rank = "Alternate"
			imported = append(imported, declaration)
		}
		opened = append(opened, plist.Dict{
			"CFBundleTypeName": name, "CFBundleTypeRole": "Editor", "LSHandlerRank": rank, "LSItemContentTypes": []string{identifier}, "CFBundleTypeIconFile": iconName,
		})
	}
	info["CFBundleDocumentTypes"] = opened
	if exported != nil {
		info["UTExportedTypeDeclarations"] = exported
	}
	if imported != nil {
		info["UTImportedTypeDeclarations"] = imported
	}
}

// known are media types that macOS knows by an identifier.
var known = map[string]string{
	"text/plain": "public.plain-text", "text/html": "public.html", "text/csv": "public.comma-separated-values-text", "text/markdown": "net.daringfireball.markdown",
	"application/json": "public.json", "application/xml": "public.xml", "application/pdf": "com.adobe.pdf", "application/zip": "public.zip-archive",
	"image/png": "public.png", "image/jpeg": "public.jpeg", "image/gif": "com.compuserve.gif", "image/svg+xml": "public.svg-image", "image/webp": "org.webmproject.webp",
	"audio/mpeg": "public.mp3", "video/mp4": "public.mpeg-4",
}

// ownType reports whether a kind of files is the app's own: one without a media type, or with one that is nobody's.
func ownType(association payload.FileAssociation) bool {
	_, subtype, _ := strings.Cut(association.MIMEType, "/")
	return association.MIMEType == "" || strings.HasPrefix(subtype, "x-") || strings.HasPrefix(subtype, "vnd.")
}

var noIdentifier = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

func typeIdentifier(app *packaging.App, association payload.FileAssociation) string {
	if identifier := known[association.MIMEType]; identifier != "" {
		return identifier
	}
	return app.Manifest.ID + "." + noIdentifier.ReplaceAllString(strings.ToLower(association.Extensions[0]), "-")
}

func conformsTo(association payload.FileAssociation) string {
	kind, _, _ := strings.Cut(association.MIMEType, "/")
	switch kind {
	case "text":
		return "public.text"
	case "image":
		return "public.image"
	case "audio":
		return "public.audio"
	case "video":
		return "public.movie"
	}
	return "public.data"
}

// numbers returns a version as macOS takes it: three numbers, without what stands behind them.
func numbers(version string) string {
	version, _, _ = strings.Cut(version, "+")
	version, _, _ = strings.Cut(version, "-")
	return version
}

// categories are the App Store's for freedesktop.org's.
var categories = map[string]string{
	"AudioVideo": "music", "Audio": "music", "Video": "video", "Development": "developer-tools", "Education": "education", "Game": "games", "Graphics": "graphics-design",
	"Network": "social-networking", "Office": "productivity", "Science": "education", "Settings": "utilities", "System": "utilities", "Utility": "utilities",
	"Finance": "finance", "News": "news", "Photography": "photography",
}

// category is the App Store's category, "" if nothing says one.
func category(about config.Package) string {
	if about.Macos.Category != "" {
		return about.Macos.Category
	}
	for _, name := range about.Categories {
		if found := categories[name]; found != "" {
			return "public.app-category." + found
		}
	}
	return ""
}
