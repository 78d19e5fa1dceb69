import type { Page } from '@playwright/test'
import { openBase } from '#domain/partition/open-base.ts'
import { sharedBends } from '#domain/partition/shared-bend.fixture.ts'
import type { Benchmark } from './benchmark.ts'
import { openBrowser } from './open-browser.ts'
import { startPrepared } from './prepared-demo.ts'
import { settle } from './settle.ts'

const STEPS = 120
const COUNTY = '370699'

export const benchmarks: Benchmark[] = [
  {
    name: 'partition.frame',
    unit: 'ms',
    budget: { atMost: 16.7 },
    limitSeconds: 300,
    async run({ log }) {
      const browser = await openBrowser()
      try {
        const server = await startPrepared(log)
        try {
          const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })
          await settle(page)
          const { grids, moves, page: own, whole } = await drag(page, server.url)
          const size = `${moves} moves of a vertex, figures of both sides at the pointer, the whole demo county (${grids} grids), no GPU`
          return [
            { value: own / moves, note: `script, style and layout on the main thread a move: ${size}` },
            {
              name: '.whole',
              budget: null,
              value: whole / moves,
              note: 'with copying both software-drawn canvases into the page, which a GPU spares the main thread',
            },
          ]
        } finally {
          await server.stop()
        }
      } finally {
        await browser.close()
      }
    },
  },
]

/** Milliseconds of the main thread over all moves: what the page itself did, and everything. */
interface Dragged {
  grids: number
  moves: number
  page: number
  whole: number
}

/** Drags a vertex between two grids of the whole county to and fro. */
async function drag(page: Page, url: string): Promise<Dragged> {
  const made = await page.request.post(`${url}/api/plans?county=${COUNTY}`, { data: { name: 'bench', scope: COUNTY } })
  const { id } = await made.json()
  const base = await (await page.request.get(`${url}/api/plan-base?county=${COUNTY}&scope=${COUNTY}`)).json()
  const bends = sharedBends(openBase(base).draft)
  const [longitude, latitude] = bends[Math.floor(bends.length / 2)]!.place
  await page.goto(`${url}/plan?county=${COUNTY}&plan=${id}&camera=${longitude},${latitude},17&tool=move`)
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 90_000 })
  const box = await page.locator('canvas.maplibregl-canvas').first().boundingBox()
  if (!box) throw new Error('no map on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y + 6, { steps: 3 })
  await page.locator('table').filter({ hasText: '紧凑度' }).waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN)
    return {
      page: of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration'),
      whole: of('TaskDuration'),
    }
  }
  const before = await busy()
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.move(x + 6 + 18 * Math.sin(step / 6), y + 6 + 12 * Math.cos(step / 7))
    // a frame for each move: what is measured is not gathered into fewer
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
  const after = await busy()
  await page.mouse.up()
  return {
    grids: base.grids.length,
    moves: STEPS,
    page: after.page - before.page,
    whole: after.whole - before.whole,
  }
}
