package linux

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

// TestVersions asks each system's own tool whether it has versions in the order of semantic versioning.
func TestVersions(t *testing.T) {
	for i, c := range []struct{ version, deb, arch, apk string }{
		{"0.9.10", "0.9.10", "0.9.10", "0.9.10"},
		{"1.0.0-0", "1.0.0~0", "1.0.0alpha.0", "1.0.0_alpha0"},
		{"1.0.0-alpha", "1.0.0~alpha", "1.0.0alpha", "1.0.0_alpha"},
		{"1.0.0-alpha.1", "1.0.0~alpha.1", "1.0.0alpha.1", "1.0.0_alpha1"},
		{"1.0.0-alpha.2", "1.0.0~alpha.2", "1.0.0alpha.2", "1.0.0_alpha2"},
		{"1.0.0-alpha.11", "1.0.0~alpha.11", "1.0.0alpha.11", "1.0.0_alpha11"},
		{"1.0.0-beta-1", "1.0.0~beta.1", "1.0.0beta.1", "1.0.0_beta1"},
		{"1.0.0-beta.1.2", "1.0.0~beta.1.2", "1.0.0beta.1.2", "1.0.0_beta1_p2"},
		{"1.0.0-rc.1+build.7", "1.0.0~rc.1", "1.0.0rc.1", "1.0.0_rc1"},
		{"1.0.0+build.7", "1.0.0", "1.0.0", "1.0.0"},
		{"1.0.1", "1.0.1", "1.0.1", "1.0.1"},
		{"1.10.0", "1.10.0", "1.10.0", "1.10.0"},
		{"1.10.0-1", "1.10.0~1", "1.10.0alpha.1", "1.10.0_alpha1"},
		{"2.0.0-next.5", "2.0.0~next.5", "2.0.0next.5", "2.0.0_pre5"},
		{"2.0.0-strange.5", "2.0.0~strange.5", "2.0.0strange.5", "2.0.0_alpha5"},
	} {
		if got := DebVersion(c.version); got != c.deb {
			t.Errorf("%d: deb: %s is %s", i, c.version, got)
		}
		if got := RPMVersion(c.version); got != c.deb {
			t.Errorf("%d: rpm: %s is %s", i, c.version, got)
		}
		if got := ArchVersion(c.version); got != c.arch {
			t.Errorf("%d: Arch: %s is %s", i, c.version, got)
		}
		if got := APKVersion(c.version); got != c.apk {
			t.Errorf("%d: apk: %s is %s", i, c.version, got)
		}
	}
	ordered := strings.Fields("0.9.10 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.2 1.0.0-alpha.11 1.0.0-beta.1 1.0.0-beta.2 1.0.0-rc.1 1.0.0 1.0.1-rc.1 1.0.1 1.9.0 1.10.0-1 1.10.0 2.0.0")
	for i, newer := range ordered[1:] {
		older := ordered[i]
		linuxtest.Run(t, "dpkg", "--compare-versions", DebVersion(older), "lt", DebVersion(newer))
		if got := linuxtest.Run(t, "rpm", "--eval", "%{lua: print(rpm.vercmp('"+RPMVersion(older)+"', '"+RPMVersion(newer)+"'))}"); got != "-1\n" {
			t.Errorf("rpm: %s and %s compare as %s", RPMVersion(older), RPMVersion(newer), got)
		}
		if got := linuxtest.Run(t, "vercmp", ArchVersion(older), ArchVersion(newer)); got != "-1\n" {
			t.Errorf("pacman: %s and %s compare as %s", ArchVersion(older), ArchVersion(newer), got)
		}
	}
}
