import { expect, it } from 'vitest'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh.json' with { type: 'json' }

function keysOf(words: object, at = ''): string[] {
  const keys = Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${at}${key}.`) : [`${at}${key}`],
  )
  // languages have different plurals
  return [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort()
}

it('the brief says everything in both languages', () => {
  expect(keysOf(en)).toEqual(keysOf(zh))
})
