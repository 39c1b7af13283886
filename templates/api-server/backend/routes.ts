// What the API can do.
import { HttpError, type Options, type Request } from './router'
import type { TaskStore } from './store'
import type { Task } from '../shared/types'

export function routesOf(store: TaskStore): Options['routes'] {
  const wanted = ({ params }: Request): Task => {
    const task = store.get(Number(params['id']))
    if (!task) throw new HttpError(404, `there is no task ${params['id']}`)
    return task
  }
  return {
    'GET /tasks': () => store.list(),
    'GET /tasks/:id': (request) => wanted(request),
    'POST /tasks': ({ body }) => {
      const { title } = described(body)
      if (title === undefined) throw new HttpError(400, 'a task has a title')
      return store.add(title)
    },
    'PATCH /tasks/:id': (request) => store.update(wanted(request).id, described(request.body)),
    'DELETE /tasks/:id': (request) => store.remove(wanted(request).id),
  }
}

/** What a body says of a task. */
function described(body: unknown): Partial<Omit<Task, 'id'>> {
  const { title, done } = (body ?? {}) as Record<string, unknown>
  if (title !== undefined && (typeof title !== 'string' || !title.trim())) throw new HttpError(400, 'title must be a text')
  if (done !== undefined && typeof done !== 'boolean') throw new HttpError(400, 'done must be true or false')
  return { ...(title !== undefined && { title: title.trim() }), ...(done !== undefined && { done }) }
}
