package bundler

// inlineSuffix separates a page's path from the number of a script or style within it, in the names that esbuild sees.
const inlineSuffix = "?inline-"
