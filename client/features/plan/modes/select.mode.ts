import { faceAt } from '../find-face.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Chooses the grid under a click; drags move the map. */
export const selectMode: Mode = {
  cursor: '',
  holdsDrags: false,
  enter(desk) {
    return {
      click(pointer) {
        const { draft } = desk.open().work
        const code = faceAt(draft, placeOf(pointer))
        desk.choose(code !== null && draft.grids.get(code)?.locked === false ? code : null)
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
