package confined

import (
	"reflect"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

func TestOf(t *testing.T) {
	tests := []struct {
		name        string
		permissions *grant.Permissions
		want        Needs
	}{
		{"undecided", nil, Needs{Network: true, Listen: true, AllFiles: true}},
		{"nothing", &grant.Permissions{}, Needs{}},
		{"a host", &grant.Permissions{Net: grant.Net{Connect: []string{"example.com"}}}, Needs{Network: true}},
		{"a page's host", &grant.Permissions{Page: grant.Page{Connect: []string{"https://example.com"}}}, Needs{Network: true}},
		{"a server", &grant.Permissions{Net: grant.Net{Listen: []string{"localhost:8080"}}}, Needs{Listen: true}},
		{"its own", &grant.Permissions{Files: grant.Files{Read: []string{"$APPDATA", "$TEMP/x", "C:/Data"}}}, Needs{}},
		{"any", &grant.Permissions{Files: grant.Files{Read: []string{"*"}}}, Needs{AllFiles: true}},
		{
			"folders", &grant.Permissions{Files: grant.Files{Read: []string{"$HOME/Music/**/*.mp3", "$DOCUMENTS", "/etc/hosts"}, Write: []string{"$DOCUMENTS/*.txt"}}},
			Needs{Folders: []Folder{{"", "etc/hosts", false}, {"DOCUMENTS", "", true}, {"HOME", "Music", false}}},
		},
	}
	for _, test := range tests {
		if got, err := Of(&payload.Manifest{Permissions: test.permissions}); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
	if _, err := Of(&payload.Manifest{Permissions: &grant.Permissions{Files: grant.Files{Read: []string{"../x"}}}}); err == nil {
		t.Error("a pattern that is none was taken")
	}
}
