package assets

import "strconv"

// Status codes of responses (RFC 9110, section 15). They stand here because net/http, which has them
// too, would bring a whole HTTP and TLS stack into every app's host.
const (
	StatusOK                           = 200
	StatusNoContent                    = 204
	StatusPartialContent               = 206
	StatusBadRequest                   = 400
	StatusForbidden                    = 403
	StatusNotFound                     = 404
	StatusMethodNotAllowed             = 405
	StatusContentTooLarge              = 413
	StatusRequestedRangeNotSatisfiable = 416
	StatusInternalServerError          = 500
)

var reasons = map[int]string{
	StatusNotFound:            "Not Found",
	StatusMethodNotAllowed:    "Method Not Allowed",
	StatusInternalServerError: "Internal Server Error",
}

// reason returns a status's name for the pages that show it.
func reason(status int) string {
	if text, ok := reasons[status]; ok {
		return text
	}
	return strconv.Itoa(status)
}
