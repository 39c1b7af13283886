declare module 'deskjs' {
  import { ClientRequest, ClientRequestArgs, IncomingMessage } from 'node:http'

  /** URL schemes of the app's own. */
  export interface Protocol {
    /**
     * What a scheme's pages may do: secure, what only pages of https may; corsEnabled, be fetched from by other origins. The rest of Electron's
     * privileges every scheme has, but for service workers and bypassCSP, which none has. Call it before handle().
     */
    registerSchemesAsPrivileged(customSchemes: { scheme: string, privileges?: { secure?: boolean, corsEnabled?: boolean, standard?: boolean, supportFetchAPI?: boolean,
      stream?: boolean, bypassCSP?: boolean, allowServiceWorkers?: boolean, codeCache?: boolean } }[]): void
    /**
     * Has a function answer the requests of the app's own pages for a scheme's URLs. A body of the response goes to the page as it comes. Pages of
     * the web get nothing of it. A request's body is not read: WebKit can't be asked for one safely.
     * @throws Error if the scheme is handled already, or with code ERR_NOT_SUPPORTED if it can't be the app's; and on Windows, where the webview takes no new schemes.
     * @platform linux macOS (windows opened afterwards)
     */
    handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void
    unhandle(scheme: string): void
    isProtocolHandled(scheme: string): boolean
  }

  export const protocol: Protocol

  /** Requests of the backend's own: thin forms of fetch and of Node's http. */
  export const net: {
    fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
    /** As http.request or https.request. */
    request(options: string | (ClientRequestArgs & { url?: string }), callback?: (response: IncomingMessage) => void): ClientRequest
    isOnline(): boolean
    readonly online: boolean
  }
}
