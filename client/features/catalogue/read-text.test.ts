import { expect, it } from 'vitest'
import { readText } from './read-text.ts'

it('a file is read as UTF-8, and as GB18030 where it is none', async () => {
  expect(await readText(new Blob(['\ufeff井盖']))).toBe('井盖')
  expect(await readText(new Blob([Uint8Array.of(0xbe, 0xae, 0xb8, 0xc7)]))).toBe('井盖')
})
