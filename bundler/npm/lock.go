package npm

import "github.com/deskjs/deskjs/bundler/npm/lockfile"

// LockName is the lock file's name, in the project's directory.
const LockName = lockfile.Name

// Platform is what a package's os, cpu and libc fields are compared with, in Node's words: "linux", "x64", "glibc".
type Platform = lockfile.Platform

// place is a package to install.
type place = lockfile.Place

// modules begins the path of what lies in node_modules.
const modules = "node_modules/"
