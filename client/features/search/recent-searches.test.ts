import { beforeEach, expect, it, vi } from 'vitest'
import type { SearchResult } from '#domain/contract/search.ts'
import { readRecent, rememberRecent } from './recent-searches.ts'

const result = (code: string): SearchResult => ({
  kind: 'grid',
  code,
  name: `网格 ${code}`,
  within: '',
  match: 'name',
  position: [120.75, 37.8],
  bounds: null,
  coordinate: null,
})

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  })
})

it('keeps six, newest first, each once, apart by county', () => {
  for (const code of ['1', '2', '3', '4', '5', '6', '7', '3']) rememberRecent('370699', result(code))
  expect(readRecent('370699').map(({ code }) => code)).toEqual(['3', '7', '6', '5', '4', '2'])
  expect(readRecent('370698')).toEqual([])
})

it('takes anything else in the storage for nothing', () => {
  for (const text of ['no json', '{}', '[{"kind":"person"}]']) {
    localStorage.setItem('gridboard.recent-searches.370699', text)
    expect(readRecent('370699')).toEqual([])
  }
})

it('goes without where the browser keeps its storage closed', () => {
  vi.stubGlobal('localStorage', {
    getItem() {
      throw new DOMException('closed', 'SecurityError')
    },
    setItem() {
      throw new DOMException('closed', 'SecurityError')
    },
  })
  rememberRecent('370699', result('1'))
  expect(readRecent('370699')).toEqual([])
})
