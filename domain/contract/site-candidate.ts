import { z } from 'zod'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

export const siteCandidateKinds = ['community_room', 'property_office', 'empty_house', 'other'] as const
export const siteCandidateKind = z.enum(siteCandidateKinds)
export type SiteCandidateKind = z.infer<typeof siteCandidateKind>

/** A place where a station could stand. */
export const siteCandidate = z.object({
  code: z.string(),
  name: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  kind: siteCandidateKind,
  address: z.string(),
  position,
})

export const listSiteCandidates = endpoint({
  method: 'GET',
  path: '/api/site-candidates',
  summary: 'Places of a county where a station could stand: community rooms, property offices, empty houses.',
  tag: 'station',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({ candidates: z.array(siteCandidate) }),
})

export const siteCandidateEndpoints = [listSiteCandidates]
