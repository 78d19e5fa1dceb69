import { create } from 'zustand'

/** What a click on the map means now: it selects, unless a tool has taken it. */
export type Tool = 'select' | 'measure' | 'draw'

const useStore = create<{ tool: Tool }>(() => ({ tool: 'select' }))

export function useTool(): Tool {
  return useStore((store) => store.tool)
}

/** Takes the map's clicks for a tool; whoever has them before is expected to let go. */
export function setTool(tool: Tool): void {
  useStore.setState({ tool })
}
