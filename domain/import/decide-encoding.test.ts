import { expect, test } from 'vitest'
import { decideEncoding, type TextEncoding } from './decide-encoding.ts'

// 东门街道 in both encodings
const gbk = Uint8Array.of(0xb6, 0xab, 0xc3, 0xc5, 0xbd, 0xd6, 0xb5, 0xc0)
const utf8 = new TextEncoder().encode('东门街道')
const ascii = new TextEncoder().encode('Main Street')
const decodes = (bytes: Uint8Array, encoding: TextEncoding) => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
const decide = (cpg: string | null, languageByte: number, ...texts: Uint8Array[]) =>
  decideEncoding({ cpg, languageByte, texts, decodes })

test('a right claim is followed without a word', () => {
  expect(decide('UTF-8', 0, utf8)).toMatchObject({ encoding: 'UTF-8', finding: null })
  expect(decide(' gbk\n', 0, gbk)).toMatchObject({ encoding: 'GB18030', finding: null })
  expect(decide('936', 0, gbk)).toMatchObject({ encoding: 'GB18030', finding: null })
  expect(decide(null, 0x4d, gbk)).toMatchObject({ encoding: 'GB18030', finding: null })
})

test('a wrong .cpg is noticed and not followed, in both directions', () => {
  expect(decide('UTF-8', 0, ascii, gbk)).toMatchObject({ encoding: 'GB18030', finding: 'wrong-cpg', claimed: 'UTF-8' })
  expect(decide('GBK', 0, utf8)).toMatchObject({ encoding: 'UTF-8', finding: 'wrong-cpg', claimed: 'GBK' })
})

test('without a claim strict decoding decides, and says so', () => {
  expect(decide(null, 0, gbk)).toMatchObject({ encoding: 'GB18030', finding: 'encoding-guessed' })
  expect(decide(null, 0, utf8)).toMatchObject({ encoding: 'UTF-8', finding: 'encoding-guessed' })
  expect(decide(null, 0, ascii)).toMatchObject({ encoding: 'UTF-8', finding: null })
})

test('bytes of neither encoding are not guessed at', () => {
  expect(decide('UTF-8', 0, Uint8Array.of(0xff, 0xff, 0x20))).toBeNull()
})
