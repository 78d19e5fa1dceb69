import type { Layer } from '@deck.gl/core'
import { PathLayer, PolygonLayer, ScatterplotLayer } from '@deck.gl/layers'
import type { Position } from '#domain/contract/common.ts'
import { groundAt } from '#domain/partition/area.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import type { Arc } from '#domain/partition/partition.types.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import { type Norm, type NormState, normState } from './norm-state.ts'
import { handColors, stateColors } from './plan-tones.ts'
import type { StepPreview } from './step-preview.ts'

type Theme = 'light' | 'dark'
type Color = [number, number, number, number]

/** Ground of the areas that steps would change, tinted by how they stand to the norm, and their borders. */
export function stepPreviewLayers(preview: StepPreview, norm: Norm, theme: Theme): Layer[] {
  return [grounds(preview, norm, theme), ...borders(preview.arcs, theme)]
}

/** Borders that move under the hand, as they run now. */
export function movedLayers(arcs: readonly { readonly positions: readonly Position[] }[], theme: Theme): Layer[] {
  return borders(
    arcs.map(({ positions }) => ({ points: positions.flat().map((degrees) => degrees * STEPS_PER_DEGREE) })),
    theme,
  )
}

function grounds({ level, sides, work }: StepPreview, norm: Norm, theme: Theme): Layer {
  const parts = sides.flatMap(({ after, ...area }) => {
    if (!after) return []
    const state = normState(area, after.households, norm)
    return toMultiPolygon(groundAt(work.draft, level, area.code)).map((rings) => ({ rings, state }))
  })
  return new PolygonLayer<{ rings: number[][][]; state: NormState }>({
    id: 'plan-preview-ground',
    data: parts,
    getPolygon: (part) => part.rings,
    stroked: false,
    getFillColor: (part) => [...stateColors[theme][part.state], 96],
    updateTriggers: { getFillColor: theme },
  })
}

/** The borders as one binary table: what moves is laid out anew each frame without an object a vertex. */
function borders(arcs: readonly Pick<Arc, 'points'>[], theme: Theme): Layer[] {
  const vertices = arcs.reduce((sum, { points }) => sum + points.length / 2, 0)
  const places = new Float64Array(vertices * 2)
  const startIndices = new Uint32Array(arcs.length + 1)
  let at = 0
  for (const [index, { points }] of arcs.entries()) {
    startIndices[index] = at / 2
    for (const steps of points) places[at++] = steps / STEPS_PER_DEGREE
  }
  startIndices[arcs.length] = vertices
  const data = { length: arcs.length, startIndices, attributes: { getPath: { value: places, size: 2 } } }
  const path = (id: string, color: Color, width: number) =>
    new PathLayer({
      id,
      data,
      _pathType: 'open',
      positionFormat: 'XY',
      getColor: color,
      getWidth: width,
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
    })
  const { rim, live } = handColors[theme]
  return [path('plan-preview-rim', [...rim, 210], 7), path('plan-preview-border', [...live, 255], 3.5)]
}

export interface Grips {
  /** Bends of borders, and where borders join. */
  vertices: readonly Position[]
  joints: readonly Position[]
  /** What the hand is at: a vertex, or a place on a border where one would be made. */
  held: { at: Position; made: boolean } | null
  /** Where the hand was moved to by snapping. */
  snapped: Position | null
  /** Where a border stops the hand. */
  stopped: Position | null
}

/** Vertices that can be taken hold of: discs where a border bends, rings where borders join. */
export function gripLayers({ vertices, joints, held, snapped, stopped }: Grips, theme: Theme): Layer[] {
  const { rim, live, ink, bad } = handColors[theme]
  const points = (id: string, data: readonly Position[], radius: number, fill: Color, line: Color, width: number) =>
    new ScatterplotLayer<Position>({
      id,
      data: data as Position[],
      getPosition: (place) => place,
      getRadius: radius,
      radiusUnits: 'pixels',
      getFillColor: fill,
      stroked: true,
      getLineColor: line,
      getLineWidth: width,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: theme, getLineColor: theme },
    })
  return [
    points('plan-grip-vertices', vertices, 4, [...rim, 255], [...ink, 255], 1.75),
    points('plan-grip-joints', joints, 5.5, [...ink, 255], [...rim, 255], 1.75),
    points('plan-grip-snap', snapped ? [snapped] : [], 13, [0, 0, 0, 0], [...live, 255], 2),
    points('plan-grip-stop', stopped ? [stopped] : [], 13, [...bad, 40], [...bad, 255], 2.5),
    points(
      'plan-grip-held',
      held ? [held.at] : [],
      held?.made ? 5.5 : 7.5,
      [...(held?.made ? rim : live), 255],
      [...(held?.made ? live : rim), 255],
      2.5,
    ),
  ]
}

/** What the hand draws: a ring that takes ground, or a line, and its corners; `part` numbers rings drawn together. */
export function areaLayers(line: readonly Position[], stands: boolean, theme: Theme, closed = true, part = 0): Layer[] {
  const { rim, live, bad } = handColors[theme]
  const color: Color = [...(stands ? live : bad), 255]
  const ring = closed && line.length > 2 ? [...line, line[0]!] : [...line]
  const path = (id: string, tint: Color, width: number) =>
    new PathLayer<Position[]>({
      id,
      data: ring.length > 1 ? [ring] : [],
      getPath: (places) => places,
      getColor: tint,
      getWidth: width,
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
      updateTriggers: { getColor: tint },
    })
  return [
    path(`plan-hand-rim-${part}`, [...rim, 200], 5),
    path(`plan-hand-line-${part}`, color, 2.5),
    new ScatterplotLayer<Position>({
      id: `plan-hand-ends-${part}`,
      data: line.length > 40 ? [] : (line as Position[]),
      getPosition: (place) => place,
      getRadius: 3.5,
      radiusUnits: 'pixels',
      getFillColor: [...rim, 255],
      stroked: true,
      getLineColor: color,
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: color },
    }),
  ]
}
