declare module 'cluster' {
  import { EventEmitter } from 'events'

  /** Workers share a server's socket, for which there is nothing here: every program is a primary without any. */
  interface Cluster extends EventEmitter {
    readonly isPrimary: true
    /** @deprecated Use isPrimary. */
    readonly isMaster: true
    readonly isWorker: false
    readonly workers: {}
    readonly settings: {}
    readonly SCHED_NONE: 1
    readonly SCHED_RR: 2
    schedulingPolicy: number
    readonly Worker: new () => never
    /** @throws Error with code ERR_FEATURE_UNAVAILABLE_ON_PLATFORM, as setupPrimary. */
    fork(env?: object): never
    setupPrimary(settings?: object): never
    /** @deprecated Use setupPrimary. */
    setupMaster(settings?: object): never
    disconnect(callback?: () => void): void
  }
  const cluster: Cluster
  export = cluster
}

declare module 'node:cluster' {
  import cluster = require('cluster')
  export = cluster
}
