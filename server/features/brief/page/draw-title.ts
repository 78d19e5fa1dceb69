import type { BriefLanguage } from '#domain/contract/brief.ts'
import type { WeekMoment } from '#domain/contract/choice.ts'
import { rule, widthOf, writeLine } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { ink } from './ink.ts'
import type { Sheet } from './sheet.ts'

/** What the page is about: the place, the minutes, who walks. */
export function titleOf({ t }: Pick<Sheet, 't'>, { county, station, walk, scenario }: BriefMaterial): string {
  const title = t('title', { place: station?.name ?? county.name, minutes: walk.minutes })
  return scenario ? t('scenario.title', { title, name: scenario.name }) : title
}

/** Changes named one by one; beyond them a number. */
const MOST_NAMED = 3

/** What is otherwise in the scenario. */
function changeWords({ t, language }: Sheet, { scenario }: BriefMaterial): string[] {
  if (!scenario) return []
  const { changes } = scenario
  if (changes.length === 0) return [t('scenario.none')]
  const named = changes.slice(0, MOST_NAMED).map(({ kind, name }) => t(`scenario.change.${kind}`, { name }))
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(named)
  return [changes.length > MOST_NAMED ? t('scenario.more', { list, count: changes.length }) : list]
}

export function drawTitle(sheet: Sheet, material: BriefMaterial): void {
  const { layout, t } = sheet
  const { title, type } = layout
  const { county, station, walk, figures } = material
  const right = rightColumn(sheet, material)
  writeLine(
    sheet,
    titleOf(sheet, material),
    { x: title.x, y: title.y + type * 2.3, width: title.width - right.badge - 12, least: 0.7 },
    { size: type * 2.55, weight: 'semibold' },
  )
  const parts = [
    ...changeWords(sheet, material),
    station ? county.name : t('anyStation', { count: figures.stations }),
    t(`profile.${walk.profile}`),
    t('pace', { speed: walk.kilometersPerHour }),
    ...choiceWords(sheet, material),
  ]
  writeLine(
    sheet,
    parts.join(t('dot')),
    { x: title.x, y: title.y + type * 4.5, width: title.width - right.day - 12, least: 0.7 },
    { size: type * 1.15, color: ink.soft },
  )
  rule(sheet, title, title.y + title.height, ink.text)
}

/** What narrows the stations and the walk, in words: a page must say what it counted. */
function choiceWords({ t, language }: Sheet, { chosen, walk }: BriefMaterial): string[] {
  const { levels, kinds, services, openAt } = chosen.stations
  const list = (words: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
  return [
    ...(levels.length > 0 ? [list(levels.map((level) => t(`level.${level}`)))] : []),
    ...(kinds.length > 0 ? [t('choice.kinds', { kinds: list(kinds) })] : []),
    ...(services.length > 0 ? [t('choice.services', { services: list(services) })] : []),
    ...(openAt ? [t('choice.openAt', { moment: momentOf(language, openAt) })] : []),
    ...(chosen.direction === 'from' ? [t('choice.from')] : []),
    ...(walk.profile === 'wheels' ? [t('choice.noSteps')] : []),
  ]
}

/** `周日 19:00`, `Sunday 19:00`. */
function momentOf(language: BriefLanguage, { day, minute }: WeekMoment): string {
  // the first of January 2024 was a Monday
  const moment = Date.UTC(2024, 0, day, 0, minute)
  const said = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, said).format(moment)
}

/** The day of the data and, where it is so, that nothing of it is real. Returns the widths they take. */
function rightColumn(sheet: Sheet, { county }: BriefMaterial): { day: number; badge: number } {
  const { doc, layout, t } = sheet
  const { title, type } = layout
  const style = { size: type * 1.15, color: ink.soft }
  const day = t('dataOf', { day: dayOf(sheet, county.dataAt, county.timeZone) })
  const dayWidth = widthOf(sheet, day, style)
  writeLine(sheet, day, { x: title.x, y: title.y + type * 4.5, width: title.width, align: 'right' }, style)
  if (!county.demo) return { day: dayWidth, badge: 0 }
  const badge = { size: type * 1.1, weight: 'semibold' as const, color: ink.bad }
  const text = t('demo')
  const width = widthOf(sheet, text, badge) + type * 1.2
  const x = title.x + title.width - width
  doc
    .roundedRect(x, title.y + type * 0.7, width, type * 2, 2)
    .lineWidth(0.9)
    .stroke(ink.bad)
  writeLine(sheet, text, { x, y: title.y + type * 2.1, width, align: 'center' }, badge)
  return { day: dayWidth, badge: width }
}

/** A day as the county's own calendar names it. */
export function dayOf({ language }: Pick<Sheet, 'language'>, moment: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(moment)
}
