import type { PickedFeature } from '#client/map/map-view.types.ts'
import { clockStands } from '#domain/contract/issue.ts'

/** Layers the list can mirror. */
export const mirrored = ['issue', 'station', 'grid', 'micro_grid', 'compound', 'area'] as const
export type Mirrored = (typeof mirrored)[number]

export interface MirrorEntry {
  code: string
  name: string
  longitude: number
  latitude: number
  /** Only of issues. */
  clock?: 'ontime' | 'soon' | 'late'
}

/** Lines of the list from features on screen: most urgent first, then by name; clusters and things without a code fall out. Pure. */
export function toEntries(features: readonly PickedFeature[], nowSeconds: number): MirrorEntry[] {
  const entries = new Map<string, MirrorEntry & { order: number }>()
  for (const { properties, longitude, latitude } of features) {
    const code = String(properties.code ?? properties.number ?? '')
    if (code === '' || entries.has(code)) continue
    const finishBy = typeof properties.finish_by === 'number' ? properties.finish_by : null
    const standing = clockStands(properties.state)
    const order = finishBy === null ? 0 : standing ? Number.MAX_SAFE_INTEGER : finishBy
    const entry = { code, name: String(properties.name || code), longitude, latitude, order }
    const clock = standing ? 'ontime' : finishBy === null ? null : clockOf(finishBy, nowSeconds)
    entries.set(code, clock === null ? entry : { ...entry, clock })
  }
  return [...entries.values()]
    .sort((one, other) => one.order - other.order || one.name.localeCompare(other.name, 'zh'))
    .map(({ order: _, ...entry }) => entry)
}

function clockOf(finishBySeconds: number, nowSeconds: number): 'ontime' | 'soon' | 'late' {
  if (finishBySeconds < nowSeconds) return 'late'
  return finishBySeconds < nowSeconds + 3600 ? 'soon' : 'ontime'
}
