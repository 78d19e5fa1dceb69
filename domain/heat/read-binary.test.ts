import { describe, expect, it } from 'vitest'
import { type BinaryHeader, readBinary } from './read-binary.ts'
import { writeBinary } from './write-binary.ts'

const header: BinaryHeader = {
  county: '370699',
  unit: 'issues/km²',
  kernel: 'quartic',
  bandwidthMeters: 300,
  cellMeters: 50,
  breaks: [2, 5],
  filter: { state: 'open', from: null, to: null, category: '供热', source: null, hours: [7], weekdays: null },
  count: 1,
  outside: 0,
  sum: 1,
  peak: 300,
  before: null,
  sequence: 1,
  at: '2026-11-21T06:00:00Z',
  grid: { projection: 'sinusoidal', origin: [120, 37], firstColumn: -1, firstRow: -1, width: 3, height: 2 },
  stepPerSquareKilometer: 0.25,
  beforeStepPerSquareKilometer: null,
}
const before = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z', count: 3 }
const steps = Uint16Array.of(0, 1, 256, 65_535, 4, 5)
const bytes = writeBinary(header, steps)

/** A copy with one thing changed. */
function broken(change: (copy: Uint8Array) => Uint8Array): ArrayBuffer {
  return change(bytes.slice()).slice().buffer
}

describe('a surface as bytes', () => {
  it('comes back as it was, words in Chinese as well', () => {
    expect(readBinary(bytes.buffer)).toEqual({ ok: true, header, steps, before: null })
    const compared = { ...header, before, beforeStepPerSquareKilometer: 0.5 }
    const difference = Int16Array.of(-32_767, -1, 0, 1, 32_767, 12)
    expect(readBinary(writeBinary(compared, difference, steps).buffer)).toEqual({
      ok: true,
      header: compared,
      steps: difference,
      before: steps,
    })
    expect(readBinary(writeBinary(compared, difference).buffer)).toEqual({ ok: false, reason: 'length-wrong' })
  })

  it('begins with its name, an even header and steps in little-endian', () => {
    expect(String.fromCharCode(...bytes.subarray(0, 4))).toBe('GBH1')
    const length = new DataView(bytes.buffer).getUint32(4, true)
    expect(length % 2).toBe(0)
    expect(bytes.length).toBe(8 + length + 12)
    expect([...bytes.subarray(8 + length + 4, 8 + length + 8)]).toEqual([0, 1, 255, 255])
    for (const words of ['a', 'aa'])
      expect(
        readBinary(writeBinary({ ...header, filter: { ...header.filter, category: words } }, steps).buffer).ok,
      ).toBe(true)
  })

  it('is refused with a reason when it is something else, cut, longer or unreadable', () => {
    const reasonOf = (buffer: ArrayBuffer) => {
      const read = readBinary(buffer)
      return read.ok ? null : read.reason
    }
    expect(reasonOf(new ArrayBuffer(0))).toBe('not-a-surface')
    expect(reasonOf(broken((copy) => copy.fill(0x7b, 0, 4)))).toBe('not-a-surface')
    expect(reasonOf(broken((copy) => copy.subarray(0, 6)))).toBe('not-a-surface')
    expect(reasonOf(broken((copy) => copy.subarray(0, copy.length - 2)))).toBe('length-wrong')
    expect(reasonOf(broken((copy) => copy.subarray(0, 40)))).toBe('length-wrong')
    expect(reasonOf(broken((copy) => copy.fill(0xff, 4, 8)))).toBe('length-wrong')
    expect(reasonOf(broken((copy) => copy.fill(0xff, 20, 30)))).toBe('header-unreadable')
    expect(reasonOf(broken((copy) => copy.fill(0x20, 9, 30)))).toBe('header-unreadable')
    expect(reasonOf(writeBinary(header, steps.subarray(1)).buffer)).toBe('length-wrong')
    expect(reasonOf(writeBinary({ ...header, county: 'x' }, steps).buffer)).toBe('header-unreadable')
  })
})
