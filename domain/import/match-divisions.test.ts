import { describe, expect, it } from 'vitest'
import { matchDivisions, plainName } from './match-divisions.ts'

const division = (code: string, name: string, street = '370502001', streetName = '文汇街道') => ({
  code,
  name,
  street,
  streetName,
})
const divisions = [
  division('370502001011', '东营社区居委会'),
  division('370502001013', '中王屋社区居委会'),
  division('370502002001', '李家村委会', '370502002', '黄河路街道'),
  division('370502001200', '李家村委会'),
]
const said = (row: number, name: string, more: { code?: string; street?: string } = {}) => {
  return { row, name, code: '', street: '', ...more }
}

describe('matching areas with divisions', () => {
  it('goes by code, then by name, with or without the words for the committee', () => {
    expect(
      matchDivisions(
        [said(1, '随便', { code: '370502001011' }), said(2, '中王屋社区'), said(3, '中王屋社区居委会')],
        divisions,
      ).map((match) => (match.ok ? [match.by, match.division.code] : match.reason)),
    ).toEqual([['code', '370502001011'], ['name', '370502001013'], 'division-taken'])
  })

  it('asks for the street where two have one name, and guesses none', () => {
    const [unsure, sure, unknown] = matchDivisions(
      [said(1, '李家村'), said(2, '李家村', { street: '黄河路街道' }), said(3, '无名社区')],
      divisions,
    )
    expect(unsure).toMatchObject({ ok: false, reason: 'division-not-unique' })
    expect(sure).toMatchObject({ ok: true, division: { code: '370502002001' } })
    expect(unknown).toMatchObject({ ok: false, reason: 'no-division' })
  })

  it('does not fall back on the name where a code is given and wrong', () => {
    expect(matchDivisions([said(1, '东营社区', { code: '370502001999' })], divisions)).toEqual([
      { row: 1, ok: false, reason: 'no-division' },
    ])
  })

  it.each([
    ['东营社区居委会', '东营'],
    ['东营社区居民委员会', '东营'],
    ['李家村村民委员会', '李家'],
    ['李家村委会', '李家'],
    ['李家村', '李家'],
    ['东营 社区', '东营'],
  ])('%s is called %s', (name, plain) => expect(plainName(name)).toBe(plain))
})
