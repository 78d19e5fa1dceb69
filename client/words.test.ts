import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const namespaces = (language: string) => readdirSync(path.join(here, 'locales', language)).sort()

/** Keys of a words file, plural endings left out: languages have different plurals. */
function keysOf(language: string, file: string): string[] {
  const walk = (value: unknown, at: string): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => walk(inner, at === '' ? key : `${at}.${key}`))
      : [at.replace(/_(zero|one|two|few|many|other)$/, '')]
  return [...new Set(walk(JSON.parse(readFileSync(path.join(here, 'locales', language, file), 'utf8')), ''))].sort()
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'locales' ? [] : sources(file)
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [file] : []
  })
}

test('both languages hold the same files', () => {
  expect(namespaces('en')).toEqual(namespaces('zh'))
})

for (const file of namespaces('zh')) {
  test(`${file} says everything in both languages`, () => {
    expect(keysOf('en', file)).toEqual(keysOf('zh', file))
  })
}

test('no Chinese stands in code: words live in locales', () => {
  const found = sources(here).filter((file) => /\p{Script=Han}/u.test(withoutComments(readFileSync(file, 'utf8'))))
  expect(found.map((file) => path.relative(here, file))).toEqual([])
})

test('no sentence stands between tags: words live in locales', () => {
  const found = sources(here)
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) =>
      /^\s*[A-Z][a-z]+(?: [a-z]+)+[.!?…]?\s*$|>\s*[A-Z][a-z]+(?: [a-z]+)+[.!?…]?\s*<\//m.test(
        withoutComments(readFileSync(file, 'utf8')),
      ),
    )
  expect(found.map((file) => path.relative(here, file))).toEqual([])
})

test('no label is written as a plain text attribute', () => {
  const found = sources(here)
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) => /\s(?:aria-label|title|placeholder|alt|label)="[^"]*[a-z][^"]*"/.test(readFileSync(file, 'utf8')))
  expect(found.map((file) => path.relative(here, file))).toEqual([])
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}
