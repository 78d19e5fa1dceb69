import { z } from 'zod'
import { choiceQuery } from './choice.ts'
import { countyCode, nothing } from './common.ts'
import { LEAST_MINUTES, MOST_MINUTES } from './coverage.ts'
import { endpoint } from './endpoint.ts'
import { scenarioId } from './scenario.ts'

export const briefSizes = ['a4', 'a3'] as const
/** Paper of the brief: A4 stands upright, A3 lies. */
export type BriefSize = (typeof briefSizes)[number]

export const briefLanguages = ['zh', 'en'] as const
export type BriefLanguage = (typeof briefLanguages)[number]

export const getBrief = endpoint({
  method: 'GET',
  path: '/api/coverage/brief',
  summary:
    'One page to print (PDF): map, three figures, who is left out, the recommended site, method and error; of a county or one station, as it is or as a saved scenario has it.',
  tag: 'coverage',
  params: nothing,
  query: choiceQuery.extend({
    county: countyCode,
    /** Code of a station; without it the whole county over all that count. */
    station: z.string().min(1).max(100).optional(),
    /** A saved scenario: the page is of the county with its changes, beside today. */
    scenario: scenarioId.optional(),
    minutes: z.coerce.number().int().min(LEAST_MINUTES).max(MOST_MINUTES).default(15),
    size: z.enum(briefSizes).default('a4'),
    language: z.enum(briefLanguages).default('zh'),
  }),
  body: nothing,
  answer: z.undefined(),
})

export const briefEndpoints = [getBrief]
