import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import words from '#client/locales/zh/api-page.json' with { type: 'json' }
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { heatEndpoints } from '#domain/contract/heat.ts'
import { openApiOf } from '#server/features/api/openapi.ts'
import { readOpenApi } from './openapi.ts'
import { curlOf, requestAddress } from './request.ts'
import { fieldsOf, typeWords } from './type-words.ts'

const description = readOpenApi(openApiOf(heatEndpoints, 'test'))
const operation = description.groups[0]!.operations[0]!

describe('the API page', () => {
  it('reads the document that the server prints', () => {
    expect(description.version).toBe('test')
    expect(description.groups.map(({ tag, operations }) => [tag, operations.map(({ path }) => path)])).toEqual([
      ['heat', ['/api/heat', '/api/heat/bands']],
    ])
    expect(operation.parameters.find(({ name }) => name === 'county')).toMatchObject({ in: 'query', required: true })
    expect(fieldsOf(operation.answer!).map(({ name }) => name)).toContain('bandwidthMeters')
  })

  it('has words of its own for every operation', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../domain/contract')
    const modules = await Promise.all(
      readdirSync(folder)
        .filter((file) => !file.includes('.test.'))
        .map((file) => import(path.join(folder, file)) as Promise<Record<string, unknown>>),
    )
    const endpoints = modules
      .flatMap((module) => Object.entries(module))
      .filter(([name]) => name.endsWith('Endpoints'))
      .flatMap(([, list]) => list as Endpoint[])
    const { groups } = readOpenApi(openApiOf(endpoints, 'test'))
    const ids = groups.flatMap(({ operations }) => operations.map(({ id }) => id))
    expect(Object.keys(words.tag)).toEqual(expect.arrayContaining(groups.map(({ tag }) => tag)))
    expect(ids.length).toBeGreaterThan(20)
    expect(Object.keys(words.summary).sort()).toEqual(ids.sort())
  })

  it('refuses what is no such document', () => {
    expect(() => readOpenApi({ title: 'no' })).toThrow()
    expect(() => readOpenApi(null)).toThrow()
  })

  it('says types in one line', () => {
    expect(typeWords({ type: 'integer', minimum: 1, maximum: 500 })).toBe('integer 1…500')
    expect(typeWords({ enum: ['open', 'all'] })).toBe('"open" | "all"')
    expect(typeWords({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } })).toBe(
      '(string | null)[]',
    )
    expect(typeWords({ type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })).toBe(
      'integer',
    )
  })

  it('fills in an address and leaves empty values out', () => {
    const issue = { ...operation, path: '/api/issues/{number}' }
    expect(requestAddress(issue, { number: 'YF 1/2', county: '370699', days: '' })).toBe(
      '/api/issues/YF%201%2F2?county=370699',
    )
    expect(curlOf('GET', "http://h/api/x?q='a'")).toBe("curl 'http://h/api/x?q='\\''a'\\'''")
  })
})
