import type { z } from 'zod'

/**
 * One endpoint of the API, declared once: the server mounts it, the client calls it, OpenAPI is printed from it.
 * `path` uses Express parameters (`/api/plans/:plan`). Query values arrive as strings: coerce in the schema.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** One English sentence for the API page. */
  summary: string
  tag: string
  params: Params
  query: Query
  body: Body
  answer: Answer
}

/** Declares an endpoint; a type helper that returns its argument. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  declared: Endpoint<P, Q, B, A>,
): Endpoint<P, Q, B, A> {
  return declared
}
