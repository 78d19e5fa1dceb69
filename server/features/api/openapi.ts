import { z } from 'zod'
import { problem } from '#domain/contract/common.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'

/** Prints the declared endpoints as an OpenAPI 3.1 document (JSON Schema 2020-12 inside). */
export function openApiOf(endpoints: readonly Endpoint[], build: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const declared of endpoints) {
    const path = declared.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][declared.method.toLowerCase()] = operationOf(declared)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gridboard', version: build, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      responses: {
        Problem: {
          description: 'A refusal, RFC 9457; `code` is stable.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function operationOf(declared: Endpoint): Record<string, unknown> {
  const body = schemaOf(declared.body, 'input')
  const hasBody =
    declared.method !== 'GET' &&
    Object.keys((body.properties ?? {}) as object).length + Number('anyOf' in body || 'oneOf' in body) > 0
  return {
    operationId: `${declared.method.toLowerCase()}${declared.path.replaceAll(/[^a-zA-Z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: declared.summary,
    tags: [declared.tag],
    parameters: [...parametersOf(declared.params, 'path'), ...parametersOf(declared.query, 'query')],
    ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: schemaOf(declared.answer, 'output') } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(property.description === undefined ? {} : { description: property.description }),
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}
