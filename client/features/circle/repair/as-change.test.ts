import { expect, it } from 'vitest'
import { at } from '#domain/coverage/test-town.ts'
import { asChange, joinOf, lineOf, pathOf, placeOf } from './as-change.ts'

it('tries every repair as the change that it will be', () => {
  const line = [at(0, 0), at(10, 0), at(20, 0)]
  const gate = { kind: 'add-gate' as const, compound: 'c1', position: at(5, 5), opensMinute: 360, closesMinute: 1320 }
  expect(asChange({ repair: gate, edge: null, name: '' })).toEqual({ ...gate, kind: 'open-gate' })
  expect(asChange(joinOf(line[0]!, line[2]!, ''))).toMatchObject({ kind: 'add-path', line: [line[0], line[2]] })
  expect(asChange(pathOf(line))).toMatchObject({ kind: 'add-path', line })
  const deleted = { kind: 'delete-edge' as const, line }
  expect(asChange({ repair: deleted, edge: 7, name: '' })).toEqual({ kind: 'block-edge', edge: 7 })
  expect(asChange({ repair: deleted, edge: null, name: '' })).toBeNull()
  expect([placeOf(gate), placeOf(deleted)]).toEqual([at(5, 5), at(10, 0)])
  expect([lineOf(gate), lineOf(joinOf(line[0]!, line[2]!, '').repair)]).toEqual([null, [line[0], line[2]]])
})
