// Package hot brings changes of a page's modules into the page while it is open: what Vite calls hot module replacement. It keeps the graph of the
// page's modules, each made by esbuild from its own file with the options of a whole build, so that both agree; finds out which of them a change concerns and where
// it can be stopped; and writes the scripts that define them, for the host or package browser to serve. client/ is the page's half.
//
// Package bundler imports it, and gives it the page's entries and options; cmd/deskjs prints its updates.
package hot
