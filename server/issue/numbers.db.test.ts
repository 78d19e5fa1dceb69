import { beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { createIssueWriter } from './issue-writer.ts'
import { fileIssue, fileIssues, type ToFile } from './write-issues.ts'

describe('numbers of issues', () => {
  const database = withDatabase()
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `update county set settings = settings || '{"issueLetters": "SC"}'::jsonb where code = $1::text`,
      [SMALL_COUNTY],
    )
  })

  const filed = (moment: string, number?: string): ToFile => ({
    at: Date.parse(moment),
    actor: '网格员',
    ...(number === undefined ? {} : { number }),
    filing: {
      category: 'lamp',
      source: 'patrol',
      title: '路灯不亮',
      place: '',
      emergency: false,
      longitude: 120.15,
      latitude: 37.05,
      answerBy: Date.parse(moment) + 3_600_000,
      finishBy: Date.parse(moment) + 7_200_000,
    },
  })
  const numbersOf = async (some: readonly ToFile[]) =>
    (await fileIssues(database.db, SMALL_COUNTY, some)).map(({ number }) => number)

  it('have the county’s letters, the local day and a running number of that day', async () => {
    // an hour after midnight in Shanghai
    const some = [filed('2026-11-20T15:00Z'), filed('2026-11-20T17:00Z'), filed('2026-11-20T15:30Z')]
    expect(await numbersOf(some)).toEqual(['SC20261120-0001', 'SC20261121-0001', 'SC20261120-0002'])
    expect(await numbersOf([filed('2026-11-20T15:45Z')])).toEqual(['SC20261120-0003'])
  })

  it('go on after those that came with a number of their own', async () => {
    await fileIssue(database.db, SMALL_COUNTY, filed('2026-11-22T03:00Z', 'SC20261122-0061'))
    expect(await numbersOf([filed('2026-11-22T04:00Z'), filed('2026-11-22T04:00Z', 'X-1')])).toEqual([
      'SC20261122-0062',
      'X-1',
    ])
  })

  it('grow a digit where four are not enough', async () => {
    await fileIssue(database.db, SMALL_COUNTY, filed('2026-11-23T03:00Z', 'SC20261123-9999'))
    expect(await numbersOf([filed('2026-11-23T04:00Z')])).toEqual(['SC20261123-10000'])
  })

  it('are never given twice, also by servers that file at the same moment', async () => {
    const servers = [createIssueWriter(database.db), createIssueWriter(database.db)]
    const done = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        servers[index % 2]!.file(SMALL_COUNTY, { person: null, filed: filed('2026-11-24T03:00Z') }),
      ),
    )
    const numbers = done.map(({ number }) => number).sort()
    expect(numbers).toEqual(Array.from({ length: 80 }, (_, n) => `SC20261124-${String(n + 1).padStart(4, '0')}`))
  })
})
