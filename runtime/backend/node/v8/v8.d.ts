declare module 'v8' {
  interface HeapStatistics {
    total_heap_size: number
    total_heap_size_executable: number
    total_physical_size: number
    total_available_size: number
    used_heap_size: number
    heap_size_limit: number
    malloced_memory: number
    peak_malloced_memory: number
    does_zap_garbage: 0 | 1
    number_of_native_contexts: number
    number_of_detached_contexts: number
    total_global_handles_size: number
    used_global_handles_size: number
    external_memory: number
  }

  interface HeapSpaceStatistics {
    space_name: string
    space_size: number
    space_used_size: number
    space_available_size: number
    physical_space_size: number
  }

  interface PromiseHooks {
    init?(promise: Promise<unknown>, parent: Promise<unknown> | undefined): void
    before?(promise: Promise<unknown>): void
    after?(promise: Promise<unknown>): void
    settled?(promise: Promise<unknown>): void
  }

  class Serializer {
    writeHeader(): void
    writeValue(value: any): boolean
    releaseBuffer(): Buffer
    transferArrayBuffer(id: number, arrayBuffer: ArrayBuffer): void
    writeUint32(value: number): void
    writeUint64(hi: number, lo: number): void
    writeDouble(value: number): void
    writeRawBytes(source: ArrayBufferView): void
  }

  class Deserializer {
    constructor(buffer: ArrayBufferView)
    readHeader(): boolean
    readValue(): any
    getWireFormatVersion(): number
    transferArrayBuffer(id: number, arrayBuffer: ArrayBuffer | SharedArrayBuffer): void
    readUint32(): number
    readUint64(): [hi: number, lo: number]
    readDouble(): number
    readRawBytes(length: number): Buffer
  }

  class DefaultSerializer extends Serializer {}
  class DefaultDeserializer extends Deserializer {}

  /** The value in V8's own format. */
  function serialize(value: any): Buffer
  function deserialize(buffer: ArrayBufferView): any
  function cachedDataVersionTag(): number
  function getHeapStatistics(): HeapStatistics
  function getHeapSpaceStatistics(): HeapSpaceStatistics[]
  function setFlagsFromString(flags: string): void
  function getHeapCodeStatistics(): {
    code_and_metadata_size: number
    bytecode_and_metadata_size: number
    external_script_source_size: number
    cpu_profiler_metadata_size: number
  }
  /** These four are about V8's heap, which is not here: they throw ERR_METHOD_NOT_IMPLEMENTED. */
  function getHeapSnapshot(options?: { exposeInternals?: boolean, exposeNumericValues?: boolean }): never
  function writeHeapSnapshot(filename?: string, options?: { exposeInternals?: boolean, exposeNumericValues?: boolean }): never
  function queryObjects(constructor: Function, options?: { format?: 'count' | 'summary' }): never
  function setHeapSnapshotNearHeapLimit(limit: number): void
  /** Does nothing, as stopCoverage: there is no coverage of V8's. */
  function takeCoverage(): void
  function stopCoverage(): void
  /** There are no startup snapshots: all but isBuildingSnapshot throw ERR_NOT_BUILDING_SNAPSHOT. */
  const startupSnapshot: {
    addSerializeCallback(callback: (data: any) => any, data?: any): void
    addDeserializeCallback(callback: (data: any) => any, data?: any): void
    setDeserializeMainFunction(callback: (data: any) => any, data?: any): void
    isBuildingSnapshot(): boolean
  }
  /** Follows what the garbage collector does. */
  class GCProfiler {
    start(): void
    /** undefined if it was not started. */
    stop(): {
      version: number
      startTime: number
      endTime: number
      statistics: { gcType: string, cost: number, beforeGC: object, afterGC: object }[]
    } | undefined
  }
  const promiseHooks: {
    createHook(callbacks: PromiseHooks): () => void
    onInit(init: NonNullable<PromiseHooks['init']>): () => void
    onBefore(before: NonNullable<PromiseHooks['before']>): () => void
    onAfter(after: NonNullable<PromiseHooks['after']>): () => void
    onSettled(settled: NonNullable<PromiseHooks['settled']>): () => void
  }
}

declare module 'node:v8' {
  export * from 'v8'
}
