/** Something with a name that others may bear too, and what else tells it (a moment, who made it). */
export interface Named {
  readonly id: string
  readonly name: string
  readonly mark: string
}

/** Names by id that nobody mistakes: one that several bear is followed by its mark, and by a number where that is the same too. */
export function tellApart(all: readonly Named[]): ReadonlyMap<string, string> {
  const bearers = countOf(all.map(({ name }) => name))
  const marked = all.map(({ id, name, mark }) => ({
    id,
    text: bearers.get(name)! > 1 && mark !== '' ? `${name} · ${mark}` : name,
  }))
  const alike = countOf(marked.map(({ text }) => text))
  const given = new Map<string, number>()
  return new Map(
    marked.map(({ id, text }) => {
      if (alike.get(text) === 1) return [id, text]
      const number = (given.get(text) ?? 0) + 1
      given.set(text, number)
      return [id, `${text} (${number})`]
    }),
  )
}

function countOf(texts: readonly string[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const text of texts) count.set(text, (count.get(text) ?? 0) + 1)
  return count
}
