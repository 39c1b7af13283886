declare module 'path' {
  interface ParsedPath {
    root: string
    dir: string
    base: string
    ext: string
    name: string
  }

  interface PlatformPath {
    resolve(...paths: string[]): string
    normalize(path: string): string
    isAbsolute(path: string): boolean
    join(...paths: string[]): string
    relative(from: string, to: string): string
    /** On Windows the path with the prefix \\?\, elsewhere the path. */
    /** Whether the path fits the glob pattern: `*`, `?`, `**`, `[a-z]`, `{a,b}`, `!(a|b)` and the like. */
    matchesGlob(path: string, pattern: string): boolean
    toNamespacedPath(path: string): string
    dirname(path: string): string
    basename(path: string, suffix?: string): string
    extname(path: string): string
    format(pathObject: Partial<ParsedPath>): string
    parse(path: string): ParsedPath
    readonly sep: '/' | '\\'
    readonly delimiter: ':' | ';'
    readonly posix: PlatformPath
    readonly win32: PlatformPath
  }

  namespace path {
    export { ParsedPath, PlatformPath }
  }
  const path: PlatformPath
  export = path
}

declare module 'node:path' {
  import path = require('path')
  export = path
}

declare module 'path/posix' {
  import path = require('path')
  namespace posix {
    export type ParsedPath = path.ParsedPath
    export type PlatformPath = path.PlatformPath
  }
  const posix: path.PlatformPath
  export = posix
}

declare module 'node:path/posix' {
  import posix = require('path/posix')
  export = posix
}

declare module 'path/win32' {
  import path = require('path')
  namespace win32 {
    export type ParsedPath = path.ParsedPath
    export type PlatformPath = path.PlatformPath
  }
  const win32: path.PlatformPath
  export = win32
}

declare module 'node:path/win32' {
  import win32 = require('path/win32')
  export = win32
}
