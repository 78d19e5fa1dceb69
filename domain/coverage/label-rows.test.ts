import { describe, expect, it } from 'vitest'
import { addArc, addNode, barArc, costOf, hasRoomFor, layRows, NO_LABEL, targetOf } from './label-rows.ts'
import { createTwoLabels } from './two-labels.ts'

describe('the word of an arc', () => {
  const layTwo = (deciseconds: number, ownerBits = 14) =>
    layRows(
      {
        nodeCount: 2,
        start: Int32Array.of(0, 1, 1),
        target: Int32Array.of(1),
        deciseconds: Int32Array.of(deciseconds),
      },
      ownerBits,
      2,
    )

  it.each([0, 1, 2 ** 29 - 2, 2 ** 29 - 1, 2 ** 29])('tells %i deciseconds back', (deciseconds) => {
    const rows = layTwo(deciseconds, 0)
    expect([targetOf(rows, 0), costOf(rows, 0)]).toEqual([1, deciseconds])
  })

  it('keeps the latest label a small integer', () => {
    expect(costOf(layTwo(3_600_000), 0)).toBe(2 ** 30)
  })

  it('bars an arc and gives it back, whether its cost fits the word or not', () => {
    for (const deciseconds of [7, 2 ** 29 - 1]) {
      const rows = layTwo(deciseconds, 0)
      const open = barArc(rows, 0, 1, deciseconds)
      expect(costOf(rows, 0)).toBe(2 ** 30)
      open?.()
      expect(costOf(rows, 0)).toBe(deciseconds)
    }
  })

  it('walks arcs that are too long for their word as far as others', () => {
    const rows = layTwo(2 ** 29 - 1, 0)
    addArc(rows, 1, addNode(rows), 2 ** 28)
    const two = createTwoLabels(rows)
    two.sweep([0, 5])
    expect([...two.labels.slice(2, 6)]).toEqual([2 ** 29 + 4, NO_LABEL, 2 ** 29 + 2 ** 28 + 4, NO_LABEL])
  })

  it('refuses nodes and arcs that there is no room for', () => {
    const rows = layTwo(5)
    addNode(rows)
    addNode(rows)
    expect(hasRoomFor(rows, 1)).toBe(false)
    expect(() => addNode(rows)).toThrow('no room for a node beyond 4')
    expect(() => {
      for (let arc = 0; arc < 200; arc++) addArc(rows, 0, 1, arc)
    }).toThrow('no room for an arc beyond 129')
  })
})
