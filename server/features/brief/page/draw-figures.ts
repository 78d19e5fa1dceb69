import type { Frame } from '#server/print/frame.ts'
import { writeLine } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { ink } from './ink.ts'
import type { Sheet } from './sheet.ts'

interface Figure {
  label: string
  value: string
  unit?: string
  notes: string[]
  color: string
}

/** Three figures: who really walks there, what the straight circle claims, who is left out. */
export function drawFigures(sheet: Sheet, material: BriefMaterial): void {
  const figures = material.station ? ofStation(sheet, material) : ofCounty(sheet, material)
  figures.forEach((figure, number) => {
    drawFigure(sheet, sheet.layout.figures[number]!, figure)
  })
}

function ofCounty(sheet: Sheet, { figures, walk }: BriefMaterial): Figure[] {
  const { t, whole, percent } = sheet
  const { reached, straight, leftOut } = figures
  return [
    {
      label: t('figure.reached', { minutes: walk.minutes }),
      value: percent(reached.share ?? 0),
      notes: [
        t('figure.of', { part: whole(reached.part), whole: whole(reached.whole) }),
        ...today(sheet, figures),
        ...elderly(sheet, figures),
      ],
      color: ink.accent,
    },
    {
      label: t('figure.straight', { meters: whole(figures.straightMeters) }),
      value: percent(straight.share ?? 0),
      notes: [
        t('figure.of', { part: whole(straight.part), whole: whole(straight.whole) }),
        t('figure.claims', { households: whole(Math.max(0, straight.part - reached.part)) }),
      ],
      color: ink.soft,
    },
    {
      label: t('figure.leftOut', { minutes: walk.minutes }),
      value: whole(leftOut),
      unit: t('households'),
      notes: [t('figure.leftOutNote', { count: figures.stations }), ...offNetwork(sheet, figures)],
      color: ink.bad,
    },
  ]
}

function ofStation(sheet: Sheet, { figures, walk }: BriefMaterial): Figure[] {
  const { t, whole, percent } = sheet
  const { reached, straight, leftOut, straightMeters } = figures
  const of = t('figure.of', { part: whole(reached.part), whole: whole(reached.whole) })
  return [
    {
      label: t('figure.stationReached', { minutes: walk.minutes }),
      // a circle in which nobody lives has no share
      value: reached.share === null ? '—' : percent(reached.share),
      notes: [of, ...today(sheet, figures), ...elderly(sheet, figures)],
      color: ink.accent,
    },
    {
      label: t('figure.straight', { meters: whole(straightMeters) }),
      value: whole(straight.part),
      unit: t('households'),
      notes: [t('figure.ofCounty', { share: percent(straight.share ?? 0), whole: whole(straight.whole) })],
      color: ink.soft,
    },
    {
      label: t('figure.stationLeftOut'),
      value: whole(leftOut),
      unit: t('households'),
      notes: [t('figure.stationLeftOutNote', { minutes: walk.minutes })],
      color: ink.bad,
    },
  ]
}

/** What a scenario changes about the first figure. */
function today({ t, whole, percent }: Sheet, { reached, today: before }: BriefMaterial['figures']): string[] {
  if (before === null) return []
  const gained = reached.part - before.part
  const change = `${gained > 0 ? '+' : gained < 0 ? '−' : '±'}${whole(Math.abs(gained))}`
  return [t('figure.today', { share: before.share === null ? '—' : percent(before.share), change })]
}

function elderly({ t, whole }: Sheet, { elderly: people }: BriefMaterial['figures']): string[] {
  if (people === null) return []
  const { reached, all } = people
  if (reached === null) return [t('figure.elderlyWithheld')]
  return [
    all === null
      ? t('figure.elderlyReached', { part: whole(reached) })
      : t('figure.elderly', { part: whole(reached), whole: whole(all) }),
  ]
}

function offNetwork({ t, whole }: Sheet, figures: BriefMaterial['figures']): string[] {
  const stations =
    figures.stationsOffNetwork > 0 ? [t('figure.stationsOff', { count: figures.stationsOffNetwork })] : []
  const homes = figures.offNetwork > 0 ? [t('figure.homesOff', { households: whole(figures.offNetwork) })] : []
  return [...homes, ...stations]
}

function drawFigure(sheet: Sheet, frame: Frame, { label, value, unit, notes, color }: Figure): void {
  const { doc, layout } = sheet
  const { type } = layout
  const { x, y, width, height } = frame
  doc.rect(x, y + 2, 2.2, height - 6).fill(color)
  const left = x + type * 1.1
  const inner = width - type * 1.1
  writeLine(sheet, label, { x: left, y: y + type * 1.3, width: inner }, { size: type * 1.08, color: ink.soft })
  const wide = writeLine(sheet, value, { x: left, y: y + type * 4.9 }, { size: type * 3.6, weight: 'semibold' })
  if (unit) writeLine(sheet, unit, { x: left + wide + 4, y: y + type * 4.9 }, { size: type * 1.2, color: ink.soft })
  notes.forEach((note, number) => {
    writeLine(
      sheet,
      note,
      { x: left, y: y + type * (6.6 + 1.45 * number), width: inner },
      { size: type, color: ink.soft },
    )
  })
}
