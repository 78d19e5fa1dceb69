import { describe, expect, it } from 'vitest'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import { type CatalogueCells, catalogueRows } from './catalogue-row.ts'
import { type CataloguePlan, planCatalogue } from './plan-catalogue.ts'
import { type CatalogueRow, readCatalogueRow } from './read-catalogue-row.ts'

const cover: CatalogueCategory = {
  code: 'C09',
  parent: 'C',
  name: '井盖缺失',
  nameEn: 'Manhole cover missing',
  department: '市政中心',
  answer: { clock: 'emergency', minutes: 30 },
  finish: { clock: 'emergency', minutes: 120 },
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
  conditions: [
    {
      code: 'step',
      name: '高差',
      nameEn: 'Step',
      answer: { clock: 'working', minutes: 90 },
      finish: { clock: 'working-day', minutes: 7200 },
      effectiveFrom: '2020-01-01',
      effectiveTo: null,
    },
  ],
  questions: [{ kind: 'yes-no', code: 'fenced', name: '已围挡', nameEn: 'Fenced', required: true }],
  privatePhotos: false,
  version: 3,
}
const top: CatalogueCategory = { ...cover, code: 'C', parent: null, conditions: [], questions: [], version: 1 }
const known = [top, cover]
const [topCells, coverCells, stepCells] = catalogueRows(known) as [CatalogueCells, CatalogueCells, CatalogueCells]

function read(cells: CatalogueCells, line: number): CatalogueRow {
  const result = readCatalogueRow(cells, line)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.row
}
const plan = (...rows: CatalogueCells[]): CataloguePlan =>
  planCatalogue(
    known,
    rows.map((cells, i) => read(cells, i + 2)),
  )
const refusals = (cells: Partial<CatalogueCells>) => {
  const result = readCatalogueRow({ ...coverCells, ...cells }, 7)
  return result.ok ? [] : result.refusals.map(({ column, reason }) => `${column}: ${reason}`)
}

describe('a catalogue as a table', () => {
  it('written out and read again changes nothing', () => {
    expect(plan(topCells, coverCells, stepCells)).toEqual({ changes: [], refusals: [], categories: [] })
  })

  it('tells field by field what a row changes, and keeps the questions that it does not name', () => {
    const { changes, categories } = plan({ ...coverCells, finish_limit: '4h' }, { ...stepCells, finish_limit: '3d' })
    expect(changes).toMatchObject([
      {
        line: 2,
        code: 'C09',
        condition: null,
        what: 'changed',
        fields: [{ field: 'finish_limit', from: '2h', to: '4h' }],
      },
      { line: 3, code: 'C09', condition: 'step', fields: [{ field: 'finish_limit', from: '5d', to: '3d' }] },
    ])
    expect(categories).toMatchObject([{ code: 'C09', version: 3, questions: cover.questions }])
    expect(categories[0]?.conditions[0]?.finish.minutes).toBe(4320)
  })

  it('adds categories and conditions in any order, parents first in what is written', () => {
    const { categories, refusals: refused } = plan(
      { ...stepCells, code: 'D01', condition: 'new' },
      { ...coverCells, code: 'D01', parent: 'D' },
      { ...topCells, code: 'D' },
    )
    expect(refused).toEqual([])
    expect(categories.map(({ code }) => code)).toEqual(['D', 'D01'])
    expect(categories[1]?.conditions).toHaveLength(1)
  })

  it('refuses the whole table for one line that cannot stand, and says which', () => {
    const refused = plan(
      { ...coverCells, parent: 'X' },
      { ...stepCells, code: 'Y' },
      { ...topCells, parent: 'C' },
      { ...coverCells, parent: 'X' },
    )
    expect(refused.refusals).toEqual([
      { line: 5, column: 'code', reason: 'listed-twice', value: '2' },
      { line: 3, column: 'code', reason: 'unknown-category', value: 'Y' },
      { line: 2, column: 'parent', reason: 'unknown-parent', value: 'X' },
      { line: 4, column: 'parent', reason: 'own-ancestor', value: 'C' },
      { line: 5, column: 'parent', reason: 'unknown-parent', value: 'X' },
    ])
    expect(refused.categories).toEqual([])
  })

  it('refuses cells by name', () => {
    expect(refusals({ code: '', answer_clock: 'office', finish_limit: 'soon' })).toEqual([
      'code: missing-value',
      'answer_clock: bad-clock',
      'finish_limit: bad-duration',
    ])
    expect(refusals({ finish_clock: 'working', finish_limit: '5d' })).toEqual(['finish_limit: days-on-working-clock'])
    expect(refusals({ finish_clock: 'working-day', finish_limit: '4h' })).toEqual(['finish_limit: bad-duration'])
    expect(refusals({ effective_from: '2026-02-30' })).toEqual(['effective_from: bad-date'])
    expect(refusals({ effective_to: '2019-12-31' })).toEqual(['effective_to: ends-before-it-begins'])
    expect(refusals({ code: 'C 09', name: '长'.repeat(81) })).toEqual(['name: too-long', 'code: bad-code'])
  })
})
