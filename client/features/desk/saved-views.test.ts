import { expect, test } from 'vitest'
import { addView, readViews, writeViews } from './saved-views.ts'

test('a view under a known name takes its place; the oldest of too many goes', () => {
  const one = { name: '晨会', search: 'clock=late' }
  expect(addView([one], { name: '晨会', search: 'clock=soon' })).toEqual([{ name: '晨会', search: 'clock=soon' }])
  const many = Array.from({ length: 40 }, (_, at) => ({ name: `v${at}`, search: '' }))
  expect(addView(many, one)).toHaveLength(40)
  expect(addView(many, one).at(0)?.name).toBe('v1')
})

test('without a place to keep them there are none, and the page is told', () => {
  expect(readViews('370699')).toEqual([])
  expect(writeViews('370699', [])).toBe(false)
})
