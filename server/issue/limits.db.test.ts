import { beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { limitsOf } from './limits.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)

describe('time limits', () => {
  const database = withDatabase()
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into category (code, parent, name, name_en, department, effective_from, effective_to) values
        ('pipe', null, '管网', 'Pipes', '市政中心', '2020-01-01', null),
        ('cover', 'pipe', '井盖', 'Manhole covers', '', '2026-01-01', '2026-11-30')`,
    )
    await database.db.query(
      `insert into filing_condition (category, code, name, name_en, answer_clock, answer_minutes, finish_clock, finish_minutes, effective_from)
       values ('cover', 'missing', '缺失', 'Missing', 'emergency', 30, 'emergency', 120, '2020-01-01'),
              ('cover', 'step', '高差', 'Step', 'working', 60, 'working-day', 7200, '2026-11-20')`,
    )
  })
  const limits = (condition: string | null, local = '2026-11-20T10:00', category = 'cover') =>
    limitsOf(database.db, SMALL_COUNTY, category, condition, at(local))

  it('are those of the filing condition; the department above handles what names none', async () => {
    expect(await limits('step')).toEqual({
      answer: { clock: 'working', minutes: 60 },
      finish: { clock: 'working-day', minutes: 7200 },
      emergency: false,
      department: '市政中心',
      questions: [],
    })
    expect(await limits('missing')).toMatchObject({ emergency: true, finish: { clock: 'emergency', minutes: 120 } })
  })

  it('are those of the category where no condition is named', async () => {
    expect(await limits(null)).toMatchObject({ finish: { clock: 'working', minutes: 2400 }, emergency: false })
  })

  it('begin and end with the days of their effective dates, by the county’s own clock', async () => {
    expect(await limits('step', '2026-11-19T23:59')).toEqual({ refused: 'unknown-condition' })
    expect(await limits('step', '2026-11-20T00:00')).not.toHaveProperty('refused')
    expect(await limits('missing', '2025-12-31T23:59')).toEqual({ refused: 'category-ended' })
    expect(await limits('missing', '2026-11-30T23:59')).not.toHaveProperty('refused')
    expect(await limits('missing', '2026-12-01T00:00')).toEqual({ refused: 'category-ended' })
  })

  it('are refused for what nobody knows', async () => {
    expect(await limits(null, '2026-11-20T10:00', 'nothing')).toEqual({ refused: 'unknown-category' })
    expect(await limits('nothing')).toEqual({ refused: 'unknown-condition' })
    expect(await limits('step', '2026-11-20T10:00', 'lamp')).toEqual({ refused: 'unknown-condition' })
  })
})
