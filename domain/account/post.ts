import { z } from 'zod'

/** What a post may do; its scope is the area of its path. */
export const role = z.enum([
  'administrator',
  'district',
  'street',
  'community',
  'grid-worker',
  'department',
  'planner',
  'leader',
  'viewer',
])
export type Role = z.infer<typeof role>

/** A place in the organisation that a signed-in person holds: what they may do, and where. */
export const post = z.object({
  /** Id of the person. */
  person: z.string(),
  /** 6-digit code. */
  county: z.string().regex(/^\d{6}$/, 'a county code has 6 digits'),
  role,
  /** Code of the unit it belongs to: of an area (6 county, 9 street, 12 community, 15 grid), or of a department. */
  unit: z.string(),
  /** Path of the area of its scope, `/370699/370699001/`; `/370699/` is the whole county. */
  path: z.string(),
  /** Its title, such as 滨海街道值班: who acted, in every history; never a person's name. */
  name: z.string(),
})
export type Post = z.infer<typeof post>
