import { create } from 'zustand'

export const tools = ['move', 'add', 'gate', 'path', 'block'] as const
/** What the hand does on the map: moves stations, adds one, opens a gate in a wall, draws a path, blocks a road. */
export type Tool = (typeof tools)[number]
export const toolKeys: Record<Tool, string> = { move: 'v', add: 'a', gate: 'g', path: 'p', block: 'b' }

export const pathKinds = ['footway', 'bridge', 'steps'] as const
export type PathKind = (typeof pathKinds)[number]

interface Hand {
  tool: Tool
  pathKind: PathKind
}

export const useHand = create<Hand>(() => ({ tool: 'move', pathKind: 'footway' }))

/** Takes a tool in hand. */
export function takeTool(tool: Tool, pathKind?: PathKind): void {
  useHand.setState(pathKind ? { tool, pathKind } : { tool })
}
