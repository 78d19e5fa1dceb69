import type { BriefMaterial } from '../material.ts'
import { dayOf } from './draw-title.ts'
import { ink } from './ink.ts'
import { rule, type Sheet, writeLine, writeLines } from './sheet.ts'

/** Of 1,000 homes, how many the painted ground puts on the wrong side of its border at most: held by picture.test.ts. */
const MISPAINTED_OF_THOUSAND = 2

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
  const last = foot.y + foot.height
  writeLines(
    sheet,
    method,
    { ...foot, y: foot.y + 5, height: foot.height - 5 - type * 1.7 },
    { size: type * 0.92, color: ink.soft, leading: 1.42 },
  )
  const printed = t('printed', { day: dayOf(sheet, madeAt, county.timeZone) })
  const small = { size: type * 0.86, color: ink.faint }
  writeLine(sheet, printed, { x: foot.x + foot.width * 0.6, y: last, width: foot.width * 0.4, align: 'right' }, small)
  const source = county.demo ? t('sourceDemo') : t('source', { attribution: county.attribution || t('sourceUnknown') })
  writeLine(sheet, source, { x: foot.x, y: last, width: foot.width * 0.58 }, small)
}
