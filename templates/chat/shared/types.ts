// What both halves know.

export interface Message {
  from: string
  text: string
  at: Date
}

/** What happens in the room, as one who is in it sees it. */
export type RoomEvent =
  | { type: 'welcome', name: string, history: Message[] }
  | { type: 'people', names: string[] }
  | { type: 'message', message: Message }
  | { type: 'typing', name: string }
  /** The room is gone. Another is being looked for, or opened. */
  | { type: 'away' }
