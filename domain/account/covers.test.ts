import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers } from './covers.ts'

describe('a scope', () => {
  it('covers itself and what lies below it, not what lies above or beside it', () => {
    expect(covers('/370699/370699001/', '/370699/370699001/')).toBe(true)
    expect(covers('/370699/370699001/', '/370699/370699001/370699001001/')).toBe(true)
    expect(covers('/370699/', '/370699/370699002/')).toBe(true)
    expect(covers('/370699/370699001/', '/370699/')).toBe(false)
    expect(covers('/370699/370699001/', '/370699/370699002/')).toBe(false)
  })

  it('tells WARD_3 from WARD_30', () => {
    expect(covers('/1/WARD_3/', '/1/WARD_30/')).toBe(false)
    expect(covers('/1/WARD_3/', '/1/WARD_3/')).toBe(true)
  })

  it('covers nothing when it is not a path, nor anything that is not one', () => {
    for (const path of ['', '/', '//', '370699', '/370699', '370699/'])
      expect(covers(path, '/370699/370699001/')).toBe(false)
    for (const path of ['', '/', '/370699/370699001', '370699/']) expect(covers('/370699/', path)).toBe(false)
  })

  it('covers exactly the paths whose first codes are its own', () => {
    const codes = fc.array(fc.constantFrom('1', '10', '100', 'WARD_3', 'WARD_30', 'A'), { minLength: 1, maxLength: 4 })
    const pathOf = (list: string[]) => `/${list.join('/')}/`
    fc.assert(
      fc.property(codes, codes, (scope, area) => {
        const within = scope.every((code, index) => area[index] === code)
        expect(covers(pathOf(scope), pathOf(area))).toBe(within)
      }),
      { seed: 7, numRuns: 2000 },
    )
  })
})
