declare module 'tls' {
  import { X509Certificate } from 'crypto'
  import * as net from 'net'
  import { Duplex } from 'stream'

  export const CLIENT_RENEG_LIMIT: number
  export const CLIENT_RENEG_WINDOW: number
  export let DEFAULT_CIPHERS: string
  export let DEFAULT_ECDH_CURVE: string
  export let DEFAULT_MIN_VERSION: SecureVersion
  export let DEFAULT_MAX_VERSION: SecureVersion
  /** Mozilla's certificate authorities, in PEM. */
  export const rootCertificates: readonly string[]

  export type SecureVersion = 'TLSv1.3' | 'TLSv1.2' | 'TLSv1.1' | 'TLSv1'

  export interface Certificate {
    C: string
    ST: string
    L: string
    O: string
    OU: string
    CN: string
  }

  export interface PeerCertificate {
    ca: boolean
    raw: Buffer
    subject: Certificate
    issuer: Certificate
    valid_from: string
    valid_to: string
    serialNumber: string
    fingerprint: string
    fingerprint256: string
    fingerprint512: string
    ext_key_usage?: string[]
    subjectaltname?: string
    infoAccess?: NodeJS.Dict<string[]>
    bits?: number
    exponent?: string
    modulus?: string
    pubkey?: Buffer
    asn1Curve?: string
    nistCurve?: string
  }

  export interface DetailedPeerCertificate extends PeerCertificate {
    issuerCertificate: DetailedPeerCertificate
  }

  export interface CipherNameAndProtocol {
    name: string
    standardName: string
    version: SecureVersion
  }

  export interface EphemeralKeyInfo {
    type: string
    name?: string
    size: number
  }

  export interface KeyObjectOption {
    pem: string | Buffer
    passphrase?: string
  }

  export interface PxfObject {
    buf: string | Buffer
    passphrase?: string
  }

  export interface SecureContextOptions {
    /** Names for ALPN, or those in the form in which they are sent. */
    ALPNProtocols?: string[] | Uint8Array[] | Uint8Array
    /** Server: chooses a protocol; undefined refuses all. */
    ALPNCallback?(arg: { servername: string; protocols: string[] }): string | undefined
    /** Trusts an intermediate certificate of `ca` without its root. */
    allowPartialTrustChain?: boolean
    ca?: string | Buffer | (string | Buffer)[]
    cert?: string | Buffer | (string | Buffer)[]
    sigalgs?: string
    ciphers?: string
    crl?: string | Buffer | (string | Buffer)[]
    dhparam?: string | Buffer
    ecdhCurve?: string
    honorCipherOrder?: boolean
    key?: string | Buffer | (string | Buffer | KeyObjectOption)[]
    maxVersion?: SecureVersion
    minVersion?: SecureVersion
    passphrase?: string
    pfx?: string | Buffer | (string | Buffer | PxfObject)[]
    secureOptions?: number
    secureProtocol?: string
    sessionIdContext?: string
    /** 48 bytes. */
    ticketKeys?: Buffer
    /** In seconds. */
    sessionTimeout?: number
  }

  export interface SecureContext {
    context: any
  }

  export const SecureContext: {
    new (secureProtocol?: string, secureOptions?: number, minVersion?: SecureVersion, maxVersion?: SecureVersion): SecureContext
    (secureProtocol?: string, secureOptions?: number, minVersion?: SecureVersion, maxVersion?: SecureVersion): SecureContext
  }

  export interface CommonConnectionOptions {
    secureContext?: SecureContext
    enableTrace?: boolean
    requestCert?: boolean
    rejectUnauthorized?: boolean
    ALPNProtocols?: string[] | Uint8Array[] | Uint8Array
  }

  export interface TLSSocketOptions extends SecureContextOptions, CommonConnectionOptions {
    isServer?: boolean
    server?: net.Server
    session?: Buffer
    requestOCSP?: boolean
    SNICallback?(servername: string, callback: (error: Error | null, context?: SecureContext) => void): void
  }

  export class TLSSocket extends net.Socket {
    constructor(socket: net.Socket | Duplex, options?: TLSSocketOptions)
    authorized: boolean
    authorizationError: Error
    encrypted: true
    alpnProtocol: string | false | null
    servername: string | false | null
    getCertificate(): PeerCertificate | object | null
    getCipher(): CipherNameAndProtocol
    getEphemeralKeyInfo(): EphemeralKeyInfo | object | null
    getFinished(): Buffer | undefined
    getPeerCertificate(detailed: true): DetailedPeerCertificate
    getPeerCertificate(detailed?: false): PeerCertificate
    getPeerFinished(): Buffer | undefined
    getProtocol(): string | null
    getSession(): Buffer | undefined
    getSharedSigalgs(): string[]
    getTLSTicket(): Buffer | undefined
    getPeerX509Certificate(): X509Certificate | undefined
    getX509Certificate(): X509Certificate | undefined
    isSessionReused(): boolean
    /** Fails: there is no renegotiation. */
    renegotiate(options: { rejectUnauthorized?: boolean; requestCert?: boolean }, callback?: (error: Error | null) => void): boolean | undefined
    setKeyCert(context: SecureContextOptions | SecureContext): void
    setMaxSendFragment(size: number): boolean
    setServername(name: string): void
    setSession(session: Buffer | string): void
    disableRenegotiation(): void
    enableTrace(): void
    exportKeyingMaterial(length: number, label: string, context?: Buffer): Buffer
  }

  export interface TlsOptions extends SecureContextOptions, CommonConnectionOptions, net.ServerOpts {
    /** In milliseconds. */
    handshakeTimeout?: number
    SNICallback?(servername: string, callback: (error: Error | null, context?: SecureContext) => void): void
  }

  export class Server extends net.Server {
    constructor(secureConnectionListener?: (socket: TLSSocket) => void)
    constructor(options: TlsOptions, secureConnectionListener?: (socket: TLSSocket) => void)
    addContext(hostname: string, context: SecureContextOptions | SecureContext): void
    getTicketKeys(): Buffer
    setSecureContext(options: SecureContextOptions): void
    setTicketKeys(keys: Buffer): void
    /** @deprecated Use setSecureContext. */
    setOptions(options: TlsOptions): void
  }

  export interface ConnectionOptions extends SecureContextOptions, CommonConnectionOptions {
    host?: string
    port?: number
    path?: string
    /** Goes over this stream and connects none of its own. */
    socket?: Duplex
    checkServerIdentity?: typeof checkServerIdentity
    servername?: string
    session?: Buffer
    minDHSize?: number
    lookup?: Function
    timeout?: number
    requestOCSP?: boolean
    allowHalfOpen?: boolean
    highWaterMark?: number
    onread?: net.OnReadOpts
    signal?: AbortSignal
    [option: string]: unknown
  }

  export function checkServerIdentity(hostname: string, cert: PeerCertificate): Error | undefined
  export function createServer(secureConnectionListener?: (socket: TLSSocket) => void): Server
  export function createServer(options: TlsOptions, secureConnectionListener?: (socket: TLSSocket) => void): Server
  export function connect(options: ConnectionOptions, secureConnectListener?: () => void): TLSSocket
  export function connect(port: number, host?: string, options?: ConnectionOptions, secureConnectListener?: () => void): TLSSocket
  export function connect(port: number, options?: ConnectionOptions, secureConnectListener?: () => void): TLSSocket
  export function convertALPNProtocols(protocols: string[] | Uint8Array, out: { ALPNProtocols?: Buffer }): void
  export function createSecureContext(options?: SecureContextOptions): SecureContext
  /** @deprecated Use TLSSocket. */
  export function createSecurePair(context?: SecureContext, isServer?: boolean, requestCert?: boolean, rejectUnauthorized?: boolean, options?: object): any
  export function getCiphers(): string[]
}

declare module 'node:tls' {
  export * from 'tls'
}
