package menu_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }
