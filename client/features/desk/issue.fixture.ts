import type { IssueSummary } from '#domain/contract/issue.ts'

/** An issue with everything in place, for tests that care about a part of it. */
export function issueOf(part: Partial<IssueSummary> = {}): IssueSummary {
  return {
    number: 'I1',
    version: 1,
    category: 'N01',
    categoryName: 'Heating',
    categoryNameEn: 'Heating',
    source: 'resident',
    state: 'handling',
    title: 'Heating',
    place: 'Estate',
    emergency: false,
    street: '370699001',
    streetName: 'Street',
    community: '370699001001',
    communityName: 'Community',
    grid: '370699001001001',
    gridName: 'Grid',
    microGrid: '370699001001001001',
    position: [120.75, 37.8],
    filedAt: '2026-11-21T00:00:00Z',
    answerBy: '2026-11-21T02:00:00Z',
    finishBy: '2026-11-22T00:00:00Z',
    answeredAt: null,
    finishedAt: null,
    closedAt: null,
    rating: null,
    callers: 1,
    outcome: '',
    level: 'county',
    unit: '',
    unitName: '',
    notice: 'none',
    ...part,
  }
}
