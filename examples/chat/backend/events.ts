// What travels between the server and the pages. Both import these types.
export interface Message {
  id: number
  from: string
  text: string
  at: number
}

export interface FromServer {
  welcome(name: string, history: Message[]): void
  message(message: Message): void
  people(names: string[]): void
  typing(name: string): void
}

export interface FromPage {
  say(text: string, done: () => void): void
  typing(): void
  rename(name: string, done: (name: string) => void): void
}
