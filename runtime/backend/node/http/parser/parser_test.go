package parser_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/node/http/parser"
)

// The scripts speak to the binding itself, as they do to Node's.
func init() { parser.Module.Internal = false }

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }
