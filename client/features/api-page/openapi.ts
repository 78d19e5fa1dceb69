import { z } from 'zod'

/** As much of JSON Schema as the page prints; everything else is passed over. */
export interface Schema {
  $ref?: string | undefined
  type?: string | string[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  default?: unknown
  minimum?: number | undefined
  maximum?: number | undefined
  description?: string | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  items?: Schema | boolean | undefined
  prefixItems?: Schema[] | undefined
  anyOf?: Schema[] | undefined
  oneOf?: Schema[] | undefined
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    items: z.union([schema, z.boolean()]).optional(),
    prefixItems: z.array(schema).optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
  }),
)

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean().default(false),
  schema,
})
export type Parameter = z.infer<typeof parameter>

const content = z.record(z.string(), z.object({ schema }))
const operation = z.object({
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
})

const openApiDocument = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

export interface Operation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  parameters: Parameter[]
  body: Schema | null
  answer: Schema | null
}

export interface ApiDescription {
  version: string
  /** By tag, in the document's order. */
  groups: { tag: string; operations: Operation[] }[]
}

/** Reads an OpenAPI document into what the page shows. Throws ZodError when it is none. */
export function readOpenApi(document: unknown): ApiDescription {
  const { info, paths } = openApiDocument.parse(document)
  const groups = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { summary, tags, parameters, requestBody, responses }] of Object.entries(methods)) {
      const tag = tags[0] ?? ''
      const known = groups.get(tag) ?? []
      known.push({
        id: `${method}${path.replaceAll(/\W+/g, '-')}`,
        method: method.toUpperCase(),
        path,
        tag,
        summary,
        parameters,
        body: schemaOf(requestBody?.content),
        answer: schemaOf(responses['200']?.content),
      })
      groups.set(tag, known)
    }
  return { version: info.version, groups: [...groups].map(([tag, operations]) => ({ tag, operations })) }
}

function schemaOf(kinds: Record<string, { schema: Schema }> | undefined): Schema | null {
  return kinds ? (Object.values(kinds)[0]?.schema ?? null) : null
}
