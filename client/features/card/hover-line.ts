import { clockStands, SOON_MILLISECONDS } from '#domain/contract/issue.ts'
import type { Pointed } from './pick-card.ts'

/** What a hover tip says, as words' keys and values: a title (a name, or words) and one line. */
export interface HoverLine {
  name: string
  /** Key of the title where there is no name. */
  title?: { key: string; values: Record<string, unknown> }
  /** Parts of the line, each a key of the words with its values. */
  line: { key: string; values?: Record<string, unknown> }[]
  clock?: 'on-time' | 'soon' | 'late'
}

/** Name and one line from what the tile holds, without asking the server. `now` in milliseconds. Pure. */
export function hoverLine(pointed: Pointed, now: number): HoverLine {
  const { properties } = pointed
  if (pointed.kind === 'cluster')
    return { name: '', title: { key: 'tip.cluster', values: { count: pointed.count } }, line: [{ key: 'tip.nearer' }] }
  const name = textOf(properties.name)
  const households = numberOf(properties.households)
  const counted = households === null ? [] : [{ key: 'tip.households', values: { count: households } }]
  switch (pointed.layer) {
    case 'issue': {
      const clock = clockStands(properties.state) ? 'on-time' : clockOf(numberOf(properties.finish_by), now)
      const emergency = properties.emergency === true ? [{ key: 'emergency' }] : []
      return {
        name: pointed.code,
        line: [...(clock ? [{ key: `tip.clock.${clock}` }] : []), ...emergency],
        ...(clock ? { clock } : {}),
      }
    }
    case 'station':
      return { name, line: [{ key: `level.${textOf(properties.level)}` }] }
    case 'building': {
      const floors = numberOf(properties.floors)
      return {
        name,
        title: { key: 'layer.building', values: {} },
        line: [...(floors === null ? [] : [{ key: 'floors', values: { count: floors } }]), ...counted],
      }
    }
    case 'grid':
    case 'micro_grid': {
      const norm = textOf(properties.norm)
      return { name, line: [...counted, ...(norm === '' ? [] : [{ key: `tip.norm.${norm}` }])] }
    }
    case 'compound':
      return {
        name,
        title: { key: 'layer.compound', values: {} },
        line: [{ key: properties.walled === true ? 'tip.walled' : 'unwalled' }],
      }
    case 'area':
      return { name, line: [{ key: `kind.area.${textOf(properties.level)}` }] }
  }
}

function clockOf(finishBySeconds: number | null, now: number): 'on-time' | 'soon' | 'late' | null {
  if (finishBySeconds === null) return null
  const left = finishBySeconds * 1000 - now
  if (left < 0) return 'late'
  return left <= SOON_MILLISECONDS ? 'soon' : 'on-time'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
