import { expect, it } from 'vitest'
import { askedSides, MOST_SIDES, sidesCodec, toggleSide, usualSides } from './sides.ts'

const ids = Array.from({ length: 8 }, (_, at) => `scenario000${at}`)

it('reads sides from an address: none twice, nothing that is no side, no more than a page can show', () => {
  expect(sidesCodec.read('today,draft,today,<b>,scenario0001')).toEqual(['today', 'draft', 'scenario0001'])
  expect(sidesCodec.read(ids.join(','))).toHaveLength(MOST_SIDES)
  expect(sidesCodec.read(null)).toEqual([])
  expect(sidesCodec.write(['today', 'draft'])).toBe('today,draft')
})

it('puts a side in, takes it out, and refuses one too many', () => {
  expect(toggleSide(['today'], 'draft')).toEqual(['today', 'draft'])
  expect(toggleSide(['today', 'draft'], 'today')).toEqual(['draft'])
  const full = ids.slice(0, MOST_SIDES)
  expect(toggleSide(full, 'draft')).toBe(full)
})

it('holds today against what is on the table when nobody has chosen', () => {
  expect(usualSides(true, 'scenario0001', [])).toEqual(['today', 'draft'])
  expect(usualSides(false, 'scenario0001', [])).toEqual(['today', 'scenario0001'])
  expect(usualSides(false, '', [{ id: 'scenario0002' }])).toEqual(['today', 'scenario0002'])
  expect(usualSides(false, '', [])).toEqual(['today'])
})

it('asks for two sides or more', () => {
  const draft = { name: 'n', changes: [] }
  expect(askedSides(['today'], draft)).toBeNull()
  expect(askedSides(['today', 'draft', 'scenario0001'], draft)).toEqual([
    { kind: 'today' },
    { kind: 'draft', ...draft },
    { kind: 'scenario', id: 'scenario0001' },
  ])
})
