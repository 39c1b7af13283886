declare module 'stream/promises' {
  import { FinishedOptions, PipelineSource, PipelineStep } from 'stream'

  export interface PipelineOptions {
    signal?: AbortSignal
    /** Whether the last stream is ended with the source. Default true. */
    end?: boolean
  }

  export function finished(stream: NodeJS.ReadableStream | NodeJS.WritableStream, options?: FinishedOptions & { cleanup?: boolean }): Promise<void>
  export function pipeline(streams: readonly [PipelineSource, ...PipelineStep[]], options?: PipelineOptions): Promise<any>
  export function pipeline(source: PipelineSource, ...steps: (PipelineStep | PipelineOptions)[]): Promise<any>
}

declare module 'node:stream/promises' {
  export * from 'stream/promises'
}
