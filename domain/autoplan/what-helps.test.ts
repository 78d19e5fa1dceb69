import { expect, it } from 'vitest'
import { whatHelps } from './what-helps.ts'

const norm = [200, 400] as const
const ground = (households: number, isAtom = false, isCompound = false) => ({ households, isAtom, isCompound })

it('too few: a least that they keep, and the neighbours with whom they make grids', () => {
  const neighbours = [
    { community: 'far', households: 900 },
    { community: 'near', households: 300 },
    { community: 'tiny', households: 20 },
  ]
  expect(whatHelps(ground(150), norm, neighbours)).toEqual([
    { kind: 'lower-least', to: 150 },
    { kind: 'join', community: 'near', households: 450, grids: 2 },
    { kind: 'join', community: 'far', households: 1_050, grids: 3 },
  ])
})

it('between one number of grids and the next: both ends of the norm that they would keep', () => {
  expect(whatHelps(ground(450), [300, 400], [])).toEqual([
    { kind: 'lower-least', to: 225 },
    { kind: 'raise-most', to: 450 },
  ])
})

it('a compound above the most: shared between grids; a building only by another most', () => {
  expect(whatHelps(ground(1_000, true, true), norm, [])).toEqual([
    { kind: 'share', grids: 3, households: 334 },
    { kind: 'raise-most', to: 1_000 },
  ])
  expect(whatHelps(ground(1_000, true), norm, [])).toEqual([{ kind: 'raise-most', to: 1_000 }])
})

it('nothing where the norm contradicts itself, nobody lives there, or the count is not what stands in the way', () => {
  expect(whatHelps(ground(300), [400, 200], [])).toEqual([])
  expect(whatHelps(ground(0), norm, [])).toEqual([])
  expect(whatHelps(ground(800), norm, [])).toEqual([])
})
