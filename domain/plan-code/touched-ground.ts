import type { Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import type { Ground, GroundArea } from './ground.ts'

/**
 * The grids and micro-grids of two drafts that may differ: what both have and nothing touched is left out. A face that
 * nothing touched is the same object in both, so that whole counties cost what changed in them.
 */
export function touchedGround(before: Draft, after: Draft): { before: Ground; after: Ground } {
  const grids = [...new Set([...before.grids.keys(), ...after.grids.keys()])].filter(
    (code) => !sameGrid(before, after, code),
  )
  const microGrids = [...new Set([...before.microGrids.keys(), ...after.microGrids.keys()])].filter(
    (code) => !sameMicroGrid(before, after, code),
  )
  const pick = (draft: Draft): Ground => ({
    grids: grids.flatMap((code) => gridAreaOf(draft, code) ?? []),
    microGrids: microGrids.flatMap((code) => microGridAreaOf(draft, code) ?? []),
  })
  return { before: pick(before), after: pick(after) }
}

function sameGrid(before: Draft, after: Draft, code: string): boolean {
  const [old, now] = [before.grids.get(code), after.grids.get(code)]
  if (!old || !now || old.name !== now.name || old.kind !== now.kind || old.community !== now.community) return false
  const [was, is] = [facesOf(before, code), facesOf(after, code)]
  return (
    was.length === is.length &&
    was.every((face, i) => face === is[i] && before.partition.faces.get(face) === after.partition.faces.get(face))
  )
}

function sameMicroGrid(before: Draft, after: Draft, code: string): boolean {
  const [old, now] = [before.microGrids.get(code), after.microGrids.get(code)]
  if (!old || !now || old.name !== now.name || old.grid !== now.grid) return false
  return before.partition.faces.get(code) === after.partition.faces.get(code)
}

function gridAreaOf(draft: Draft, code: string): GroundArea | null {
  const grid = draft.grids.get(code)
  if (!grid || facesOf(draft, code).length === 0) return null
  const { name, kind, community } = grid
  return { code, name, parent: community, kind, polygons: groundOf(draft, code) }
}

function microGridAreaOf(draft: Draft, code: string): GroundArea | null {
  const micro = draft.microGrids.get(code)
  if (!micro || !draft.partition.faces.has(code)) return null
  return { code, name: micro.name, parent: micro.grid, kind: null, polygons: polygonsOf(draft.partition, code) }
}
