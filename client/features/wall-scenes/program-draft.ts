import type { WallProgram, WallRule, WallScene, WallStep } from '#domain/contract/wall.ts'

/** Moves what stands at `from` by one place; at either end nothing moves. Pure. */
export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const to = from + by
  const next = [...items]
  const [item, other] = [items[from], items[to]]
  if (item === undefined || other === undefined) return next
  next[to] = item
  next[from] = other
  return next
}

export function without<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index)
}

export function replaced<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.map((known, at) => (at === index ? item : known))
}

/** A scene of a kind with the first thing that it can show; null where there is none. Pure. */
export function sceneOf(
  kind: WallScene['kind'],
  first: { street: string | undefined; category: string | undefined },
): WallScene | null {
  switch (kind) {
    case 'street':
      return first.street === undefined ? null : { kind, street: first.street }
    case 'category':
      return first.category === undefined ? null : { kind, category: first.category }
    case 'issue':
      return null
    default:
      return { kind }
  }
}

export const newStep: WallStep = { scene: { kind: 'county' }, seconds: 60, transition: 'fly' }
export const newRule: WallRule = {
  on: 'filed',
  emergencyOnly: true,
  category: null,
  area: null,
  sceneSeconds: 60,
  banner: true,
  sound: false,
}

/** `07:30` of a minute of the day, and back; null when the text is none. */
export function printMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function readMinute(text: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(text) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** Seconds that the playlist takes once round, each street counted. */
export function roundSeconds(steps: WallProgram['steps'], streets: number): number {
  return steps.reduce((sum, { scene, seconds }) => sum + seconds * (scene.kind === 'each-street' ? streets : 1), 0)
}
