// URLPattern, which is lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface URLPatternInit {
    baseURL?: string
    username?: string
    password?: string
    protocol?: string
    hostname?: string
    port?: string
    pathname?: string
    search?: string
    hash?: string
  }
  interface URLPatternComponentResult {
    input: string
    /** What named groups matched; those without a name are "0", "1" and so on. */
    groups: Record<string, string | undefined>
  }
  interface URLPatternResult {
    inputs: [URLPatternInit | string] | [URLPatternInit | string, string]
    protocol: URLPatternComponentResult
    username: URLPatternComponentResult
    password: URLPatternComponentResult
    hostname: URLPatternComponentResult
    port: URLPatternComponentResult
    pathname: URLPatternComponentResult
    search: URLPatternComponentResult
    hash: URLPatternComponentResult
  }
  interface URLPatternOptions {
    /** Whether path, query and fragment match in either case. Default false. */
    ignoreCase?: boolean
  }
  interface URLPattern {
    readonly protocol: string
    readonly username: string
    readonly password: string
    readonly hostname: string
    readonly port: string
    readonly pathname: string
    readonly search: string
    readonly hash: string
    /** Whether a component has a regular expression of its own. */
    readonly hasRegExpGroups: boolean
    test(input?: URLPatternInit | string, baseURL?: string): boolean
    exec(input?: URLPatternInit | string, baseURL?: string): URLPatternResult | null
  }
}
interface URLPattern extends NodeJS.Own<NodeJS.Web.URLPattern> {}
declare var URLPattern: typeof globalThis extends { onmessage: any, URLPattern: infer Theirs } ? Theirs : {
  /** @throws TypeError ERR_INVALID_URL_PATTERN */
  new (input: NodeJS.Web.URLPatternInit | string, baseURL: string, options?: NodeJS.Web.URLPatternOptions): URLPattern
  new (input?: NodeJS.Web.URLPatternInit | string, options?: NodeJS.Web.URLPatternOptions): URLPattern
  readonly prototype: URLPattern
}
