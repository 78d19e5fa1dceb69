import { Router } from 'express'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { openApiOf } from './openapi.ts'

export function apiRoutes(endpoints: readonly Endpoint[], build: string): Router {
  const router = Router()
  const document = JSON.stringify(openApiOf(endpoints, build))
  router.get('/api/openapi.json', (_request, response) => {
    response.type('application/json').send(document)
  })
  return router
}
