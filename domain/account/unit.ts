import { z } from 'zod'
import type { Role } from './post.ts'

/** What a post can belong to: a rung of the ladder of areas, or a department. */
export const unitKind = z.enum(['county', 'street', 'community', 'grid', 'department'])
export type UnitKind = z.infer<typeof unitKind>

const anyArea = ['county', 'street', 'community'] as const satisfies UnitKind[]

/** Kinds of units at which a role has its place. */
export const unitKindsOf: Readonly<Record<Role, readonly UnitKind[]>> = {
  administrator: anyArea,
  district: ['county'],
  street: ['street'],
  community: ['community'],
  'grid-worker': ['grid'],
  department: ['department'],
  planner: anyArea,
  leader: anyArea,
  viewer: anyArea,
}
