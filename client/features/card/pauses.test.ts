import { expect, test } from 'vitest'
import type { IssueHistoryEntry } from '#domain/contract/issue.ts'
import { pausesOf } from './pauses.ts'

const entries = (...told: Omit<IssueHistoryEntry, 'sequence' | 'actor'>[]): IssueHistoryEntry[] =>
  told.map((entry, index) => ({ sequence: index + 1, actor: '', ...entry }))

test('a pause is told from its beginning to its end, with the reason of whoever suspended or asked for it', () => {
  const history = entries(
    { kind: 'file', at: '2026-11-01T01:00:00Z' },
    { kind: 'suspend', at: '2026-11-02T01:00:00Z', reason: '等材料', until: '2026-12-01T00:00:00Z' },
    { kind: 'note', at: '2026-11-03T01:00:00Z' },
    { kind: 'resume', at: '2026-11-04T01:00:00Z' },
    { kind: 'ask', at: '2026-11-05T01:00:00Z', what: 'extend', reason: '忙' },
    { kind: 'grant', at: '2026-11-05T02:00:00Z', finishBy: '2026-11-09T00:00:00Z' },
    { kind: 'ask', at: '2026-11-06T01:00:00Z', what: 'suspend', reason: '冬季不能施工' },
    { kind: 'grant', at: '2026-11-06T02:00:00Z', until: '2027-03-01T00:00:00Z' },
  )
  expect(pausesOf(history)).toEqual([
    { from: '2026-11-02T01:00:00Z', to: '2026-11-04T01:00:00Z', reason: '等材料' },
    { from: '2026-11-06T02:00:00Z', to: null, reason: '冬季不能施工' },
  ])
  expect(pausesOf(history.slice(0, 1))).toEqual([])
})
