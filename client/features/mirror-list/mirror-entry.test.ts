import { expect, test } from 'vitest'
import { toEntries } from './mirror-entry.ts'

const feature = (properties: Record<string, unknown>) => ({
  source: 'issue',
  layer: 'issue-mark',
  properties,
  longitude: 1,
  latitude: 2,
})

test('issues stand most urgent first and say their clock state', () => {
  const entries = toEntries(
    [
      feature({ number: 'C', finish_by: 9000 }),
      feature({ number: 'A', finish_by: 900 }),
      feature({ number: 'B', finish_by: 1500 }),
    ],
    1000,
  )
  expect(entries.map((entry) => `${entry.code} ${entry.clock}`)).toEqual(['A late', 'B soon', 'C ontime'])
})

test('an issue that is being checked or is suspended is late with nothing and stands last', () => {
  const entries = toEntries(
    [
      feature({ number: 'A', finish_by: 900, state: 'suspended' }),
      feature({ number: 'B', finish_by: 900, state: 'checking' }),
      feature({ number: 'C', finish_by: 9000, state: 'handling' }),
    ],
    1000,
  )
  expect(entries.map((entry) => `${entry.code} ${entry.clock}`)).toEqual(['C ontime', 'A ontime', 'B ontime'])
})

test('clusters and nameless repeats fall out; names are in order', () => {
  const entries = toEntries(
    [
      feature({ count: 3 }),
      feature({ code: '2', name: '乙' }),
      feature({ code: '1', name: '甲' }),
      feature({ code: '1', name: '甲' }),
    ],
    0,
  )
  expect(entries.map((entry) => entry.code)).toEqual(['1', '2'])
})
