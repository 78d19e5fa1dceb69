import type { PlanOperation } from '#domain/contract/plan.ts'
import { areaOf } from '#domain/partition/area.ts'
import { areNeighbours } from '#domain/partition/merge-faces.ts'
import { gridsTouch } from '#domain/partition/merge-grids.ts'
import { openAreaAt } from '../find-area.ts'
import { normOf } from '../norm-state.ts'
import { levelOf } from '../split-preview.ts'
import { stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { type Mode, placeOf } from './mode.types.ts'

/** Merges two neighbours: first the one that keeps its code, then the one that joins it. */
export const mergeMode: Mode = {
  cursor: 'pointer',
  holdsDrags: false,
  enter(desk) {
    const under = (pointer: { longitude: number; latitude: number }) =>
      openAreaAt(desk.open().work.draft, desk.level(), placeOf(pointer))
    const nameOf = (code: string) => areaOf(desk.open().work.draft, desk.level(), code)?.name ?? code
    const touch = (one: string, other: string) => {
      const { draft } = desk.open().work
      return desk.level() === 'grid' ? gridsTouch(draft, one, other) : areNeighbours(draft.partition, one, other)
    }
    const stepOf = (into: string, from: string): PlanOperation => ({
      kind: 'merge',
      ...levelOf(desk.level()),
      into,
      from,
    })
    const rest = () => {
      const first = desk.chosen()
      const values = first === null ? null : { grid: nameOf(first) }
      desk.draw([])
      desk.outline(null)
      desk.say({
        hint: values ? { key: 'hint.mergeSecond', values } : { key: 'hint.mergeFirst' },
        tip: null,
        pointer: null,
        acts: values ? [{ text: 'cancel', key: 'Esc', run: () => desk.choose(null) }] : [],
      })
    }
    rest()
    return {
      move(pointer) {
        const { work, base } = desk.open()
        const [first, second] = [desk.chosen(), under(pointer)]
        if (first === null || second === null || first === second) return rest()
        desk.outline(second)
        if (!touch(first, second)) {
          const grid = nameOf(first)
          desk.draw([])
          desk.say({ pointer, tip: { kind: 'words', words: { key: 'hint.notNeighbours', values: { grid } } } })
          return
        }
        const preview = previewSteps(work, desk.level(), [stepOf(first, second)])
        desk.draw(preview.ok ? stepPreviewLayers(preview, normOf(base, desk.level()), desk.theme()) : [])
        desk.say({
          pointer,
          tip: preview.ok
            ? { kind: 'figures', preview, stopped: false, snapped: null }
            : { kind: 'refused', reason: preview.reason },
        })
      },
      click(pointer) {
        const [first, second] = [desk.chosen(), under(pointer)]
        if (second === null) return
        if (first !== null && touch(first, second)) {
          const [one, other] = [nameOf(first), nameOf(second)]
          if (desk.take(stepOf(first, second))) desk.say({ told: { key: 'told.merged', values: { one, other } } })
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
