package npm

import (
	"io"
	"os"
	"path"
	"regexp"
	"strings"
)

// interpreter is what a program's first line says runs it: "#!/usr/bin/env node --flag".
type interpreter struct{ program, arguments string }

var firstLine = regexp.MustCompile(`^#!\s*(?:/usr/bin/env\s+(?:-S\s+)?((?:[^ \t=]+=[^ \t=]+\s+)*))?([^ \t\r\n]+)([^\r\n]*)`)

// interpreterOf reads the first line of a program. One without "#!" is run by node if it is a script, and runs itself otherwise, as npm has it.
func interpreterOf(file string) (interpreter, error) {
	in, err := os.Open(file)
	if err != nil {
		return interpreter{}, err
	}
	defer in.Close()
	head, err := io.ReadAll(io.LimitReader(in, 1024))
	if err != nil {
		return interpreter{}, err
	}
	if found := firstLine.FindSubmatch(head); found != nil {
		return interpreter{string(found[2]), strings.TrimSpace(string(found[3]))}, nil
	}
	switch strings.ToLower(path.Ext(strings.ReplaceAll(file, "\\", "/"))) {
	case ".js", ".cjs", ".mjs":
		return interpreter{program: "node"}, nil
	}
	return interpreter{}, nil
}

// shims are the files that stand for a link to a program on Windows, by the endings of their names, as npm's cmd-shim writes them; but what is for node
// runs on deskjs, which takes node's command line, where there is no node.
func shims(by interpreter, to string) map[string]string {
	slashes := strings.ReplaceAll(to, `\`, "/")
	backslashes := strings.ReplaceAll(to, "/", `\`)
	if by.program == "" {
		return map[string]string{
			"":     "#!/bin/sh\n" + shellHead + "exec \"$basedir/" + slashes + "\"   \"$@\"\n",
			".cmd": "@ECHO off\r\n" + commandHead + "\"%dp0%\\" + backslashes + "\"   %*\r\n",
			".ps1": powerShellHead + "# Support pipeline input\nif ($MyInvocation.ExpectingInput) {\n  $input | & \"$basedir/" + slashes + "\"   $args\n} else {\n  & \"$basedir/" + slashes + "\"   $args\n}\nexit $LASTEXITCODE\n",
		}
	}
	program := path.Base(by.program)
	arguments := by.arguments
	if arguments != "" {
		arguments = " " + arguments
	}
	shell := "exec " + program + arguments + " \"$basedir/" + slashes + "\" \"$@\"\n"
	command := "\"%_prog%\"" + arguments + " \"%dp0%\\" + backslashes + "\" %*\r\n"
	find := "SET \"_prog=" + program + "\"\r\n"
	powerShell := "$prog=\"" + program + "$exe\"\n"
	if program == "node" {
		shell = "if command -v node >/dev/null 2>&1; then\n  " + shell + "else\n  exec deskjs" + arguments + " \"$basedir/" + slashes + "\" \"$@\"\nfi\n"
		find = "SET \"_prog=node\"\r\nwhere node >nul 2>nul || SET \"_prog=deskjs\"\r\n"
		powerShell += "if (-not (Get-Command $prog -ErrorAction SilentlyContinue)) { $prog=\"deskjs$exe\" }\n"
	}
	return map[string]string{
		"":     "#!/bin/sh\n" + shellHead + "\nif [ -x \"$basedir/" + program + "\" ]; then\n  exec \"$basedir/" + program + "\"" + arguments + " \"$basedir/" + slashes + "\" \"$@\"\nfi\n" + shell,
		".cmd": "@ECHO off\r\n" + commandHead + "\r\nIF EXIST \"%dp0%\\" + program + ".exe\" (\r\n  SET \"_prog=%dp0%\\" + program + ".exe\"\r\n) ELSE (\r\n  " + strings.ReplaceAll(strings.TrimSuffix(find, "\r\n"), "\r\n", "\r\n  ") + "\r\n  SET PATHEXT=%PATHEXT:;.JS;=;%\r\n)\r\n\r\nendLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & " + command,
		".ps1": powerShellHead + powerShell + "if (Test-Path \"$basedir/" + program + "$exe\") { $prog=\"$basedir/" + program + "$exe\" }\n" +
			"# Support pipeline input\nif ($MyInvocation.ExpectingInput) {\n  $input | & $prog" + arguments + " \"$basedir/" + slashes + "\" $args\n} else {\n  & $prog" + arguments + " \"$basedir/" + slashes + "\" $args\n}\nexit $LASTEXITCODE\n",
	}
}

const shellHead = `basedir=$(dirname "$(echo "$0" | sed -e 's,\\,/,g')")

case ` + "`uname`" + ` in
    *CYGWIN*|*MINGW*|*MSYS*)
        if command -v cygpath > /dev/null 2>&1; then
            basedir=` + "`cygpath -w \"$basedir\"`" + `
        fi
    ;;
esac
`

const commandHead = "GOTO start\r\n:find_dp0\r\nSET dp0=%~dp0\r\nEXIT /b\r\n:start\r\nSETLOCAL\r\nCALL :find_dp0\r\n"

const powerShellHead = `#!/usr/bin/env pwsh
$basedir=Split-Path $MyInvocation.MyCommand.Definition -Parent

$exe=""
if ($PSVersionTable.PSVersion -lt "6.0" -or $IsWindows) {
  # Fix case when both the Windows and Linux builds of Node
  # are installed in the same directory
  $exe=".exe"
}
`
