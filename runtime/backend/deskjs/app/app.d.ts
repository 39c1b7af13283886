declare module 'deskjs' {
  type PathName = 'home' | 'appData' | 'userData' | 'cache' | 'logs' | 'temp' | 'exe' | 'desktop' | 'documents' | 'downloads'
    | 'music' | 'pictures' | 'videos'

  interface App {
    /** The name in deskjs.json; of a plain script, its file's name. */
    name: string
    getName(): string
    setName(name: string): void
    /** The version in deskjs.json, '' for a plain script. */
    getVersion(): string
    /**
     * The folder of that name. 'userData', 'cache' and 'logs' are the app's own, named after its id, and are made at first use.
     * @throws Error with code ERR_NO_APP if one of those is asked for in a plain script.
     */
    getPath(name: PathName): string
    /** Makes getPath(name) return path, which must be absolute. */
    setPath(name: PathName, path: string): void
  }

  export const app: App
}
