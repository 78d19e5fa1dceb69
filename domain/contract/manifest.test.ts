import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { manifest } from './manifest.ts'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/manifests/${file}`, import.meta.url), 'utf8'))

test('the published JSON Schema is the one the importer checks (npm run import -- --schema prints it)', () => {
  expect(read('manifest.schema.json')).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(manifest, { io: 'input' }))))
})

test.each(['cambridge.json', 'boston.json'])('%s is a manifest', (file) => {
  expect(manifest.safeParse(read(file)).error).toBeUndefined()
})

test('a wrong field is named with its place', () => {
  const wrong = structuredClone(read('cambridge.json')) as { sources: Record<string, unknown>[] }
  wrong.sources[1]!.layer = 'grids'
  expect(manifest.safeParse(wrong).error?.issues[0]).toMatchObject({ path: ['sources', 1, 'layer'] })
  wrong.sources[1]!.layer = 'grid'
  wrong.sources[1]!.feilds = {}
  expect(manifest.safeParse(wrong).error?.issues[0]?.message).toContain('feilds')
})
