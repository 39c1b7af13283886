declare module 'os' {
  interface CpuInfo {
    model: string
    /** MHz */
    speed: number
    /** Milliseconds. */
    times: { user: number, nice: number, sys: number, idle: number, irq: number }
  }

  interface NetworkInterfaceInfo {
    address: string
    netmask: string
    family: 'IPv4' | 'IPv6'
    mac: string
    internal: boolean
    cidr: string | null
    scopeid?: number
  }

  interface UserInfo<T> {
    /** -1 on Windows, as gid. */
    uid: number
    gid: number
    username: T
    homedir: T
    shell: T | null
  }

  export function arch(): string
  export function availableParallelism(): number
  export function cpus(): CpuInfo[]
  export function endianness(): 'BE' | 'LE'
  export function freemem(): number
  export function getPriority(pid?: number): number
  export function homedir(): string
  export function hostname(): string
  export function loadavg(): [number, number, number]
  export function machine(): string
  export function networkInterfaces(): { [name: string]: NetworkInterfaceInfo[] | undefined }
  export function platform(): NodeJS.Platform
  export function release(): string
  /** priority: -20 (highest) to 19 (lowest). */
  export function setPriority(priority: number): void
  export function setPriority(pid: number, priority: number): void
  export function tmpdir(): string
  export function totalmem(): number
  export function type(): string
  /** Seconds since the system began. */
  export function uptime(): number
  export function userInfo(options: { encoding: 'buffer' }): UserInfo<Uint8Array>
  export function userInfo(options?: { encoding?: string }): UserInfo<string>
  export function version(): string
  export const EOL: string
  export const devNull: string
  export const constants: {
    readonly UV_UDP_REUSEADDR: number
    readonly dlopen: { readonly [name: string]: number }
    readonly errno: { readonly [name: string]: number }
    readonly signals: { readonly [name: string]: number }
    readonly priority: { readonly [name: string]: number }
  }
}

declare module 'node:os' {
  export * from 'os'
}
