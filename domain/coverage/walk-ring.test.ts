import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compile } from 'watr'
import { walkRingWasm } from './walk-ring.wasm.ts'

it('is the compiled text that stands beside it', () => {
  const text = readFileSync(new URL('walk-ring.wat', import.meta.url), 'utf8')
  expect(Buffer.from(compile(text)).toString('hex')).toBe(walkRingWasm)
})
