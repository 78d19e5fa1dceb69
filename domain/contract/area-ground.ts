import { z } from 'zod'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Levels whose ground can be asked for: those that tile a county. */
export const groundLevel = z.enum(['street', 'community', 'grid', 'micro_grid'])
export type GroundLevel = z.infer<typeof groundLevel>

const areaFeature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    code: z.string(),
    name: z.string(),
    /** Code of the area above; that of the county for a street. */
    parent: z.string(),
  }),
  geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
})
export type AreaFeature = z.infer<typeof areaFeature>

export const getAreaGround = endpoint({
  method: 'GET',
  path: '/api/areas/ground',
  summary: 'The ground of the streets, communities, grids or micro-grids of a county today, as GeoJSON.',
  tag: 'county',
  params: nothing,
  query: z.object({ county: countyCode, level: groundLevel.default('community') }),
  body: nothing,
  answer: z.object({ type: z.literal('FeatureCollection'), features: z.array(areaFeature) }),
})

export const areaGroundEndpoints = [getAreaGround]
