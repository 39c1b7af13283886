// navigator, which is lib DOM's where an app has that too.

declare namespace NodeJS.Web {
  interface Navigator {
    /** How many processors the program may use. */
    readonly hardwareConcurrency: number
    /** Such as 'en-US'. */
    readonly language: string
    readonly languages: readonly string[]
    readonly platform: string
    readonly userAgent: string
  }
}

interface Navigator extends NodeJS.Own<NodeJS.Web.Navigator> {}
declare var Navigator: typeof globalThis extends { onmessage: any, Navigator: infer Theirs } ? Theirs : {
  new (): never
  readonly prototype: Navigator
}
declare var navigator: typeof globalThis extends { onmessage: any, navigator: infer Theirs } ? Theirs : Navigator
