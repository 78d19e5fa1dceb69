import { z } from 'zod'
import { boxQuery } from './box-query.ts'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Widest and tallest box that ground is asked for, degrees: about twenty kilometres. */
export const BORDER_GROUND_DEGREES = 0.2

/** Lattice steps (1e-7 degree), x and y in turn. */
export const latticePath = z.array(z.number())
const rings = z.array(latticePath)

/** What stands on ground and borders may follow; buildings with their households and footprints. */
export const borderFeatures = z.object({
  roads: z.array(z.object({ kind: z.enum(['arterial', 'street', 'lane']), line: latticePath })),
  water: z.array(rings),
  compounds: z.array(z.object({ code: z.string(), polygons: z.array(rings) })),
  buildings: z.array(z.object({ x: z.number(), y: z.number(), households: z.int(), footprint: rings })),
})

export const getBorderGround = endpoint({
  method: 'GET',
  path: '/api/border-ground',
  summary: 'What a browser parts a grid by: roads, water, compounds and buildings that meet a box.',
  tag: 'plan',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** At most 0.2 degrees wide and tall. */
    ...boxQuery,
  }),
  body: nothing,
  answer: z.object({ features: borderFeatures, compoundNames: z.array(z.string()) }),
})

export const borderGroundEndpoints = [getBorderGround]
