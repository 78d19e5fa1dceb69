import type { Schema } from './openapi.ts'

/** A schema in one line: `integer 1..500`, `"open" | "all"`, `{…}[]`. Pure. */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? schema.$ref
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several) return [...new Set(several.map(typeWords))].join(' | ')
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeWords).join(', ')}]`
  if (schema.items) return typeof schema.items === 'boolean' ? '[]' : `${bracketed(typeWords(schema.items))}[]`
  if (schema.properties) return '{…}'
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? '')
  return [type, schema.format && `(${schema.format})`, rangeWords(schema)].filter(Boolean).join(' ')
}

/** Schemas below this one that have fields of their own: an object's, a list's, each of several. */
export function fieldsOf(schema: Schema): { name: string; schema: Schema; required: boolean }[] {
  const inner = innermost(schema)
  return Object.entries(inner.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: inner.required?.includes(name) ?? false,
  }))
}

function innermost(schema: Schema): Schema {
  const several = (schema.anyOf ?? schema.oneOf)?.find((one) => fieldsOf(one).length > 0)
  if (several) return innermost(several)
  return typeof schema.items === 'object' ? innermost(schema.items) : schema
}

/** zod prints the limits of safe integers; they say nothing to a reader. */
function rangeWords({ minimum, maximum }: Schema): string {
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? String(minimum) : ''
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? String(maximum) : ''
  return least === '' && most === '' ? '' : `${least}…${most}`
}

function bracketed(words: string): string {
  return words.includes(' | ') ? `(${words})` : words
}
