import { z } from 'zod'
import { changes, givenName, knownCode } from './change.ts'
import { stationChoice, walkChoice } from './choice.ts'
import { countyCode, moment, nothing, position } from './common.ts'
import { areaLevel, countyFigures, minutesChoice } from './coverage-figures.ts'
import { endpoint } from './endpoint.ts'

/** Scenarios of one county; sides of one comparison. */
export const scenarioLimits = { scenarios: 500, sides: 6 } as const

export const scenarioId = z.string().regex(/^[0-9a-z]{12}$/, 'a scenario id has 12 letters or digits')
const version = z.int().min(1)

/** What is kept under a name: what would be otherwise, and how it is looked at. */
export const scenarioContent = z.strictObject({
  changes: changes.default([]),
  walk: walkChoice,
  stations: stationChoice,
  minutes: minutesChoice,
  /** What somebody wants to say about it. */
  note: z
    .string()
    .trim()
    .max(500)
    .regex(/^[^\p{Cs}]*$/u, 'no broken characters')
    .refine((text) => !text.includes('\u0000'), 'no NUL')
    .default(''),
})
export type ScenarioContent = z.infer<typeof scenarioContent>

export const scenarioSummary = z.object({
  id: scenarioId,
  name: z.string(),
  /** Number of the last saved version; a save names the version it stands on. */
  version: z.int(),
  changes: z.int(),
  /** Title of the post that saved it last; '' for a visitor of the demo county. */
  savedBy: z.string(),
  savedAt: moment,
  /** When it was put away; null while it is listed. */
  removedAt: moment.nullable(),
})
export type ScenarioSummary = z.infer<typeof scenarioSummary>

export const scenario = scenarioSummary.extend({ content: scenarioContent })
export type Scenario = z.infer<typeof scenario>

/** One saved version; all are kept. */
export const scenarioVersion = z.object({
  version: z.int(),
  name: z.string(),
  changes: z.int(),
  savedBy: z.string(),
  savedAt: moment,
})

const ofCounty = z.object({ county: countyCode })
const ofScenario = z.object({ scenario: scenarioId })

export const listScenarios = endpoint({
  method: 'GET',
  path: '/api/scenarios',
  summary: 'Named what-if scenarios of a county, the last saved first; those put away only when asked for.',
  tag: 'scenario',
  params: nothing,
  query: ofCounty.extend({ removed: z.stringbool().default(false) }),
  body: nothing,
  answer: z.object({ scenarios: z.array(scenarioSummary), mayWrite: z.boolean() }),
})

export const createScenario = endpoint({
  method: 'POST',
  path: '/api/scenarios',
  summary: 'Keeps changes and choices as a named scenario.',
  tag: 'scenario',
  params: nothing,
  query: ofCounty,
  body: z.strictObject({ name: givenName, content: scenarioContent }),
  answer: scenario,
})

export const getScenario = endpoint({
  method: 'GET',
  path: '/api/scenarios/:scenario',
  summary: 'A scenario as it was last saved, or as one of its versions.',
  tag: 'scenario',
  params: ofScenario,
  query: ofCounty.extend({ version: z.coerce.number().int().min(1).optional() }),
  body: nothing,
  answer: scenario,
})

export const saveScenario = endpoint({
  method: 'PUT',
  path: '/api/scenarios/:scenario',
  summary:
    'Saves a scenario as its next version; when somebody else saved meanwhile it is refused (409), with who and when, and nothing is lost.',
  tag: 'scenario',
  params: ofScenario,
  query: ofCounty,
  body: z.strictObject({ expectedVersion: version, name: givenName, content: scenarioContent }),
  answer: scenario,
})

export const listScenarioVersions = endpoint({
  method: 'GET',
  path: '/api/scenarios/:scenario/versions',
  summary: 'Every saved version of a scenario, the last first: who saved it and when.',
  tag: 'scenario',
  params: ofScenario,
  query: ofCounty,
  body: nothing,
  answer: z.object({ versions: z.array(scenarioVersion) }),
})

export const restoreScenario = endpoint({
  method: 'POST',
  path: '/api/scenarios/:scenario/restore',
  summary: 'Saves an earlier version anew as the last one; also brings back a scenario that was put away.',
  tag: 'scenario',
  params: ofScenario,
  query: ofCounty,
  body: z.strictObject({ expectedVersion: version, restore: version }),
  answer: scenario,
})

export const removeScenario = endpoint({
  method: 'DELETE',
  path: '/api/scenarios/:scenario',
  summary: 'Puts a scenario away: it is listed no more, its link and its versions stay.',
  tag: 'scenario',
  params: ofScenario,
  query: ofCounty.extend({ expectedVersion: z.coerce.number().int().min(1) }),
  body: nothing,
  answer: scenarioSummary,
})

/** One side of a comparison: the county as it is, a scenario (its last version unless one is named), or work not yet saved. */
export const comparedSide = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('today') }),
  z.strictObject({ kind: z.literal('scenario'), id: scenarioId, version: version.optional() }),
  z.strictObject({ kind: z.literal('draft'), name: givenName, changes }),
])
export type ComparedSide = z.infer<typeof comparedSide>

/** Households that reach a station within the minutes on each side, in the order of the sides. */
const bySide = z.array(z.int())

export const compareScenarios = endpoint({
  method: 'POST',
  path: '/api/scenarios/compare',
  summary:
    'Two or more scenarios, or today, side by side under one choice: figures of the county, households of each area inside, and the groups that gain or lose their walk, against the first side.',
  tag: 'scenario',
  params: nothing,
  query: ofCounty,
  body: z.strictObject({
    sides: z.array(comparedSide).min(2).max(scenarioLimits.sides),
    level: areaLevel.default('community'),
    minutes: minutesChoice,
    /** One choice for all sides: else their differences would be of the choice. */
    walk: walkChoice,
    stations: stationChoice,
  }),
  answer: z.object({
    minutes: z.int(),
    sides: z.array(z.object({ name: z.string(), version: z.int().nullable(), figures: countyFigures })),
    areas: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        households: z.int(),
        inside: bySide,
        /** Households that the side has inside and the first has not, and the other way round. */
        gained: bySide,
        lost: bySide,
      }),
    ),
    /** Groups of which some gain or lose, at most 300 a side, the largest first. */
    groups: z.array(
      z.object({
        side: z.int(),
        kind: z.enum(['compound', 'street', 'grid', 'unnamed']),
        code: knownCode.or(z.literal('')),
        name: z.string(),
        gained: z.int(),
        lost: z.int(),
        position,
      }),
    ),
  }),
})

export const scenarioEndpoints = [
  listScenarios,
  createScenario,
  compareScenarios,
  getScenario,
  saveScenario,
  listScenarioVersions,
  restoreScenario,
  removeScenario,
]
