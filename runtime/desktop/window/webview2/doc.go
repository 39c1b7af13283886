// Package webview2 calls Microsoft Edge WebView2, the webview of Windows, without C: its COM interfaces by their tables of
// functions, as Microsoft's WebView2.idl has them, and no more of them than package window needs. It also does what WebView2Loader.dll
// does, which apps would have to ship: it finds the runtime that the system has and loads it.
//
// Everything belongs to the thread that called New, which must have a message loop, unless it says otherwise.
package webview2
