// Package bundler turns an author's source into what the runtime executes: one file at a time for `deskjs run`
// (Transform), or a project's two halves into the built app (Build, Project). It is the only package that links
// esbuild, and it decides what esbuild must lower for goja.
//
// Only commands import it; a shipped app never links it.
package bundler
