import { expect, test } from 'vitest'
import { lifecycle } from '#domain/issue/lifecycle.ts'
import { issueStates } from '#domain/issue/project-issue.ts'
import { layOut } from './lay-out.ts'
import { graphOf, mayDo, ofRole } from './lifecycle-graph.ts'

const graph = graphOf(lifecycle)

test('every row of the table is drawn, as a way or within a state', () => {
  for (const { act, from } of lifecycle)
    for (const state of from) {
      const drawn =
        graph.ways.some((way) => way.from === state && way.acts.includes(act)) ||
        graph.boxes.some((box) => box.state === state && box.stays.includes(act))
      expect([act, state, drawn]).toEqual([act, state, true])
    }
})

test('every state can be reached from the start, and every open one can end', () => {
  const reached = new Set<string>(['start'])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const { from, to } of graph.ways) if (reached.has(from)) reached.add(to)
  }
  expect([...reached].sort()).toEqual(['start', ...issueStates].sort())
})

test('a role may do what its row says', () => {
  expect(mayDo(lifecycle, 'resident', 'rate', 'closed')).toBe(true)
  expect(mayDo(lifecycle, 'resident', 'assign', 'filed')).toBe(false)
  expect(mayDo(lifecycle, null, 'assign', 'filed')).toBe(true)
})

test('a role’s own acts alone are drawn for it, and every state', () => {
  const own = ofRole(graph, lifecycle, 'resident')
  expect(own.boxes.map(({ state }) => state)).toEqual(graph.boxes.map(({ state }) => state))
  expect(own.ways.map(({ from, to, acts }) => [from, to, acts])).toEqual([
    ['start', 'reported', ['report']],
    ['closed', 'filed', ['reopen']],
  ])
  expect(ofRole(graph, lifecycle, null)).toEqual(graph)
})

test('an answer that never came is drawn as a way back to be assigned anew', () => {
  expect(graph.ways.find(({ from, to }) => from === 'assigned' && to === 'filed')?.acts).toContain('escalate')
})

test('boxes are laid out without lying on each other', () => {
  const { boxes } = layOut(graph, {
    box: ({ stays }) => ({ width: 160, height: 40 + stays.length * 16 }),
    way: ({ acts }) => ({ width: 70, height: acts.length * 16 }),
  })
  for (const one of boxes)
    for (const other of boxes) {
      if (one === other) continue
      const apart =
        Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
        Math.abs(one.y - other.y) >= (one.height + other.height) / 2
      expect([one.state, other.state, apart]).toEqual([one.state, other.state, true])
    }
})
