import { describe, expect, it } from 'vitest'
import { trimTar } from './trim-bundle.ts'

function entry(name: string, body: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(`${Buffer.byteLength(body).toString(8).padStart(11, '0')}\0`, 124)
  const content = Buffer.alloc(Math.ceil(Buffer.byteLength(body) / 512) * 512)
  content.write(body)
  return Buffer.concat([header, content])
}

const end = Buffer.alloc(1024)

describe('a trimmed archive', () => {
  it('keeps the entries asked for, whole and in order, and ends as an archive does', () => {
    const [one, two, three] = [entry('lib/one.so', 'x'.repeat(700)), entry('lib/two.so', 'y'), entry('share/three', '')]
    const trimmed = trimTar(Buffer.concat([one!, two!, three!, end]), (name) => name !== 'lib/two.so')
    expect(trimmed).toEqual(Buffer.concat([one!, three!, end]))
  })

  it('refuses bytes that are no archive', () => {
    expect(() => trimTar(Buffer.alloc(2048, 'z'), () => true)).toThrow('a tar header without a size at byte 0')
  })
})
