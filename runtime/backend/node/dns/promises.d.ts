declare module 'dns/promises' {
  import { AnyRecord, CaaRecord, LookupAddress, LookupOptions, MxRecord, NaptrRecord, RecordType, RecordWithTtl, ResolverOptions, ResultOrder, SoaRecord, SrvRecord, TlsaRecord } from 'dns'

  export function lookup(hostname: string, options: LookupOptions & { all: true }): Promise<LookupAddress[]>
  export function lookup(hostname: string, options?: 0 | 4 | 6 | LookupOptions): Promise<LookupAddress>
  export function lookupService(address: string, port: number): Promise<{ hostname: string; service: string }>

  export function getServers(): string[]
  export function resolve(hostname: string, rrtype?: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR'): Promise<string[]>
  export function resolve(hostname: string, rrtype: RecordType): Promise<any>
  export function resolve4(hostname: string, options: { ttl: true }): Promise<RecordWithTtl[]>
  export function resolve4(hostname: string, options?: { ttl?: false }): Promise<string[]>
  export function resolve6(hostname: string, options: { ttl: true }): Promise<RecordWithTtl[]>
  export function resolve6(hostname: string, options?: { ttl?: false }): Promise<string[]>
  export function resolveAny(hostname: string): Promise<AnyRecord[]>
  export function resolveCaa(hostname: string): Promise<CaaRecord[]>
  export function resolveCname(hostname: string): Promise<string[]>
  export function resolveMx(hostname: string): Promise<MxRecord[]>
  export function resolveNaptr(hostname: string): Promise<NaptrRecord[]>
  export function resolveNs(hostname: string): Promise<string[]>
  export function resolvePtr(hostname: string): Promise<string[]>
  export function resolveSoa(hostname: string): Promise<SoaRecord>
  export function resolveSrv(hostname: string): Promise<SrvRecord[]>
  export function resolveTlsa(hostname: string): Promise<TlsaRecord[]>
  export function resolveTxt(hostname: string): Promise<string[][]>
  export function reverse(ip: string): Promise<string[]>
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
    resolve(hostname: string, rrtype?: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR'): Promise<string[]>
    resolve(hostname: string, rrtype: RecordType): Promise<any>
    resolve4(hostname: string, options: { ttl: true }): Promise<RecordWithTtl[]>
    resolve4(hostname: string, options?: { ttl?: false }): Promise<string[]>
    resolve6(hostname: string, options: { ttl: true }): Promise<RecordWithTtl[]>
    resolve6(hostname: string, options?: { ttl?: false }): Promise<string[]>
    resolveAny(hostname: string): Promise<AnyRecord[]>
    resolveCaa(hostname: string): Promise<CaaRecord[]>
    resolveCname(hostname: string): Promise<string[]>
    resolveMx(hostname: string): Promise<MxRecord[]>
    resolveNaptr(hostname: string): Promise<NaptrRecord[]>
    resolveNs(hostname: string): Promise<string[]>
    resolvePtr(hostname: string): Promise<string[]>
    resolveSoa(hostname: string): Promise<SoaRecord>
    resolveSrv(hostname: string): Promise<SrvRecord[]>
    resolveTlsa(hostname: string): Promise<TlsaRecord[]>
    resolveTxt(hostname: string): Promise<string[][]>
    reverse(ip: string): Promise<string[]>
  }

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
}

declare module 'node:dns/promises' {
  export * from 'dns/promises'
}
