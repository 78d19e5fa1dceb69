import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { type FixedReason, fixedAt, type Handle, handleAt, verticesIn } from '../border-index.ts'
import { normOf } from '../norm-state.ts'
import { gripLayers, stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps, type StepPreview } from '../step-preview.ts'
import { scaleAt } from '../tool/mode-desk.ts'
import { type Mode, placeOf } from './mode.types.ts'

const SHOWN_PIXELS = 90

/** Takes out the vertex under a click; what the straight border would do is shown before. */
export const deleteVertexMode: Mode = {
  cursor: '',
  holdsDrags: false,
  enter(desk) {
    desk.say({ hint: { key: 'hint.delete' } })
    const under = (pointer: MapPointer): Handle | null => {
      const { pixelsPerDegree, tolerancePixels } = scaleAt(desk.view, pointer.finger)
      const handle = handleAt(desk.open().work.draft, desk.level(), placeOf(pointer), pixelsPerDegree, tolerancePixels)
      return handle?.kind === 'vertex' ? handle : null
    }
    const show = (pointer: MapPointer) => {
      const { work, base } = desk.open()
      const handle = under(pointer)
      const fixed = handle && fixedAt(work.draft, desk.level(), handle.arc, handle.at)
      const preview: StepPreview | { ok: false; reason: Refusal['reason'] | FixedReason } | null =
        handle &&
        (fixed
          ? { ok: false, reason: fixed }
          : previewSteps(work, desk.level(), [{ kind: 'delete-vertex', at: handle.at }]))
      desk.view.setCursor(preview?.ok ? 'pointer' : '')
      desk.say({
        pointer: preview ? pointer : null,
        tip: !preview
          ? null
          : preview.ok
            ? { kind: 'figures', preview, stopped: false, snapped: null }
            : { kind: 'refused', reason: preview.reason },
      })
      const [longitude, latitude] = placeOf(pointer)
      const { pixelsPerDegree } = scaleAt(desk.view, false)
      const [dx, dy] = [SHOWN_PIXELS / pixelsPerDegree[0], SHOWN_PIXELS / pixelsPerDegree[1]]
      desk.draw([
        ...(preview?.ok ? stepPreviewLayers(preview, normOf(base, desk.level()), desk.theme()) : []),
        ...gripLayers(
          {
            ...verticesIn(work.draft, desk.level(), [longitude - dx, latitude - dy, longitude + dx, latitude + dy]),
            held: handle && { at: handle.at, made: false },
            snapped: null,
            stopped: handle && preview && !preview.ok ? handle.at : null,
          },
          desk.theme(),
        ),
      ])
    }
    return {
      move: show,
      click(pointer) {
        const handle = under(pointer)
        const fixed = handle && fixedAt(desk.open().work.draft, desk.level(), handle.arc, handle.at)
        if (handle && !fixed && desk.take({ kind: 'delete-vertex', at: handle.at })) {
          desk.say({ told: { key: 'told.deleted' } })
          show(pointer)
        }
      },
      exit() {
        desk.view.setCursor('')
        desk.draw([])
      },
    }
  },
}
