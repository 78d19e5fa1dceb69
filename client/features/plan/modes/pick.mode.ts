import type { MapPointer } from '#client/map/map-view.types.ts'
import type { PlanGuide } from '#domain/contract/plan-guide.ts'
import { ringsAt } from '../guides.ts'
import { handOverHint, needsChosen, showHandOver, takeHandOver } from './hand-over.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Hands the compound under a click to the chosen grid whole; with Shift only the building. */
export const pickMode: Mode = {
  cursor: 'pointer',
  holdsDrags: false,
  modifier: { key: 'shift', text: 'oneBuilding' },
  disabled: needsChosen,
  enter(desk) {
    const rest = () => {
      desk.draw([])
      desk.say({ hint: handOverHint(desk, 'hint.pick'), tip: null, pointer: null, acts: [] })
    }
    const under = (pointer: MapPointer): PlanGuide | undefined => {
      const rings = ringsAt(placeOf(pointer))
      const wished = pointer.shift ? 'building' : 'compound'
      return rings.find(({ kind }) => kind === wished) ?? rings[0]
    }
    rest()
    return {
      move(pointer) {
        const guide = under(pointer)
        if (guide) showHandOver(desk, [guide.line.slice(0, -1)], pointer)
        else rest()
      },
      click(pointer) {
        const guide = under(pointer)
        if (!guide) desk.say({ told: { key: 'told.nothingThere' } })
        else if (takeHandOver(desk, [guide.line.slice(0, -1)])) rest()
      },
      changed: rest,
      exit: () => desk.draw([]),
    }
  },
}
