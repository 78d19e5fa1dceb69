import { GROUND_ERROR } from '#domain/coverage/station-ground.ts'
import { rule, writeLine, writeLines } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { dayOf } from './draw-title.ts'
import { ink } from './ink.ts'
import type { Sheet } from './sheet.ts'

/** Of 1,000 homes, how many the painted ground puts on the wrong side of its border at most. */
const MISPAINTED_OF_THOUSAND = Math.ceil(1000 * (GROUND_ERROR.falseInside + GROUND_ERROR.falseOutside))

/** How it was counted and what that leaves out, in one sentence; then whose data, and when it was printed. */
export function drawFoot(sheet: Sheet, { walk, county, madeAt }: BriefMaterial): void {
  const { layout, t } = sheet
  const { foot, type } = layout
  rule(sheet, foot, foot.y)
  const method = t('method', {
    profile: t(`profile.${walk.profile}`),
    speed: walk.kilometersPerHour,
    errors: MISPAINTED_OF_THOUSAND,
  })
  const source = county.demo ? t('sourceDemo') : t('source', { attribution: county.attribution || t('sourceUnknown') })
  const top = foot.y + 5
  const sourceHeight = type * 2.5
  const methodHeight = writeLines(
    sheet,
    method,
    { ...foot, y: top, height: foot.height - 5 - sourceHeight },
    { size: type * 0.9, color: ink.soft, leading: 1.4 },
  )
  // a licence asks to be named in full: what the method leaves free belongs to the source
  const sourceTop = top + methodHeight + type * 0.4
  const printed = t('printed', { day: dayOf(sheet, madeAt, county.timeZone) })
  const small = { size: type * 0.86, color: ink.faint }
  writeLine(
    sheet,
    printed,
    { x: foot.x + foot.width * 0.72, y: sourceTop + type * 0.98, width: foot.width * 0.28, align: 'right', least: 0.8 },
    small,
  )
  writeLines(
    sheet,
    source,
    { ...foot, y: sourceTop, width: foot.width * 0.7, height: foot.y + foot.height - sourceTop },
    { ...small, leading: 1.35 },
  )
}
