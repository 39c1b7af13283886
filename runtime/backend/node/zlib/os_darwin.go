package zlib

// operatingSystem is what Node's gzip headers name.
const operatingSystem = 19
