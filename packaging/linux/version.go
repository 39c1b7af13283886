package linux

import (
	"strings"
)

// Semantic versions, as each format writes them so that it sorts them the same: a pre-release before its release. What stands after a
// "+" has no order, and is left out. Only a pre-release that starts with a number is not where semantic versioning has it, before those that
// start with a word: rpm and pacman have it after them.

// DebVersion is a version for dpkg: "1.0.0-beta.1" is 1.0.0~beta.1.
func DebVersion(version string) string {
	release, pre := splitVersion(version)
	if pre == "" {
		return release
	}
	return release + "~" + strings.ReplaceAll(pre, "-", ".")
}

// RPMVersion is a version for rpm, which writes them as dpkg does.
func RPMVersion(version string) string { return DebVersion(version) }

// ArchVersion is a version for pacman: "1.0.0-beta.1" is 1.0.0beta.1, which is older than 1.0.0 because a letter follows the digit.
func ArchVersion(version string) string {
	release, pre := splitVersion(version)
	pre = strings.ReplaceAll(pre, "-", ".")
	if pre != "" && pre[0] >= '0' && pre[0] <= '9' {
		pre = "alpha." + pre
	}
	return release + pre
}

// apkStages are the words that apk knows, with others that mean the same.
var apkStages = map[string]string{
	"a": "alpha", "alpha": "alpha", "dev": "alpha", "nightly": "alpha", "canary": "alpha", "snapshot": "alpha",
	"b": "beta", "beta": "beta", "preview": "pre", "pre": "pre", "next": "pre", "rc": "rc",
}

// APKVersion is a version for apk, which knows few words: "1.0.0-beta.1" is 1.0.0_beta1, and each further number is _pN. A word that it does
// not know is alpha.
func APKVersion(version string) string {
	release, pre := splitVersion(version)
	if pre == "" {
		return release
	}
	word := pre[:len(pre)-len(strings.TrimLeftFunc(pre, isLetter))]
	stage := apkStages[strings.ToLower(word)]
	if stage == "" {
		stage = "alpha"
	}
	made := release + "_" + stage
	for i, number := range strings.FieldsFunc(pre[len(word):], func(r rune) bool { return r < '0' || r > '9' }) {
		if i > 0 {
			made += "_p"
		}
		made += number
	}
	return made
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// splitVersion parts a version from its pre-release.
func splitVersion(version string) (release, pre string) {
	version, _, _ = strings.Cut(version, "+")
	release, pre, _ = strings.Cut(version, "-")
	return release, pre
}
