import { describe, expect, it } from 'vitest'
import { fieldsOfLayer } from './import-fields.ts'
import { type ImportLayer, importLayer } from './manifest.ts'

const required = (layer: ImportLayer) => fieldsOfLayer(layer).flatMap(({ name, required }) => (required ? [name] : []))

describe('the fields that a form asks for', () => {
  it('are marked where a row without them is refused', () => {
    const marked = Object.fromEntries(importLayer.options.map((layer) => [layer, required(layer)]))
    expect(marked).toEqual({
      area: ['name'],
      grid: ['name'],
      micro_grid: ['name'],
      compound: ['name'],
      gate: [],
      building: [],
      dwellings: ['households'],
      station: ['name', 'level'],
      site_candidate: ['name'],
      walk_edge: [],
      road: [],
      water: [],
      green: [],
      issue: ['category', 'source', 'title', 'filedAt'],
      division: ['name', 'code'],
      statistic: [],
    })
  })

  it('tell the words that are understood, where only some are', () => {
    const words = Object.fromEntries(fieldsOfLayer('issue').map(({ name, words }) => [name, words]))
    expect(words.source).toContain('hotline')
    expect(words.category).toEqual([])
  })
})
