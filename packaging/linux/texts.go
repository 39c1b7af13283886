package linux

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
)

// Summary is the app in one line, without a full stop, which all formats forbid.
func Summary(app *packaging.App) string {
	return strings.TrimRight(strings.TrimSpace(cmp.Or(app.Package.Summary, app.Manifest.Name)), ".")
}

// Paragraphs are the app's description, or a sentence that stands for it.
func Paragraphs(app *packaging.App) []string {
	var list []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(app.Package.Description, "\r\n", "\n"), "\n\n") {
		if words := strings.Fields(paragraph); len(words) > 0 {
			list = append(list, strings.Join(words, " "))
		}
	}
	if list == nil {
		return []string{app.Manifest.Name + " is an app for the desktop."}
	}
	return list
}

// Wrap breaks a paragraph into lines of at most width characters.
func Wrap(paragraph string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(paragraph) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

// License is the app's licence as an SPDX expression.
func License(app *packaging.App) string { return cmp.Or(app.Package.License, "LicenseRef-proprietary") }

// Copyright is whose the app is.
func Copyright(app *packaging.App) string {
	return cmp.Or(app.Package.Copyright, fmt.Sprintf("%d %s", app.Time.UTC().Year(), cmp.Or(app.Package.Author, app.Manifest.Name)))
}

// Maintainer is who answers for the package, "Ada Lovelace <ada@example.com>". The error is a *diag.Error that says what is missing.
func Maintainer(app *packaging.App, format string) (string, error) {
	if app.Package.Author == "" || app.Package.Email == "" {
		return "", diag.New(diag.Message{
			Severity: diag.SeverityError, File: "deskjs.json", Text: "a " + format + " package names who answers for it, and deskjs.json doesn't",
			Hint: `add "author" and "email" to "package": { "author": "Ada Lovelace", "email": "ada@example.com" }`,
		})
	}
	return app.Package.Author + " <" + app.Package.Email + ">", nil
}

// Manual returns the manual page of the app's command.
func Manual(app *packaging.App) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH \"%s\" 1 \"%s\" \"%s\" \"%s\"\n", roff(strings.ToUpper(app.Command)), app.Time.UTC().Format("2006-01-02"), roff(app.Manifest.Version), roff(app.Manifest.Name))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(app.Command), roff(Summary(app)))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n[\\fB\\-\\-version\\fR] [\\fIFILE\\fR|\\fIADDRESS\\fR...]\n.SH DESCRIPTION\n", roff(app.Command))
	for i, paragraph := range Paragraphs(app) {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		b.WriteString(roff(paragraph) + "\n")
	}
	b.WriteString(".SH OPTIONS\n.TP\n.B \\-\\-version\nsay the app's name and version, and end\n")
	if app.Package.Homepage != "" {
		fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", roff(app.Package.Homepage))
	}
	return []byte(b.String())
}

// roff writes text so that nothing in it is a command.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
