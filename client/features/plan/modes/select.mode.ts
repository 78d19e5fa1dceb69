import { openAreaAt } from '../find-area.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Chooses the grid or micro-grid under a click; drags move the map. */
export const selectMode: Mode = {
  cursor: '',
  holdsDrags: false,
  enter(desk) {
    return {
      click(pointer) {
        desk.choose(openAreaAt(desk.open().work.draft, desk.level(), placeOf(pointer)))
      },
      cancel() {
        if (desk.chosen() === null) return false
        desk.choose(null)
        return true
      },
      exit() {},
    }
  },
}
