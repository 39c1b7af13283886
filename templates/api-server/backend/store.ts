// Keeps tasks in one file. Ordinary code, which knows nothing of windows or of HTTP.
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import type { Task } from '../shared/types'
import { writeDurably } from './durable'

export class TaskStore extends EventEmitter<{ change: [Task[]] }> {
  private tasks: Task[]
  /** The last write that was asked for: the next one waits for it. */
  private writing: Promise<void> = Promise.resolve()

  constructor(readonly file: string) {
    super()
    this.tasks = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Task[]) : []
  }

  list(): Task[] {
    return this.tasks
  }

  get(id: number): Task | undefined {
    return this.tasks.find((task) => task.id === id)
  }

  async add(title: string): Promise<Task> {
    const task: Task = { id: 1 + Math.max(0, ...this.tasks.map(({ id }) => id)), title, done: false }
    await this.change([...this.tasks, task])
    return task
  }

  /** Changes what is given of a task; undefined if there is none. */
  async update(id: number, change: Partial<Omit<Task, 'id'>>): Promise<Task | undefined> {
    await this.change(this.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)))
    return this.get(id)
  }

  async remove(id: number): Promise<void> {
    await this.change(this.tasks.filter((task) => task.id !== id))
  }

  /** Tells of a change at once, and returns when it is safe on the disk. */
  private async change(tasks: Task[]): Promise<void> {
    this.tasks = tasks
    this.emit('change', tasks)
    const turn = this.writing.then(() => writeDurably(this.file, JSON.stringify(tasks, null, 2) + '\n'))
    this.writing = turn.catch(() => {}) // who asked for it gets the error; the next write starts anyway
    await turn
  }
}
