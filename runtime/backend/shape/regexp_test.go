package shape

// Patched goja has regular expressions from engine, which sets them for every runtime.
import _ "github.com/deskjs/deskjs/runtime/backend/engine"
