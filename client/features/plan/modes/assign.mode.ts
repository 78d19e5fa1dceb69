import type { Layer, MapPointer } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { facesNear } from '#domain/partition/arc-index.ts'
import { areaOf, groundAt } from '#domain/partition/area.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import { toLattice } from '#domain/partition/lattice.ts'
import { locate } from '#domain/partition/locate.ts'
import { openAreaAt } from '../find-area.ts'
import { joinSteps } from '../made-together.ts'
import { areaLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { needsChosen } from './hand-over.ts'
import { type Mode, type ModeDesk, placeOf } from './mode.types.ts'

/** A drag shorter than this (CSS pixels) is a click; along a drag it is looked this often. */
const CLICK_PIXELS = 6
const LOOK_PIXELS = 8

/**
 * Whole micro-grids go to the chosen grid: the one under a click, those a drag passes over, or with Shift those whose
 * middle a drawn ring holds. Nothing is cut.
 */
export const assignMode: Mode = {
  cursor: 'pointer',
  holdsDrags: true,
  modifier: { key: 'shift', text: 'ring' },
  disabled: (open, chosen, level) =>
    open.work.draft.microGrids.size === 0 ? 'noMicroGrids' : needsChosen(open, chosen, level),
  enter(desk) {
    let pressed: MapPointer | null = null
    let last: MapPointer | null = null
    let ring: Position[] | null = null
    const taken = new Set<string>()

    const rest = () => {
      pressed = null
      ring = null
      taken.clear()
      desk.draw([])
      desk.say({ hint: { key: 'hint.assign', values: { grid: nameOfGoal(desk) } }, tip: null, pointer: null, acts: [] })
    }
    const show = (pointer: MapPointer, codes: readonly string[]) => {
      const { work, base } = desk.open()
      const steps = stepsOf(desk, codes)
      const preview = steps.length === 0 ? null : previewSteps(work, 'grid', steps)
      const outline: Layer[] = ring ? areaLayers(ring, true, desk.theme()) : []
      desk.draw([...(preview?.ok ? stepPreviewLayers(preview, base.norm, desk.theme()) : []), ...outline])
      desk.say({
        pointer,
        tip: !preview
          ? null
          : preview.ok
            ? { kind: 'figures', preview, stopped: false, snapped: null }
            : { kind: 'refused', reason: preview.reason },
      })
    }
    const take = (codes: readonly string[]) => {
      const grid = nameOfGoal(desk)
      const steps = stepsOf(desk, codes)
      const count = steps.reduce((sum, step) => sum + (step.kind === 'assign' ? step.microGrids.length : 0), 0)
      if (steps.length === 0) desk.say({ told: { key: 'told.noMicroGrid' } })
      else if (steps.every((step) => desk.take(step))) {
        joinSteps(steps)
        desk.say({ told: { key: 'told.assigned', values: { count, grid } } })
      }
      rest()
    }
    rest()
    return {
      down(pointer) {
        pressed = last = pointer
        taken.clear()
        ring = pointer.shift ? [placeOf(pointer)] : null
      },
      move(pointer) {
        if (!pressed) return show(pointer, microGridAt(desk, pointer))
        if (ring) {
          ring.push(placeOf(pointer))
          return show(pointer, ring.length < 3 ? [] : microGridsIn(desk, ring))
        }
        for (const place of passed(desk, last ?? pressed, pointer))
          for (const code of microGridAt(desk, place)) taken.add(code)
        last = pointer
        show(pointer, [...taken])
      },
      up(pointer) {
        const dragged = pressed && Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) > CLICK_PIXELS
        const codes = ring ? (ring.length < 3 ? [] : microGridsIn(desk, ring)) : [...taken]
        pressed = null
        if (dragged || ring) take(codes)
      },
      click(pointer) {
        take(microGridAt(desk, pointer))
      },
      cancel() {
        if (!pressed) return false
        rest()
        return true
      },
      changed: () => {
        if (!pressed) rest()
      },
      exit: () => desk.draw([]),
    }
  },
}

/** The grid that takes: the chosen one, or that of the chosen micro-grid. */
function goalOf(desk: ModeDesk): string | null {
  const chosen = desk.chosen()
  return chosen === null ? null : gridOf(desk.open().work.draft, chosen)
}

function nameOfGoal(desk: ModeDesk): string {
  return desk.open().work.draft.grids.get(goalOf(desk) ?? '')?.name ?? ''
}

/** Steps that take micro-grids to the goal, those already there left out; more than one step takes only where there are very many. */
function stepsOf(desk: ModeDesk, codes: readonly string[]): PlanOperation[] {
  const to = goalOf(desk)
  const { draft } = desk.open().work
  if (to === null) return []
  const going = codes.filter((code) => draft.microGrids.has(code) && gridOf(draft, code) !== to)
  const most = planLimits.microGridsPerStep
  return Array.from({ length: Math.ceil(going.length / most) }, (_, i) => ({
    kind: 'assign',
    microGrids: going.slice(i * most, (i + 1) * most),
    to,
  }))
}

function microGridAt(desk: ModeDesk, pointer: { longitude: number; latitude: number }): string[] {
  const { draft } = desk.open().work
  const code = openAreaAt(draft, 'micro-grid', placeOf(pointer))
  return code !== null && draft.microGrids.has(code) ? [code] : []
}

/** Open micro-grids whose label lies inside a ring. */
function microGridsIn(desk: ModeDesk, ring: readonly Position[]): string[] {
  const { draft } = desk.open().work
  const path = ring.flatMap(([x, y]) => [toLattice(x), toLattice(y)])
  const [xs, ys] = [ring.map(([x]) => toLattice(x)), ring.map(([, y]) => toLattice(y))]
  const near = facesNear(draft.partition, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
  return [...near].filter((face) => {
    if (!draft.microGrids.has(face) || areaOf(draft, 'micro-grid', face)?.locked !== false) return false
    const [x, y] = labelPosition(groundAt(draft, 'micro-grid', face))
    return locate([path], toLattice(x), toLattice(y)) === 1
  })
}

/** Places between two pointers, so that a quick hand leaves nothing out. */
function passed({ view }: ModeDesk, from: MapPointer, to: MapPointer): { longitude: number; latitude: number }[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / LOOK_PIXELS))
  return Array.from({ length: steps }, (_, i) => {
    const share = (i + 1) / steps
    return view.unproject(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share) ?? to
  })
}
