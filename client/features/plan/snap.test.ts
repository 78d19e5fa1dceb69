import { expect, test } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { type SnapGround, snap, snapKinds } from './snap.ts'

const scale = { pixelsPerDegree: [10_000, 12_000], tolerancePixels: 10 } as const
const line = (name: string, ...points: Position[]) => ({ name, line: points })
const nothing: SnapGround = { border: [], road: [], compound: [] }
const border = line('001 | 002', [120, 37], [120.01, 37])
const road = line('Pine Road', [120, 37.0004], [120.01, 37.0004])
const wall = line('Pine Court', [120, 37.0002], [120.01, 37.0002])

test('a bend of a border is stronger than the border, the border than a road, the road than a wall', () => {
  const all = { border: [border], road: [road], compound: [wall] }
  expect(snap([120.0004, 37.0001], all, scale, snapKinds)).toEqual({ kind: 'node', at: [120, 37], name: '001 | 002' })
  expect(snap([120.005, 37.0002], all, scale, snapKinds)).toMatchObject({ kind: 'border', at: [120.005, 37] })
  expect(snap([120.005, 37.0009], all, scale, snapKinds)).toMatchObject({ kind: 'road', name: 'Pine Road' })
  expect(snap([120.005, 37.0009], { ...all, road: [] }, scale, snapKinds)).toMatchObject({ kind: 'compound' })
})

test('the tolerance is in pixels of the screen, whatever a degree measures', () => {
  const ground = { ...nothing, road: [road] }
  expect(snap([120.005, 37.0012], ground, scale, ['road']).kind).toBe('road')
  expect(snap([120.005, 37.0013], ground, scale, ['road']).kind).toBe(null)
  const nearer = { ...scale, pixelsPerDegree: [100_000, 120_000] } as const
  expect(snap([120.005, 37.0009], ground, nearer, ['road']).kind).toBe(null)
})

test('kinds that are not wished do not draw the hand', () => {
  expect(snap([120.005, 37.0001], { ...nothing, border: [border], road: [road] }, scale, ['road']).kind).toBe('road')
  expect(snap([120.005, 37.0001], { ...nothing, border: [border] }, scale, [])).toEqual({
    kind: null,
    at: [120.005, 37.0001],
    name: '',
  })
})

test('a segment without length and an empty line do no harm', () => {
  const ground = { ...nothing, road: [line('dot', [120, 37], [120, 37]), line('none')] }
  expect(snap([120, 37.0001], ground, scale, snapKinds)).toEqual({ kind: 'road', at: [120, 37], name: 'dot' })
})

test('where it snaps is a place of the lattice', () => {
  const slanted = line('slanted', [120, 37], [120.0100003, 37.0033337])
  const { at } = snap([120.0047, 37.0017], { ...nothing, road: [slanted] }, scale, snapKinds)
  expect(at.map((degrees) => Number(degrees.toFixed(7)))).toEqual(at)
})
