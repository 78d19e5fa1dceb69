import { z } from 'zod'
import { moment, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the process lives; asks nothing of the database.',
  tag: 'system',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({
    alive: z.literal(true),
    build: z.string(),
    engine: z.enum(['embedded', 'postgis']),
    uptimeSeconds: z.number(),
    now: moment,
  }),
})

export const getReady = endpoint({
  method: 'GET',
  path: '/api/ready',
  summary: 'Whether requests can be served: the database answers. 503 otherwise.',
  tag: 'system',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ ready: z.literal(true), databaseMilliseconds: z.number(), feedSequence: z.int() }),
})

export const healthEndpoints = [getHealth, getReady]
