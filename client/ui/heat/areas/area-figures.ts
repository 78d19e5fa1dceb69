import type { z } from 'zod'
import { call } from '#client/api.ts'
import {
  type EmergingArea,
  getHeatAreas,
  getHeatEmerging,
  getHeatRate,
  getHeatSignificance,
  type HeatBy,
  type HeatRate,
  type HeatSignificance,
} from '#domain/contract/heat-area.ts'
import type { HeatChoice } from '../heat-choice.ts'
import { emergingQuestion, type HeatPlace, rateQuestion, significanceQuestion } from '../heat-questions.ts'

export type Areas = z.output<typeof getHeatAreas.answer>
export type AreaFeature = Areas['features'][number]

/** Figures by area, of one kind. */
export type AreaFigures =
  | { kind: 'rate'; answer: z.output<typeof getHeatRate.answer> }
  | { kind: 'significance'; answer: z.output<typeof getHeatSignificance.answer> }
  | { kind: 'emerging'; answer: z.output<typeof getHeatEmerging.answer> }

/** What one area's figures are. */
export type AreaFigure =
  | { kind: 'rate'; area: HeatRate }
  | { kind: 'significance'; area: HeatSignificance }
  | { kind: 'emerging'; area: EmergingArea }

export type AreaQuestion =
  | { kind: 'rate'; query: z.input<typeof getHeatRate.query> }
  | { kind: 'significance'; query: z.input<typeof getHeatSignificance.query> }
  | { kind: 'emerging'; query: z.input<typeof getHeatEmerging.query> }

export type AreaKind = AreaFigures['kind']

/** The question about a kind, as it is chosen. */
export function areaQuestion(kind: AreaKind, choice: HeatChoice, place: HeatPlace): AreaQuestion {
  if (kind === 'rate') return { kind, query: rateQuestion(choice, place) }
  if (kind === 'significance') return { kind, query: significanceQuestion(choice, place) }
  return { kind, query: emergingQuestion(choice, place) }
}

export async function askForFigures(question: AreaQuestion, signal: AbortSignal): Promise<AreaFigures> {
  switch (question.kind) {
    case 'rate':
      return { kind: 'rate', answer: await call(getHeatRate, { query: question.query, signal }) }
    case 'significance':
      return { kind: 'significance', answer: await call(getHeatSignificance, { query: question.query, signal }) }
    case 'emerging':
      return { kind: 'emerging', answer: await call(getHeatEmerging, { query: question.query, signal }) }
  }
}

export function askForAreas(query: z.input<typeof getHeatAreas.query>, signal: AbortSignal): Promise<Areas> {
  return call(getHeatAreas, { query, signal })
}

/** Codes of areas that cannot be judged as spots: nothing to measure by, or a cell that is hardly the county's. */
export function unjudgedAreas(figures: AreaFigures): ReadonlySet<string> {
  switch (figures.kind) {
    case 'rate':
      return new Set()
    case 'significance':
      return new Set(figures.answer.areas.flatMap((area) => (area.class === 'unjudged' ? area.code : [])))
    case 'emerging':
      return new Set(figures.answer.unjudged)
  }
}

/** Why areas of an answer are not judged: nobody lives there, too little of a cell is the county's, or one of the two. */
export function unjudgedBy({
  base,
  by,
}: {
  base: 'households' | 'area'
  by: HeatBy
}): 'households' | 'cell' | 'either' {
  if (by !== 'cell') return 'households'
  return base === 'area' ? 'cell' : 'either'
}

/** Figures by code of their area. */
export function figuresByCode(figures: AreaFigures): ReadonlyMap<string, AreaFigure> {
  switch (figures.kind) {
    case 'rate':
      return new Map(figures.answer.areas.map((area) => [area.code, { kind: 'rate', area }]))
    case 'significance':
      return new Map(figures.answer.areas.map((area) => [area.code, { kind: 'significance', area }]))
    case 'emerging':
      return new Map(figures.answer.areas.map((area) => [area.code, { kind: 'emerging', area }]))
  }
}
