package window

import "fmt"

// errFailed is Chromium's number of a failure that has none of its own.
const errFailed = -2

// netErrors have Chromium's numbers and names, which is what did-fail-load tells, by WebKit's and GLib's.
var netErrors = map[string]struct {
	code int
	name string
}{
	"WebKitNetworkError 301":     {-302, "ERR_UNKNOWN_URL_SCHEME"},
	"WebKitNetworkError 302":     {-3, "ERR_ABORTED"},
	"WebKitNetworkError 303":     {-6, "ERR_FILE_NOT_FOUND"},
	"WebKitPolicyError 101":      {-302, "ERR_UNKNOWN_URL_SCHEME"},
	"WebKitPolicyError 102":      {-3, "ERR_ABORTED"},
	"WebKitPolicyError 103":      {-312, "ERR_UNSAFE_PORT"},
	"g-io-error-quark 1":         {-6, "ERR_FILE_NOT_FOUND"},
	"g-io-error-quark 14":        {-10, "ERR_ACCESS_DENIED"},
	"g-io-error-quark 19":        {-3, "ERR_ABORTED"},
	"g-io-error-quark 24":        {-118, "ERR_CONNECTION_TIMED_OUT"},
	"g-io-error-quark 28":        {-105, "ERR_NAME_NOT_RESOLVED"},
	"g-io-error-quark 37":        {-109, "ERR_ADDRESS_UNREACHABLE"},
	"g-io-error-quark 38":        {-109, "ERR_ADDRESS_UNREACHABLE"},
	"g-io-error-quark 39":        {-102, "ERR_CONNECTION_REFUSED"},
	"g-io-error-quark 40":        {-130, "ERR_PROXY_CONNECTION_FAILED"},
	"g-io-error-quark 44":        {-101, "ERR_CONNECTION_RESET"},
	"g-resolver-error-quark 0":   {-105, "ERR_NAME_NOT_RESOLVED"},
	"g-resolver-error-quark 1":   {-105, "ERR_NAME_NOT_RESOLVED"},
	"soup-session-error-quark 6": {-310, "ERR_TOO_MANY_REDIRECTS"},
	"NSURLErrorDomain -999":      {-3, "ERR_ABORTED"},
	"NSURLErrorDomain -1001":     {-118, "ERR_CONNECTION_TIMED_OUT"},
	"NSURLErrorDomain -1003":     {-105, "ERR_NAME_NOT_RESOLVED"},
	"NSURLErrorDomain -1004":     {-102, "ERR_CONNECTION_REFUSED"},
	"NSURLErrorDomain -1005":     {-101, "ERR_CONNECTION_RESET"},
	"NSURLErrorDomain -1007":     {-310, "ERR_TOO_MANY_REDIRECTS"},
	"NSURLErrorDomain -1009":     {-106, "ERR_INTERNET_DISCONNECTED"},
	"NSURLErrorDomain -1100":     {-6, "ERR_FILE_NOT_FOUND"},
	"NSURLErrorDomain -1201":     {-201, "ERR_CERT_DATE_INVALID"},
	"NSURLErrorDomain -1202":     {-202, "ERR_CERT_AUTHORITY_INVALID"},
	"NSURLErrorDomain -1204":     {-201, "ERR_CERT_DATE_INVALID"},
	"WebKitErrorDomain 101":      {-302, "ERR_UNKNOWN_URL_SCHEME"},
	"WebKitErrorDomain 102":      {-3, "ERR_ABORTED"},
}

// netError is Chromium's number and name of what a load failed of. A certificate's faults are a set of bits.
func netError(domain string, code int) (number int, name string) {
	const unknownAuthority, badIdentity, notYet, expired = 1, 2, 4, 8
	if domain == "tls" {
		switch {
		case code&badIdentity != 0:
			return -200, "ERR_CERT_COMMON_NAME_INVALID"
		case code&(notYet|expired) != 0:
			return -201, "ERR_CERT_DATE_INVALID"
		case code&unknownAuthority != 0:
			return -202, "ERR_CERT_AUTHORITY_INVALID"
		}
		return -207, "ERR_CERT_INVALID"
	}
	if known, ok := netErrors[fmt.Sprintf("%s %d", domain, code)]; ok {
		return known.code, known.name
	}
	return errFailed, "ERR_FAILED"
}
