import { create } from 'zustand'
import type { Position } from '#domain/contract/common.ts'
import type { Proposal } from './as-change.ts'

export const repairTools = ['gate', 'join', 'delete', 'path'] as const
/** What the hand repairs: adds a gate in a wall, joins two ends, deletes an edge, draws a path. */
export type RepairTool = (typeof repairTools)[number]
export const repairKeys: Record<RepairTool, string> = { gate: 'g', join: 'j', delete: 'd', path: 'p' }

/** Where the next click would take hold. */
export interface Hold {
  place: Position
  /** Whether it has snapped to the network or a wall; else it is the pointer itself. */
  snapped: boolean
  /** The edge under the pointer, when one is to be deleted. */
  line: Position[] | null
}

interface Repair {
  /** null: the map is only looked at. */
  tool: RepairTool | null
  /** Of the path, or the first end of two. */
  corners: readonly Position[]
  hold: Hold | null
  proposal: Proposal | null
}

const nothing = { corners: [], hold: null, proposal: null }

export const useRepair = create<Repair>(() => ({ tool: null, ...nothing }))

/** Takes a tool, or lays it down; what was begun with another is dropped. */
export function takeRepairTool(tool: RepairTool | null): void {
  useRepair.setState({ tool, ...nothing })
}

export function addCorner(place: Position): void {
  useRepair.setState(({ corners }) => ({ corners: [...corners, place] }))
}

/** Drops the proposal, else the last corner, else the tool. */
export function stepBack(): void {
  const { proposal, corners } = useRepair.getState()
  if (proposal) useRepair.setState({ proposal: null, corners: [] })
  else if (corners.length > 0) useRepair.setState({ corners: corners.slice(0, -1) })
  else takeRepairTool(null)
}

export function propose(proposal: Proposal): void {
  useRepair.setState({ proposal, corners: [], hold: null })
}
