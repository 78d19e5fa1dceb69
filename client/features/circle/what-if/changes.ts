import type { Change } from '#domain/contract/change.ts'

type Changes = readonly Change[]

/**
 * The list with one change more. What speaks of the same thing becomes one entry, so that a list reads as a person would
 * tell it: a station moved twice was moved once, one that was added and moved was added there, one added and closed never
 * was, and one closed is told nothing more of.
 */
export function withChange(changes: Changes, change: Change): Change[] {
  switch (change.kind) {
    case 'move-station':
      return (
        inPlace(changes, addedAs(change.code), (added) => ({ ...added, position: change.position })) ??
        inPlace(changes, isOf('move-station', change.code), () => change) ?? [...changes, change]
      )
    case 'change-station': {
      const { kind: _, code, ...fields } = change
      return (
        inPlace(changes, addedAs(code), (added) => ({ ...added, ...withoutMissing(fields) })) ??
        inPlace(changes, isOf('change-station', code), (before) => ({ ...before, ...withoutMissing(fields) })) ?? [
          ...changes,
          change,
        ]
      )
    }
    case 'close-station': {
      const others = changes.filter((other) => !('code' in other && other.code === change.code))
      return changes.some(addedAs(change.code)) ? others : [...others, change]
    }
    default:
      return [...changes, change]
  }
}

/** The list without one entry. */
export function withoutChange(changes: Changes, at: number): Change[] {
  return changes.filter((_, index) => index !== at)
}

/** Whether two lists say the same. */
export function sameChanges(one: Changes, other: Changes): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** A code that no station has: `new-1`, `new-2` … */
export function freeCode(prefix: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) if (!taken.has(`${prefix}-${number}`)) return `${prefix}-${number}`
}

type Kinded<Kind extends Change['kind']> = Change & { kind: Kind }

function isOf<Kind extends Change['kind']>(kind: Kind, code: string) {
  return (change: Change): change is Kinded<Kind> => change.kind === kind && 'code' in change && change.code === code
}

function addedAs(code: string) {
  return isOf('add-station', code)
}

/** The list with the entry that is meant made anew; null when there is none. */
function inPlace<Meant extends Change>(
  changes: Changes,
  meant: (change: Change) => change is Meant,
  anew: (change: Meant) => Change,
): Change[] | null {
  const at = changes.findIndex(meant)
  const found = changes[at]
  return found && meant(found) ? changes.with(at, anew(found)) : null
}

function withoutMissing<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>
  }
}
