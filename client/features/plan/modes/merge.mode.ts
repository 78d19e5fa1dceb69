import { areNeighbours } from '#domain/partition/merge-faces.ts'
import { faceAt } from '../find-face.ts'
import { stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Merges two neighbours: first the one that keeps its code, then the one that joins it. */
export const mergeMode: Mode = {
  cursor: 'pointer',
  holdsDrags: false,
  enter(desk) {
    const openFaceAt = (pointer: { longitude: number; latitude: number }) => {
      const { draft } = desk.open().work
      const code = faceAt(draft, placeOf(pointer))
      return code !== null && draft.grids.get(code)?.locked === false ? code : null
    }
    const rest = () => {
      const first = desk.chosen()
      const grid = first === null ? undefined : desk.open().work.draft.grids.get(first)
      desk.draw([])
      desk.outline(null)
      desk.say({
        hint: grid ? { key: 'hint.mergeSecond', values: { grid: grid.name } } : { key: 'hint.mergeFirst' },
        tip: null,
        pointer: null,
        acts: grid ? [{ text: 'cancel', key: 'Esc', run: () => desk.choose(null) }] : [],
      })
    }
    rest()
    return {
      move(pointer) {
        const { work, base } = desk.open()
        const [first, second] = [desk.chosen(), openFaceAt(pointer)]
        if (first === null || second === null || first === second) return rest()
        desk.outline(second)
        if (!areNeighbours(work.draft.partition, first, second)) {
          const grid = work.draft.grids.get(first)!.name
          desk.draw([])
          desk.say({ pointer, tip: { kind: 'words', words: { key: 'hint.notNeighbours', values: { grid } } } })
          return
        }
        const preview = previewSteps(work, [{ kind: 'merge', into: first, from: second }])
        desk.draw(preview.ok ? stepPreviewLayers(preview, base.norm, desk.theme()) : [])
        desk.say({
          pointer,
          tip: preview.ok
            ? { kind: 'figures', preview, stopped: false, snapped: null }
            : { kind: 'refused', reason: preview.reason },
        })
      },
      click(pointer) {
        const { draft } = desk.open().work
        const [first, second] = [desk.chosen(), openFaceAt(pointer)]
        if (second === null) return
        if (first !== null && areNeighbours(draft.partition, first, second)) {
          const [one, other] = [draft.grids.get(first)!.name, draft.grids.get(second)!.name]
          if (desk.take({ kind: 'merge', into: first, from: second }))
            desk.say({ told: { key: 'told.merged', values: { one, other } } })
        } else desk.choose(second)
        rest()
      },
      cancel() {
        if (desk.chosen() === null) return false
        desk.choose(null)
        return true
      },
      changed: rest,
      exit() {
        desk.outline(null)
        desk.draw([])
      },
    }
  },
}
