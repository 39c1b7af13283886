// What both halves know.

export interface Task {
  id: number
  title: string
  done: boolean
}

/** A request that the server has answered. */
export interface Exchange {
  id: number
  at: Date
  method: string
  path: string
  status: number
  /** How long the answer took, in milliseconds. */
  took: number
}

/** Where the API is, and what opens it. */
export interface Access {
  url: string
  token: string
}
