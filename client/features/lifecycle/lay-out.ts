import { Graph, layout } from '@dagrejs/dagre'
import type { StateBox, Way } from './lifecycle-graph.ts'

interface Size {
  width: number
  height: number
}

/** Middle and size, pixels. */
interface Placed extends Size {
  x: number
  y: number
}

export interface LaidOut extends Size {
  boxes: (StateBox & Placed)[]
  ways: (Way & Placed & { points: readonly { x: number; y: number }[] })[]
}

/** Places states and ways from left to right; `sizes` tells how much room their words take, pixels. Pure. */
export function layOut(
  graph: { boxes: readonly StateBox[]; ways: readonly Way[] },
  sizes: { box(box: StateBox): Size; way(way: Way): Size },
): LaidOut {
  const plan = new Graph({ multigraph: false })
  plan.setGraph({ rankdir: 'LR', nodesep: 36, edgesep: 14, ranksep: 36, marginx: 12, marginy: 12 })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const box of graph.boxes) plan.setNode(box.state, { ...sizes.box(box) })
  for (const way of graph.ways) plan.setEdge(way.from, way.to, { ...sizes.way(way), labelpos: 'c' })
  layout(plan)
  const { width = 0, height = 0 } = plan.graph()
  return {
    width,
    height,
    boxes: graph.boxes.map((box) => ({ ...box, ...placed(plan.node(box.state)) })),
    ways: graph.ways.map((way) => {
      const edge = plan.edge(way.from, way.to)
      return { ...way, ...placed(edge), points: edge.points ?? [] }
    }),
  }
}

function placed({ x = 0, y = 0, width = 0, height = 0 }: Partial<Placed>): Placed {
  return { x, y, width, height }
}
