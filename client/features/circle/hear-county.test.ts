import { expect, it } from 'vitest'
import { hearEvent, resetLive } from '#client/state/live.ts'
import { hearCounty } from './hear-county.ts'

it('asks again when anybody repairs the network or the county is imported anew, and not for an issue', () => {
  resetLive('idle')
  let asked = 0
  let sequence = 0
  const stop = hearCounty(() => asked++)
  const at = '2026-11-21T08:00:00.000Z'
  const change = (kind: string) => {
    const told = { county: '370699', sequence: ++sequence, at, kind, id: 'x', version: 1, box: null }
    hearEvent('change', JSON.stringify(told))
  }
  const dirty = (layer: string) => hearEvent('dirty', JSON.stringify({ layer, tiles: 'all' }))
  change('issue')
  dirty('issue')
  expect(asked).toBe(0)
  change('network-edit')
  expect(asked).toBe(1)
  dirty('walk_edge')
  expect(asked).toBe(2)
  stop()
  change('network-edit')
  expect(asked).toBe(2)
})
