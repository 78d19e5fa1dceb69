import { z } from 'zod'
import { box, countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'
import { clockState, issueEventKind, issueSource, issueState } from './issue.ts'
import { openingHours, stationLevel } from './station.ts'

/** Layers whose things have a card. */
export const cardLayer = z.enum(['area', 'grid', 'micro_grid', 'compound', 'building', 'station', 'issue'])
export type CardLayer = z.infer<typeof cardLayer>

/** Households against the county's norm for this kind of grid. */
export const normState = z.enum(['below', 'within', 'above'])

/** Counts only; null is withheld: too few people, or a single building. */
export const cardPeople = z.object({
  households: z.int(),
  residents: z.int().nullable(),
  elderly: z.int().nullable(),
  /** Whether this county's data says how old people are; `elderly` is null without. */
  agesKnown: z.boolean(),
  buildings: z.int(),
})

export const cardStation = z.object({
  level: stationLevel,
  services: z.array(z.string()),
  hours: z.array(openingHours),
  /** Now, in the county's time zone; null when no hours are known. */
  open: z.boolean().nullable(),
  address: z.string(),
  phone: z.string(),
})

export const cardIssue = z.object({
  categoryName: z.string(),
  categoryNameEn: z.string(),
  source: issueSource,
  state: issueState,
  clock: clockState,
  place: z.string(),
  emergency: z.boolean(),
  callers: z.int(),
  filedAt: moment,
  answerBy: moment,
  answeredAt: moment.nullable(),
  finishBy: moment,
  finishedAt: moment.nullable(),
  closedAt: moment.nullable(),
  rating: z.int().nullable(),
  /** How many entries its history has, and the newest: which post did what. */
  entries: z.int(),
  last: z.object({ kind: issueEventKind, at: moment, actor: z.string() }).nullable(),
})

const outline = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
})

/** What a card says of one thing on the map; sections that do not apply are null. Never anything about a person. */
export const card = z.object({
  layer: cardLayer,
  code: z.string(),
  name: z.string(),
  /** Level of an area, kind of a grid, compound, building or station; '' for issues. */
  kind: z.string(),
  /** What it lies in, from the street down. */
  ladder: z.array(z.object({ layer: z.enum(['area', 'grid', 'micro_grid']), code: z.string(), name: z.string() })),
  position,
  bounds: box.nullable(),
  /** Its border, to about a metre; null for points. */
  outline: outline.nullable(),
  people: cardPeople.nullable(),
  norm: z.object({ state: normState, least: z.int(), most: z.int() }).nullable(),
  /** What it is divided into. */
  parts: z.object({ communities: z.int(), grids: z.int(), microGrids: z.int() }).nullable(),
  /** Open issues, and those of them past their time. */
  issues: z.object({ open: z.int(), late: z.int() }).nullable(),
  stations: z.int().nullable(),
  compound: z.object({ walled: z.boolean(), gates: z.int() }).nullable(),
  building: z
    .object({ floors: z.int(), compound: z.object({ code: z.string(), name: z.string() }).nullable() })
    .nullable(),
  station: cardStation.nullable(),
  issue: cardIssue.nullable(),
  now: moment,
})
export type Card = z.infer<typeof card>

export const getCard = endpoint({
  method: 'GET',
  path: '/api/cards',
  summary: 'What the map says of one area, grid, place or issue: names, counts, norm, hours, clocks.',
  tag: 'card',
  params: nothing,
  query: z.object({
    county: countyCode,
    layer: cardLayer,
    /** Code of the thing; number of an issue. */
    code: z
      .string()
      .min(1)
      .max(200)
      .regex(/^\P{C}+$/u, 'a code has no control characters'),
  }),
  body: nothing,
  answer: card,
})

export const cardEndpoints = [getCard]
