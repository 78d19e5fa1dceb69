import { expect, it } from 'vitest'
import { wrapText } from './wrap-text.ts'

const measure = (text: string) => [...text].reduce((sum, one) => sum + (/\p{Script=Han}|[，。]/u.test(one) ? 2 : 1), 0)

it('breaks Chinese anywhere but before a mark, other words between them', () => {
  expect(wrapText('近三十天，未结事项密度', 8, measure)).toEqual(['近三十', '天，未结', '事项密度'])
  expect(wrapText('Density of open issues', 10, measure)).toEqual(['Density of', 'open', 'issues'])
})

it('leaves a word that is too long whole, and nothing of nothing', () => {
  expect(wrapText('abcdefghijkl mn', 5, measure)).toEqual(['abcdefghijkl', 'mn'])
  expect(wrapText('  ', 5, measure)).toEqual([])
})
