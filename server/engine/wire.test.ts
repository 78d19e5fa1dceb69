import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequestReader, keepLastReady } from './wire.ts'

function message(type: string, body = ''): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(body))
  bytes.write(type)
  bytes.writeInt32BE(bytes.length - 1, 1)
  bytes.write(body, 5)
  return bytes
}

function opening(code: number, rest = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + rest.length, 0)
  head.writeInt32BE(code, 4)
  return Buffer.concat([head, rest])
}

const startup = opening(196608, Buffer.from('user\0postgres\0\0'))
const extended = [message('P', 'select $1'), message('B'), message('D'), message('E'), message('S')]

describe('the request reader', () => {
  it('gives whole requests, however the bytes arrive', () => {
    const stream = Buffer.concat([opening(80877103), startup, ...extended, message('Q', 'begin'), message('X')])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const read = createRequestReader()
        const requests = []
        for (let offset = 0, turn = 0; offset < stream.length; turn++) {
          const end = Math.min(stream.length, offset + (sizes[turn % sizes.length] ?? 1))
          requests.push(...read(stream.subarray(offset, end)))
          offset = end
        }
        expect(requests).toEqual([
          { kind: 'ssl' },
          { kind: 'startup', bytes: startup },
          { kind: 'statement', bytes: Buffer.concat(extended) },
          { kind: 'statement', bytes: message('Q', 'begin') },
          { kind: 'end' },
        ])
      }),
    )
  })

  it('refuses what is no such protocol', () => {
    expect(() => createRequestReader()(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(/an opening message of/)
    expect(() => createRequestReader()(opening(131072))).toThrow('protocol 131072')
    const started = createRequestReader()
    started(startup)
    expect(() => started(Buffer.from([0x51, 0, 0, 0, 1]))).toThrow('a message of 1 bytes')
  })
})

describe('an answer', () => {
  it('keeps only its last ReadyForQuery', () => {
    const failed = Buffer.concat([message('1'), message('E', 'no'), message('Z', 'I'), message('Z', 'I')])
    expect(keepLastReady(failed)).toEqual(Buffer.concat([message('1'), message('E', 'no'), message('Z', 'I')]))
  })

  it('passes unchanged, by identity, when it has one or none', () => {
    const good = Buffer.concat([message('T'), message('D', 'ZZZZ'), message('Z', 'I')])
    expect(keepLastReady(good)).toBe(good)
    const none = message('R')
    expect(keepLastReady(none)).toBe(none)
  })
})
