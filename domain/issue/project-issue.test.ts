import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IssueAct, IssueEntry, IssueFiling } from './issue-entry.ts'
import { projectEntry, projectIssue } from './project-issue.ts'
import { refuseAct } from './refuse-act.ts'

const HOUR = 3_600_000
const filing: IssueFiling = {
  category: 'lamp',
  source: 'patrol',
  title: '路灯不亮',
  place: '滨海路',
  emergency: false,
  longitude: 120,
  latitude: 37,
  answerBy: 2 * HOUR,
  finishBy: 40 * HOUR,
}

function history(...acts: [atHours: number, act: IssueAct][]): IssueEntry[] {
  return acts.map(([hours, act], index) =>
    Object.freeze({ ...act, sequence: index + 1, at: hours * HOUR, actor: '网格员' }),
  )
}

describe('an issue', () => {
  it('is what its entries add up to', () => {
    const issue = projectIssue(
      history(
        [0, { kind: 'discover' }],
        [0, { kind: 'file', filed: filing }],
        [1, { kind: 'assign', unit: '城管' }],
        [1.5, { kind: 'answer' }],
        [9, { kind: 'finish' }],
        [10, { kind: 'return', reason: '未修好' }],
        [12, { kind: 'finish' }],
        [13, { kind: 'close' }],
        [20, { kind: 'rate', rating: 4 }],
      ),
    )
    expect(issue).toMatchObject({
      state: 'closed',
      answeredAt: 1.5 * HOUR,
      finishedAt: 12 * HOUR,
      closedAt: 13 * HOUR,
      rating: 4,
      version: 9,
    })
  })

  it('does not exist before it is filed', () => {
    expect(projectIssue([])).toBeNull()
    expect(projectIssue(history([0, { kind: 'discover' }]))).toBeNull()
  })

  it('has its clock stopped while suspended: what remained before remains after', () => {
    const before = history([0, { kind: 'file', filed: filing }], [1, { kind: 'suspend', reason: '待批' }])
    const issue = projectIssue([...before, ...history([31, { kind: 'resume' }])])
    expect(issue).toMatchObject({ state: 'filed', finishBy: 70 * HOUR, suspendedAt: null })
  })

  it('is the same added up at once or entry by entry, and what may happen keeps its times in order', () => {
    const kinds: IssueAct[] = [
      { kind: 'assign', unit: '' },
      { kind: 'answer' },
      { kind: 'finish' },
      { kind: 'check' },
      { kind: 'close' },
      { kind: 'return', reason: '' },
      { kind: 'extend', finishBy: 60 * HOUR, reason: '' },
      { kind: 'suspend', reason: '' },
      { kind: 'resume' },
      { kind: 'rate', rating: 5 },
    ]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 9 }))), (tries) => {
        const entries = history([0, { kind: 'file', filed: filing }])
        let issue = projectIssue(entries)!
        let at = 0
        for (const [act, hours] of tries) {
          if (refuseAct(issue, act, at + hours * HOUR) !== null) continue
          at += hours * HOUR
          const entry: IssueEntry = { ...act, sequence: entries.length + 1, at, actor: '' }
          entries.push(entry)
          const next = projectEntry(issue, entry)!
          expect(next.finishBy).toBeGreaterThanOrEqual(issue.finishBy)
          issue = next
        }
        expect(projectIssue(entries)).toEqual(issue)
        if (issue.state === 'closed') expect(issue.closedAt).toBeGreaterThanOrEqual(issue.finishedAt ?? Infinity)
      }),
    )
  })

  it('refuses what its state does not allow, and what would lie before its last entry', () => {
    const issue = projectIssue(history([0, { kind: 'file', filed: filing }]))!
    expect(refuseAct(issue, { kind: 'close' }, 1)).toBe('not-now')
    expect(refuseAct({ ...issue, lastAt: 5 }, { kind: 'assign', unit: '' }, 4)).toBe('before-last')
    expect(refuseAct({ ...issue, lastAt: 5 }, { kind: 'assign', unit: '' }, 5)).toBeNull()
  })
})
