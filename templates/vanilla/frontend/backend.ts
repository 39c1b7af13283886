/**
 * Makes a call to the backend, again and again while the backend is away: it is being restarted
 * after a crash, or replaced because its code was edited. Only for calls that may run twice.
 */
export async function persistently<T>(call: () => Promise<T>, waiting: () => void = () => {}): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!isBackendGone(error)) throw error
      waiting()
      await pause(400)
    }
  }
}

/** Whether a call failed because the backend ended before it answered. */
export function isBackendGone(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === 'ERR_BACKEND_GONE'
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
