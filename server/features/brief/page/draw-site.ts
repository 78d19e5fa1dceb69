import { ink } from './ink.ts'
import { type Sheet, writeLine, writeLines } from './sheet.ts'

/** Where the next station would stand; says so in words where nobody has computed one. */
export function drawSite(sheet: Sheet): void {
  const { layout, t } = sheet
  const { site, type } = layout
  writeLine(
    sheet,
    t('site.title'),
    { x: site.x, y: site.y + type * 1.1, width: site.width },
    { size: type * 1.3, weight: 'semibold' },
  )
  writeLines(
    sheet,
    t('site.none'),
    { ...site, y: site.y + type * 2.2, height: site.height - type * 2.2 },
    { size: type, color: ink.soft, leading: 1.5 },
  )
}
