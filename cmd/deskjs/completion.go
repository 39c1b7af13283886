package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// shells are what completion can be written for, in the order of help.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionVerb() *verb {
	return &verb{
		name:    "completion",
		usage:   "SHELL",
		summary: "Write what a shell needs to complete commands and flags",
		details: `
SHELL is ` + strings.Join(shells, ", ") + `. It is written to standard output; the
examples say where shells look for it.`,
		examples: []example{
			{"deskjs completion bash >~/.local/share/bash-completion/completions/deskjs", "bash"},
			{"deskjs completion zsh >~/.zfunc/_deskjs", "zsh, with fpath+=~/.zfunc in ~/.zshrc"},
			{"deskjs completion fish >~/.config/fish/completions/deskjs.fish", "fish"},
			{"deskjs completion powershell >>$PROFILE", "PowerShell"},
		},
		maxArguments: 1,
		run:          runCompletion,
	}
}

func runCompletion(env *environment, call *call) error {
	shell := call.argument(0, "")
	writers := map[string]func(io.Writer){"bash": completeBash, "zsh": completeZsh, "fish": completeFish, "powershell": completePowerShell}
	write := writers[shell]
	if write == nil && shell == "" {
		return completionVerb().misuse("which shell? One of %s", strings.Join(shells, ", "))
	}
	if write == nil {
		return &usageError{verb: completionVerb(), message: fmt.Sprintf("there is no completion for %q", shell), nearest: diag.Nearest(shell, shells)}
	}
	write(env.out)
	return nil
}

// completed are the verbs and what is said of them; help is one, too.
func completed() []*verb {
	return append(verbs(), &verb{name: "help", summary: "Tell more about a command", flags: nil})
}

// flagsOf are the flags of a verb with their dashes.
func flagsOf(v *verb) []string {
	flags := []string{"--help"}
	for _, f := range v.flags {
		flags = append(flags, "--"+f.name)
	}
	slices.Sort(flags)
	return flags
}

func namesOfVerbs() []string {
	var names []string
	for _, v := range completed() {
		names = append(names, v.name)
	}
	return names
}

func completeBash(w io.Writer) {
	fmt.Fprintf(w, `# Completion of deskjs for bash.
_deskjs() {
  local word=${COMP_WORDS[COMP_CWORD]} flags=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "%s --help --version" -- "$word"))
    return
  fi
  case ${COMP_WORDS[1]} in
`, strings.Join(namesOfVerbs(), " "))
	for _, v := range verbs() {
		fmt.Fprintf(w, "    %s) flags=%q ;;\n", v.name, strings.Join(flagsOf(v), " "))
	}
	fmt.Fprintf(w, `    help) COMPREPLY=($(compgen -W "%s" -- "$word")); return ;;
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) local IFS=$'\n'; COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _deskjs deskjs
`, strings.Join(append(namesOfVerbs(), exitCodesTopic), " "))
}

// zshQuote is text within single quotes, of which a part behind a colon is the description.
func zshQuote(name, description string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(name+":"+strings.ReplaceAll(description, ":", `\:`), `'`, `'\''`), "\n", " ") + "'"
}

func completeZsh(w io.Writer) {
	fmt.Fprint(w, "#compdef deskjs\n# Completion of deskjs for zsh.\n_deskjs() {\n  local -a list\n  if (( CURRENT == 2 )); then\n    list=(\n")
	for _, v := range completed() {
		fmt.Fprintf(w, "      %s\n", zshQuote(v.name, v.summary))
	}
	fmt.Fprint(w, "    )\n    _describe command list\n    return\n  fi\n  case $words[2] in\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "    %s) list=(%s", v.name, zshQuote("--help", "this text"))
		for _, f := range v.flags {
			fmt.Fprintf(w, " %s", zshQuote("--"+f.name, f.summary))
		}
		fmt.Fprint(w, ") ;;\n")
	}
	fmt.Fprint(w, "  esac\n  if [[ $words[CURRENT] == -* ]]; then\n    _describe -o flag list\n  else\n    _files\n  fi\n}\nif [ \"$funcstack[1]\" = _deskjs ]; then _deskjs \"$@\"; else compdef _deskjs deskjs; fi\n")
}

func completeFish(w io.Writer) {
	quote := func(text string) string {
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", " ").Replace(text) + "'"
	}
	fmt.Fprint(w, "# Completion of deskjs for fish.\n")
	for _, v := range completed() {
		fmt.Fprintf(w, "complete -c deskjs -n __fish_use_subcommand -f -a %s -d %s\n", v.name, quote(v.summary))
	}
	for _, v := range verbs() {
		for _, f := range v.flags {
			value := ""
			if f.value != "" {
				value = " -r"
			}
			fmt.Fprintf(w, "complete -c deskjs -n '__fish_seen_subcommand_from %s' -l %s%s -d %s\n", v.name, f.name, value, quote(f.summary))
		}
	}
}

func completePowerShell(w io.Writer) {
	quote := func(text string) string {
		return "'" + strings.ReplaceAll(strings.ReplaceAll(text, "'", "''"), "\n", " ") + "'"
	}
	fmt.Fprint(w, "# Completion of deskjs for PowerShell.\nRegister-ArgumentCompleter -Native -CommandName deskjs -ScriptBlock {\n  param($word, $line, $cursor)\n  $words = @($line.CommandElements | ForEach-Object { $_.ToString() })\n  $verbs = [ordered]@{\n")
	for _, v := range completed() {
		fmt.Fprintf(w, "    %s = %s\n", quote(v.name), quote(v.summary))
	}
	fmt.Fprint(w, "  }\n  $flags = @{\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "    %s = [ordered]@{ '--help' = 'this text'", quote(v.name))
		for _, f := range v.flags {
			fmt.Fprintf(w, "; %s = %s", quote("--"+f.name), quote(f.summary))
		}
		fmt.Fprint(w, " }\n")
	}
	fmt.Fprint(w, "  }\n  $first = $words.Count -lt 2 -or ($words.Count -eq 2 -and $word -ne '')\n  $list = if ($first) { $verbs } elseif ($word -like '-*') { $flags[$words[1]] } else { $null }\n  if ($list) {\n    $list.Keys | Where-Object { $_ -like \"$word*\" } | ForEach-Object {\n      [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $list[$_])\n    }\n  }\n}\n")
}
