import { describe, expect, it } from 'vitest'
import type { CatalogueCells } from '#domain/category/catalogue-row.ts'
import { readCatalogueCsv, writeCatalogueCsv } from './catalogue-csv.ts'

const row: CatalogueCells = {
  code: 'C09',
  condition: '',
  parent: 'C',
  name: '井盖,"缺失"',
  name_en: '=1+1',
  department: '市政\n中心',
  answer_clock: 'emergency',
  answer_limit: '30m',
  finish_clock: 'emergency',
  finish_limit: '2h',
  effective_from: '2020-01-01',
  effective_to: '',
  private_photos: 'no',
}
const refusal = (text: string) => {
  const read = readCatalogueCsv(text)
  return read.ok ? null : read.refusal
}

describe('the catalogue as CSV', () => {
  it('written and read again is itself, quotes, line ends and formulas included', () => {
    const text = writeCatalogueCsv([row, { ...row, code: 'C10' }])
    expect(text).toContain("'=1+1")
    expect(readCatalogueCsv(text)).toEqual({
      ok: true,
      rows: [
        { line: 3, cells: row },
        { line: 5, cells: { ...row, code: 'C10' } },
      ],
    })
  })

  it('takes columns in any order, more of them, and empty lines', () => {
    const [head = '', ...body] = writeCatalogueCsv([{ ...row, department: '' }]).split('\r\n')
    const turned = [`note,${head.replace('\ufeff', '')}`, '', `x,${body[0]}`, ',,,', ''].join('\n')
    const read = readCatalogueCsv(turned)
    expect(read.ok && read.rows.map(({ line, cells }) => [line, cells.code, cells.finish_limit])).toEqual([
      [3, 'C09', '2h'],
    ])
  })

  it('is refused with its place when it is no such table', () => {
    expect(refusal('')).toEqual({ line: 1, column: 'code', reason: 'no-header', value: 'code' })
    expect(refusal(writeCatalogueCsv([row]).replace('finish_limit', 'limit'))).toMatchObject({ value: 'finish_limit' })
    expect(refusal('code,name\n"C09,x\n')).toMatchObject({ line: 2, reason: 'not-csv', value: 'CSV_QUOTE_NOT_CLOSED' })
  })
})
