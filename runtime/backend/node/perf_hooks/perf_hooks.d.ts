declare module 'perf_hooks' {
  export interface EventLoopUtilization { idle: number; active: number; utilization: number }

  export class PerformanceEntry {
    readonly name: string
    readonly entryType: string
    readonly startTime: number
    readonly duration: number
    toJSON(): any
  }
  export class PerformanceMark extends PerformanceEntry {
    constructor(name: string, options?: { startTime?: number; detail?: unknown })
    readonly detail: any
  }
  export class PerformanceMeasure extends PerformanceEntry {
    private constructor()
    readonly detail: any
  }
  export class PerformanceResourceTiming extends PerformanceEntry {
    private constructor()
    readonly initiatorType: string
    /** Milliseconds, as those that follow, since timeOrigin. */
    readonly workerStart: number
    readonly redirectStart: number
    readonly redirectEnd: number
    readonly fetchStart: number
    readonly domainLookupStart: number
    readonly domainLookupEnd: number
    readonly connectStart: number
    readonly connectEnd: number
    readonly secureConnectionStart: number
    readonly requestStart: number
    readonly responseStart: number
    readonly responseEnd: number
    readonly nextHopProtocol: string
    readonly transferSize: number
    readonly encodedBodySize: number
    readonly decodedBodySize: number
  }
  export interface PerformanceNodeTiming extends PerformanceEntry {
    readonly bootstrapComplete: number
    readonly environment: number
    readonly idleTime: number
    readonly loopExit: number
    readonly loopStart: number
    readonly nodeStart: number
    readonly v8Start: number
    readonly uvMetricsInfo: { loopCount: number; events: number; eventsWaiting: number }
  }

  export class Performance extends EventTarget {
    private constructor()
    /** When the program began: milliseconds since 1970. */
    readonly timeOrigin: number
    onresourcetimingbufferfull: ((this: Performance, event: Event) => any) | null
    readonly nodeTiming: PerformanceNodeTiming
    /** Milliseconds since timeOrigin, with fractions. */
    now(): number
    markResourceTiming(timingInfo: object, requestedUrl: string, initiatorType: string, global: object, cacheMode: '' | 'local', bodyInfo?: object, responseStatus?: number, deliveryType?: string): PerformanceResourceTiming
    mark(name: string, options?: { startTime?: number; detail?: unknown }): PerformanceMark
    measure(name: string, startMark?: string, endMark?: string): PerformanceMeasure
    measure(
      name: string,
      options: { start?: number | string; end?: number | string; duration?: number; detail?: unknown },
    ): PerformanceMeasure
    getEntries(): PerformanceEntry[]
    getEntriesByName(name: string, type?: string): PerformanceEntry[]
    getEntriesByType(type: string): PerformanceEntry[]
    clearMarks(name?: string): void
    clearMeasures(name?: string): void
    clearResourceTimings(name?: string): void
    setResourceTimingBufferSize(maxSize: number): void
    eventLoopUtilization(utilization1?: EventLoopUtilization, utilization2?: EventLoopUtilization): EventLoopUtilization
    timerify<F extends (...args: any[]) => any>(fn: F, options?: { histogram?: RecordableHistogram }): F
    toJSON(): any
  }
  export const performance: Performance

  export class PerformanceObserverEntryList {
    private constructor()
    getEntries(): PerformanceEntry[]
    getEntriesByName(name: string, type?: string): PerformanceEntry[]
    getEntriesByType(type: string): PerformanceEntry[]
  }
  export class PerformanceObserver {
    constructor(callback: (list: PerformanceObserverEntryList, observer: PerformanceObserver) => void)
    static readonly supportedEntryTypes: readonly string[]
    observe(options: { entryTypes: readonly string[] } | { type: string; buffered?: boolean }): void
    disconnect(): void
    takeRecords(): PerformanceEntry[]
  }

  export interface Histogram {
    readonly count: number
    readonly countBigInt: bigint
    readonly exceeds: number
    readonly exceedsBigInt: bigint
    readonly max: number
    readonly maxBigInt: bigint
    readonly mean: number
    readonly min: number
    readonly minBigInt: bigint
    readonly stddev: number
    readonly percentiles: Map<number, number>
    readonly percentilesBigInt: Map<bigint, bigint>
    percentile(percentile: number): number
    percentileBigInt(percentile: number): bigint
    reset(): void
  }
  export interface RecordableHistogram extends Histogram {
    record(val: number | bigint): void
    recordDelta(): void
    add(other: RecordableHistogram): void
  }
  export interface IntervalHistogram extends Histogram {
    enable(): boolean
    disable(): boolean
  }
  export function createHistogram(
    options?: { lowest?: number | bigint; highest?: number | bigint; figures?: number },
  ): RecordableHistogram
  export function monitorEventLoopDelay(options?: { resolution?: number }): IntervalHistogram
  export const constants: { readonly [name: string]: number }
}
declare module 'node:perf_hooks' {
  export * from 'perf_hooks'
}

// The globals of the same names are lib DOM's where an app has that too.
interface Performance extends NodeJS.Own<import('perf_hooks').Performance> {}
declare var Performance: typeof globalThis extends { onmessage: any, Performance: infer Theirs } ? Theirs : typeof import('perf_hooks').Performance
interface PerformanceEntry extends NodeJS.Own<import('perf_hooks').PerformanceEntry> {}
declare var PerformanceEntry: typeof globalThis extends { onmessage: any, PerformanceEntry: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceEntry
interface PerformanceMark extends NodeJS.Own<import('perf_hooks').PerformanceMark> {}
declare var PerformanceMark: typeof globalThis extends { onmessage: any, PerformanceMark: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceMark
interface PerformanceMeasure extends NodeJS.Own<import('perf_hooks').PerformanceMeasure> {}
declare var PerformanceMeasure: typeof globalThis extends { onmessage: any, PerformanceMeasure: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceMeasure
interface PerformanceObserver extends NodeJS.Own<import('perf_hooks').PerformanceObserver> {}
declare var PerformanceObserver: typeof globalThis extends { onmessage: any, PerformanceObserver: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceObserver
interface PerformanceObserverEntryList extends NodeJS.Own<import('perf_hooks').PerformanceObserverEntryList> {}
declare var PerformanceObserverEntryList: typeof globalThis extends { onmessage: any, PerformanceObserverEntryList: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceObserverEntryList
interface PerformanceResourceTiming extends NodeJS.Own<import('perf_hooks').PerformanceResourceTiming> {}
declare var PerformanceResourceTiming: typeof globalThis extends { onmessage: any, PerformanceResourceTiming: infer Theirs } ? Theirs : typeof import('perf_hooks').PerformanceResourceTiming
declare var performance: typeof globalThis extends { onmessage: any, performance: infer Theirs } ? Theirs : import('perf_hooks').Performance
