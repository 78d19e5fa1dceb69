/** A set of listeners without arguments. */
export interface WakeUps {
  listen(heard: () => void): () => void
  tell(): void
}

export function createWakeUps(): WakeUps {
  const listeners = new Set<() => void>()
  return {
    listen(heard) {
      const entry = (): void => heard()
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    tell() {
      for (const heard of listeners) heard()
    },
  }
}
