// Package archive writes what installers are made of: tar archives, compressed, whose bytes depend on nothing but what is in them.
// A large file is compressed once for all packages of an app, on every processor.
//
// The formats below packaging import it.
package archive
