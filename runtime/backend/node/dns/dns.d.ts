declare module 'dns' {
  import * as promises from 'dns/promises'

  export interface LookupAddress {
    address: string
    family: number
  }

  export interface RecordWithTtl {
    address: string
    /** In seconds. */
    ttl: number
  }
  export interface CaaRecord {
    critical: number
    issue?: string
    issuewild?: string
    iodef?: string
    contactemail?: string
    contactphone?: string
  }
  export interface MxRecord {
    priority: number
    exchange: string
  }
  export interface NaptrRecord {
    flags: string
    service: string
    regexp: string
    replacement: string
    order: number
    preference: number
  }
  export interface SoaRecord {
    nsname: string
    hostmaster: string
    serial: number
    refresh: number
    retry: number
    expire: number
    minttl: number
  }
  export interface SrvRecord {
    priority: number
    weight: number
    port: number
    name: string
  }
  export interface TlsaRecord {
    certUsage: number
    selector: number
    match: number
    data: ArrayBuffer
  }
  export type AnyRecord =
    | (RecordWithTtl & { type: 'A' | 'AAAA' })
    | { type: 'CNAME' | 'NS' | 'PTR'; value: string }
    | { type: 'TXT'; entries: string[] }
    | (CaaRecord & { type: 'CAA' })
    | (MxRecord & { type: 'MX' })
    | (NaptrRecord & { type: 'NAPTR' })
    | (SoaRecord & { type: 'SOA' })
    | (SrvRecord & { type: 'SRV' })
    | (TlsaRecord & { type: 'TLSA' })

  export type RecordType =
    | 'A' | 'AAAA' | 'ANY' | 'CAA' | 'CNAME' | 'MX' | 'NAPTR' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TLSA' | 'TXT'

  export interface ResolverOptions {
    /** For the first try of a server, in milliseconds; -1 is the default. */
    timeout?: number
    /** How often each server is tried; 4 is the default. */
    tries?: number
    /** What tries wait at most, in milliseconds; 0 is without a limit. */
    maxTimeout?: number
  }

  export type ResultOrder = 'verbatim' | 'ipv4first' | 'ipv6first'
  export interface LookupOptions {
    family?: 0 | 4 | 6 | 'IPv4' | 'IPv6'
    hints?: number
    all?: boolean
    order?: ResultOrder
    /** @deprecated Use order. */
    verbatim?: boolean
  }

  export function lookup(hostname: string, callback: (error: Error | null, address: string, family: number) => void): object
  export function lookup(
    hostname: string, options: LookupOptions & { all: true }, callback: (error: Error | null, addresses: LookupAddress[]) => void,
  ): object
  export function lookup(
    hostname: string, options: 0 | 4 | 6 | LookupOptions, callback: (error: Error | null, address: string, family: number) => void,
  ): object
  export function lookupService(address: string, port: number, callback: (error: Error | null, hostname: string, service: string) => void): object

  export function getServers(): string[]
  export function resolve(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
  export function resolve(hostname: string, rrtype: RecordType, callback: (error: Error | null, records: any) => void): object
  export function resolve4(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
  export function resolve4(hostname: string, options: { ttl: true }, callback: (error: Error | null, addresses: RecordWithTtl[]) => void): object
  export function resolve4(hostname: string, options: { ttl?: boolean }, callback: (error: Error | null, addresses: string[] | RecordWithTtl[]) => void): object
  export function resolve6(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
  export function resolve6(hostname: string, options: { ttl: true }, callback: (error: Error | null, addresses: RecordWithTtl[]) => void): object
  export function resolve6(hostname: string, options: { ttl?: boolean }, callback: (error: Error | null, addresses: string[] | RecordWithTtl[]) => void): object
  export function resolveAny(hostname: string, callback: (error: Error | null, records: AnyRecord[]) => void): object
  export function resolveCaa(hostname: string, callback: (error: Error | null, records: CaaRecord[]) => void): object
  export function resolveCname(hostname: string, callback: (error: Error | null, records: string[]) => void): object
  export function resolveMx(hostname: string, callback: (error: Error | null, records: MxRecord[]) => void): object
  export function resolveNaptr(hostname: string, callback: (error: Error | null, records: NaptrRecord[]) => void): object
  export function resolveNs(hostname: string, callback: (error: Error | null, records: string[]) => void): object
  export function resolvePtr(hostname: string, callback: (error: Error | null, records: string[]) => void): object
  export function resolveSoa(hostname: string, callback: (error: Error | null, records: SoaRecord) => void): object
  export function resolveSrv(hostname: string, callback: (error: Error | null, records: SrvRecord[]) => void): object
  export function resolveTlsa(hostname: string, callback: (error: Error | null, records: TlsaRecord[]) => void): object
  export function resolveTxt(hostname: string, callback: (error: Error | null, records: string[][]) => void): object
  export function reverse(ip: string, callback: (error: Error | null, hostnames: string[]) => void): object
  /** Takes IP addresses, with ports behind a colon; IPv6 in brackets then. */
  export function setServers(servers: readonly string[]): void
  export function getDefaultResultOrder(): ResultOrder
  export function setDefaultResultOrder(order: ResultOrder): void

  export class Resolver {
    constructor(options?: ResolverOptions)
    /** Ends all questions under way with ECANCELLED. */
    cancel(): void
    setServers(servers: readonly string[]): void
    setLocalAddress(ipv4: string, ipv6?: string): void
    getServers(): string[]
    resolve(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
    resolve(hostname: string, rrtype: RecordType, callback: (error: Error | null, records: any) => void): object
    resolve4(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
    resolve4(hostname: string, options: { ttl: true }, callback: (error: Error | null, addresses: RecordWithTtl[]) => void): object
    resolve4(hostname: string, options: { ttl?: boolean }, callback: (error: Error | null, addresses: string[] | RecordWithTtl[]) => void): object
    resolve6(hostname: string, callback: (error: Error | null, addresses: string[]) => void): object
    resolve6(hostname: string, options: { ttl: true }, callback: (error: Error | null, addresses: RecordWithTtl[]) => void): object
    resolve6(hostname: string, options: { ttl?: boolean }, callback: (error: Error | null, addresses: string[] | RecordWithTtl[]) => void): object
    resolveAny(hostname: string, callback: (error: Error | null, records: AnyRecord[]) => void): object
    resolveCaa(hostname: string, callback: (error: Error | null, records: CaaRecord[]) => void): object
    resolveCname(hostname: string, callback: (error: Error | null, records: string[]) => void): object
    resolveMx(hostname: string, callback: (error: Error | null, records: MxRecord[]) => void): object
    resolveNaptr(hostname: string, callback: (error: Error | null, records: NaptrRecord[]) => void): object
    resolveNs(hostname: string, callback: (error: Error | null, records: string[]) => void): object
    resolvePtr(hostname: string, callback: (error: Error | null, records: string[]) => void): object
    resolveSoa(hostname: string, callback: (error: Error | null, records: SoaRecord) => void): object
    resolveSrv(hostname: string, callback: (error: Error | null, records: SrvRecord[]) => void): object
    resolveTlsa(hostname: string, callback: (error: Error | null, records: TlsaRecord[]) => void): object
    resolveTxt(hostname: string, callback: (error: Error | null, records: string[][]) => void): object
    reverse(ip: string, callback: (error: Error | null, hostnames: string[]) => void): object
  }

  export const ADDRCONFIG: number
  export const V4MAPPED: number
  export const ALL: number

  export const NODATA: 'ENODATA'
  export const FORMERR: 'EFORMERR'
  export const SERVFAIL: 'ESERVFAIL'
  export const NOTFOUND: 'ENOTFOUND'
  export const NOTIMP: 'ENOTIMP'
  export const REFUSED: 'EREFUSED'
  export const BADQUERY: 'EBADQUERY'
  export const BADNAME: 'EBADNAME'
  export const BADFAMILY: 'EBADFAMILY'
  export const BADRESP: 'EBADRESP'
  export const CONNREFUSED: 'ECONNREFUSED'
  export const TIMEOUT: 'ETIMEOUT'
  export const EOF: 'EOF'
  export const FILE: 'EFILE'
  export const NOMEM: 'ENOMEM'
  export const DESTRUCTION: 'EDESTRUCTION'
  export const BADSTR: 'EBADSTR'
  export const BADFLAGS: 'EBADFLAGS'
  export const NONAME: 'ENONAME'
  export const BADHINTS: 'EBADHINTS'
  export const NOTINITIALIZED: 'ENOTINITIALIZED'
  export const LOADIPHLPAPI: 'ELOADIPHLPAPI'
  export const ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS'
  export const CANCELLED: 'ECANCELLED'

  export { promises }
}

declare module 'node:dns' {
  export * from 'dns'
}
