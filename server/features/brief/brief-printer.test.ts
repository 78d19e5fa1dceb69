import { afterEach, expect, it } from 'vitest'
import { createBriefPrinter } from './brief-printer.ts'
import { briefMaterial } from './test-material.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const printer of open.splice(0)) await printer.close()
})

function printerOf(mostWaiting: number) {
  const printer = createBriefPrinter(mostWaiting)
  open.push(printer)
  return printer
}

const stays = () => new AbortController().signal
const material = async () => briefMaterial()

it('draws in a thread, one after the other, in the order they were asked for', async () => {
  const printer = printerOf(8)
  const done: number[] = []
  const prints = [1, 2, 3].map((number) =>
    printer.print(material, stays()).then((bytes) => {
      done.push(number)
      return String.fromCharCode(...bytes!.slice(0, 5))
    }),
  )
  expect(await Promise.all(prints)).toEqual(['%PDF-', '%PDF-', '%PDF-'])
  expect(done).toEqual([1, 2, 3])
})

it('refuses with 503 and Retry-After when too many wait, and takes more when they are done', async () => {
  const printer = printerOf(1)
  const prints = [printer.print(material, stays()), printer.print(material, stays())]
  await expect(printer.print(material, stays())).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '5' } })
  await Promise.all(prints)
  expect(await printer.print(material, stays())).not.toBeNull()
})

it('gathers and draws nothing for an asker who left while waiting, and gives up the page of one who leaves during it', async () => {
  const printer = printerOf(8)
  const [early, late] = [new AbortController(), new AbortController()]
  let gathered = 0
  const first = printer.print(material, stays())
  const waits = printer.print(async () => {
    gathered += 1
    return briefMaterial()
  }, early.signal)
  early.abort()
  const drawn = printer.print(async () => {
    late.abort()
    return briefMaterial()
  }, late.signal)
  expect(await first).not.toBeNull()
  expect([await waits, await drawn, gathered]).toEqual([null, null, 0])
})

it('goes on after a brief whose gathering failed', async () => {
  const printer = printerOf(8)
  const failing = printer.print(() => Promise.reject(new Error('no such county')), stays())
  const next = printer.print(material, stays())
  await expect(failing).rejects.toThrow('no such county')
  expect(await next).not.toBeNull()
})
