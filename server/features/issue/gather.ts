/**
 * Turns single questions into one: while a question is under way, those that come are gathered and asked together as
 * the next. `ask` answers in the order of what it was asked.
 */
export function gather<Asked, Answer>(
  ask: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Asked[] = []
  let next: Promise<readonly Answer[]> | null = null
  let underWay: Promise<unknown> = Promise.resolve()

  function begin(): Promise<readonly Answer[]> {
    // what has come in the same turn goes along
    const turn = new Promise<void>((resolve) => setImmediate(resolve))
    const answers = Promise.all([turn, underWay]).then(() => {
      const asked = waiting
      waiting = []
      next = null
      return ask(asked)
    })
    underWay = answers.catch(() => {})
    return answers
  }

  return async (asked) => {
    const place = waiting.push(asked) - 1
    next ??= begin()
    return (await next)[place]!
  }
}

/** As `gather`, apart for each county. */
export function gatherByCounty<Asked, Answer>(
  ask: (county: string, asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (county: string, asked: Asked) => Promise<Answer> {
  const counties = new Map<string, (asked: Asked) => Promise<Answer>>()
  return (county, asked) => {
    const known = counties.get(county) ?? gather((some: readonly Asked[]) => ask(county, some))
    counties.set(county, known)
    return known(asked)
  }
}
