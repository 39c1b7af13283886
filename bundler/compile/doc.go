// Package compile turns what a browser doesn't run into what it does, by the compilers that the project has installed: Vue,
// Svelte, Solid, Sass, Less, PostCSS, Tailwind, Angular, and the plugins of its vite.config. They are JavaScript; they
// run as child processes on the project's own runtime, several at once, and what they made is kept by its content.
//
// The bundler imports it for builds, and the server of hot updates for single modules. It doesn't know esbuild.
package compile
