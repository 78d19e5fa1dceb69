/** Turns single questions into one: those asked before the answer to the last began are asked together. */
export function gather<Value>(
  ask: (keys: string[]) => Promise<Map<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let next: { keys: Set<string>; answers: Promise<Map<string, Value>> } | null = null

  function begin() {
    const keys = new Set<string>()
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      next = null
      return ask([...keys])
    })
    return { keys, answers }
  }

  return async (key) => {
    next ??= begin()
    next.keys.add(key)
    return (await next.answers).get(key)
  }
}
