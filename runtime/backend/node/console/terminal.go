package console

import (
	"io"
	"os"
)

// takesColor reports whether colours may be written to w: it is a terminal, and
// neither NO_COLOR nor a dumb TERM says otherwise; FORCE_COLOR overrides all.
func takesColor(w io.Writer) bool {
	if force, set := os.LookupEnv("FORCE_COLOR"); set {
		return force != "0" && force != "false"
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("NODE_DISABLE_COLORS") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
