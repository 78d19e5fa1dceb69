import type { Operation } from './openapi.ts'

/** Address of an operation with the values filled in; empty ones are left out of the query. Pure. */
export function requestAddress({ path, parameters }: Operation, values: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const search = new URLSearchParams()
  for (const { name, in: place } of parameters) if (place === 'query' && values[name]) search.set(name, values[name])
  return search.size === 0 ? filled : `${filled}?${search}`
}

/** The same request for a shell; a quote inside is closed, escaped and opened again. */
export function curlOf(method: string, address: string): string {
  const quoted = `'${address.replaceAll("'", "'\\''")}'`
  return method === 'GET' ? `curl ${quoted}` : `curl -X ${method} -H 'Content-Type: application/json' -d '{}' ${quoted}`
}
