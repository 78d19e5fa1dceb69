import { writeLine, writeLines } from '#server/print/write.ts'
import type { BriefMaterial, BriefSite } from '../material.ts'
import { siteMark } from './draw-marks.ts'
import { ink } from './ink.ts'
import type { Layout } from './layout.ts'
import type { Sheet } from './sheet.ts'

/** Where the next station would stand and what it would bring; says why in words where there is none. */
export function drawSite(sheet: Sheet, material: BriefMaterial): void {
  const { layout, t, whole } = sheet
  const { site: frame, type } = layout
  writeLine(
    sheet,
    t('site.title'),
    { x: frame.x, y: frame.y + type * 1.1, width: frame.width },
    { size: type * 1.3, weight: 'semibold' },
  )
  const { site } = material
  if (!('position' in site)) {
    writeLines(sheet, t(`site.${site.reason}`, { minutes: material.walk.minutes }), below(layout, 2.2), {
      size: type,
      color: ink.soft,
      leading: 1.5,
    })
    return
  }
  siteMark(sheet, frame.x + type, frame.y + type * 3.5, type)
  const left = frame.x + type * 2.6
  const wide = writeLine(
    sheet,
    `+${whole(site.gained)}`,
    { x: left, y: frame.y + type * 4.2 },
    { size: type * 2.2, weight: 'semibold' },
  )
  writeLine(
    sheet,
    t('households'),
    { x: left + wide + 4, y: frame.y + type * 4.2, width: frame.x + frame.width - left - wide - 4 },
    { size: type * 1.1, color: ink.soft },
  )
  writeLines(sheet, effectOf(sheet, material, site), below(layout, 5.2), {
    size: type,
    color: ink.soft,
    leading: 1.5,
  })
}

function effectOf({ t, percent, whole }: Sheet, { walk, map }: BriefMaterial, site: BriefSite): string {
  const [west, south, east, north] = map.box
  const [longitude, latitude] = site.position
  const seen = longitude > west && longitude < east && latitude > south && latitude < north
  return [
    t(site.street === '' ? 'site.unnamed' : 'site.street', { street: site.street }),
    t('site.effect', {
      minutes: walk.minutes,
      gained: whole(site.gained),
      from: percent((site.within - site.gained) / site.whole),
      to: percent(site.within / site.whole),
    }),
    ...(seen ? [] : [t('site.notSeen', { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) })]),
    t('site.caution'),
  ].join('')
}

function below({ site, type }: Layout, lines: number) {
  return { ...site, y: site.y + type * lines, height: site.height - type * lines }
}
