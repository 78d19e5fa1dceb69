import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'

describe('the app', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  it('says that it lives and is ready', async () => {
    expect(await (await fetch(`${server.url}/api/health`)).json()).toMatchObject({
      alive: true,
      engine: database.db.engine,
    })
    expect(await (await fetch(`${server.url}/api/ready`)).json()).toMatchObject({ ready: true })
  })

  it('prints every declared endpoint as OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string; responses: object }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThan(8)
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length)
    for (const operation of operations) expect(operation.responses).toHaveProperty('default')
  })

  it('counts requests by pattern, never by address', async () => {
    await fetch(`${server.url}/api/issues/secret-number?county=990009`)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/api/health",status="200"}')
    expect(metrics).not.toContain('secret-number')
    expect(metrics).toMatch(/^heat_counties_held 0$/m)
    expect(metrics).toMatch(/^heat_bytes_held 0$/m)
    expect(metrics).toMatch(/^heat_bytes_bound 268435456$/m)
  })

  it('guards the page with a content security policy that allows no foreign script', async () => {
    const policy = (await fetch(`${server.url}/api/health`)).headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("object-src 'none'")
  })

  it('keeps a caller’s request id when it is a plain word, and makes one otherwise', async () => {
    const asked = (id: string) => fetch(`${server.url}/api/health`, { headers: { 'X-Request-Id': id } })
    expect((await asked('abc-1')).headers.get('x-request-id')).toBe('abc-1')
    expect((await asked('<script>')).headers.get('x-request-id')).not.toContain('<')
  })

  it.each([
    ['GET', '/api/nothing', undefined, 404, 'unknown-address'],
    ['POST', '/api/health', '{}', 404, 'unknown-address'],
    ['POST', '/api/plans', '{"a":', 400, 'invalid-request'],
    ['POST', '/api/session', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'too-large'],
    ['GET', '/api/areas', undefined, 400, 'invalid-request'],
    ['GET', '/api/areas?county=12', undefined, 400, 'invalid-request'],
    ['GET', '/api/areas?county=999999', undefined, 404, 'unknown-county'],
    ['GET', "/api/areas?county=370699'--", undefined, 400, 'invalid-request'],
    ['GET', '/api/areas?county[]=370699', undefined, 400, 'invalid-request'],
    ['GET', '/api/areas?county=370699&county=370698', undefined, 400, 'invalid-request'],
    ['GET', '/api/issues/%E0%A4%A?county=370699', undefined, 400, 'invalid-request'],
  ])('%s %s is refused as a problem, never a failure', async (method, address, body, status, code) => {
    const answer = await fetch(server.url + address, {
      method,
      ...(body ? { body, headers: { 'Content-Type': 'application/json' } } : {}),
    })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status, code })
  })
})
