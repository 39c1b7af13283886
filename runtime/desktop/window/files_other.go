//go:build !linux || !cgo

package window

// FilePaths says whether Options.OnFiles is told of files on this system. WebView2 tells paths only of files that the page itself sends
// on, which it could with any; WKWebView shows its own dialog and tells none.
const FilePaths = false
