import type { Browser, Page } from '@playwright/test'
import type { Benchmark } from './benchmark.ts'
import { median } from './measure.ts'
import { openBrowser } from './open-browser.ts'
import { startPrepared } from './prepared-demo.ts'
import type { RunningServer } from './run-server.ts'
import { settle } from './settle.ts'

const TURNS = 5
const STEPS = 40

export const benchmarks: Benchmark[] = [
  {
    name: 'coverage.load.browser',
    unit: 's',
    budget: { atMost: 1.5 },
    limitSeconds: 400,
    run: ({ log }) =>
      withPage(log, async (browser, { url }) => {
        const loads = []
        for (let turn = 0; turn <= TURNS; turn++) loads.push(await load(browser, url))
        // the first one found the server's packet unpacked
        const [cold, ...warm] = loads
        return [
          {
            value: median(warm.map(({ seconds }) => seconds)),
            note: `/circle in 1366 x 1024, a browser at rest with an empty cache: from the navigation until the worker answers; median of ${TURNS}, no GPU`,
          },
          { name: '.cold', budget: null, value: cold!.seconds, note: 'the first visitor after a start' },
          {
            name: '.packet',
            unit: 'MB',
            budget: { atMost: 8 },
            value: cold!.packetMegabytes,
            note: 'as it came over the wire',
          },
        ]
      }),
  },
  {
    name: 'coverage.drag',
    unit: 'ms',
    budget: { atMost: 50 },
    limitSeconds: 300,
    run: ({ log }) =>
      withPage(log, async (browser, { url }) => {
        const lags = await drag(browser, url)
        return [
          {
            value: median(lags),
            note: `from the pointer's move to the new figure in the page; median of ${lags.length} of ${STEPS} steps of a dragged station, no GPU`,
          },
          {
            name: '.p95',
            budget: null,
            value: lags.toSorted((a, b) => a - b)[Math.floor(lags.length * 0.95)] ?? Number.NaN,
          },
        ]
      }),
  },
]

async function withPage<Told>(
  log: (words: string) => void,
  measure: (browser: Browser, server: RunningServer) => Promise<Told>,
): Promise<Told> {
  const browser = await openBrowser()
  const server = await startPrepared(log).catch(async (error: unknown) => {
    await browser.close()
    throw error
  })
  try {
    return await measure(browser, server)
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Opens the page and waits for the mark that it sets when its worker is ready. */
async function openPage(
  browser: Browser,
  address: string,
  packet: (bytes: number) => void = () => undefined,
): Promise<{ page: Page; seconds: number }> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 1024 }, locale: 'zh-CN' })
  page.on('requestfinished', (request) => {
    if (!request.url().includes('/api/coverage/model')) return
    void request.sizes().then(({ responseBodySize }) => packet(responseBodySize))
  })
  await settle(page)
  await page.goto(address, { waitUntil: 'commit' })
  const ready = await page.waitForFunction(() => performance.getEntriesByName('coverage-model-ready')[0]?.startTime)
  return { page, seconds: Number(await ready.jsonValue()) / 1000 }
}

async function load(browser: Browser, url: string): Promise<{ seconds: number; packetMegabytes: number }> {
  let bytes = 0
  const { page, seconds } = await openPage(browser, `${url}/circle`, (size) => (bytes = size))
  await page.waitForTimeout(300)
  await page.close()
  return { seconds, packetMegabytes: bytes / 1e6 }
}

/** Milliseconds from each move of a dragged station to the next change of the page's sentence of contrast. */
async function drag(browser: Browser, url: string): Promise<number[]> {
  const { page } = await openPage(browser, `${url}/circle?show=what-if`)
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 60_000 })
  const marks = page.locator('[aria-describedby="what-if-mark-help"]:not([hidden])')
  // the loneliest one: each step of it changes who is served
  const lonely = await marks.evaluateAll((all) => {
    const places = all.map((mark) => mark.getBoundingClientRect())
    const apart = places.map(({ x, y }, at) =>
      Math.min(
        ...places.map((other, one) => (one === at ? Number.POSITIVE_INFINITY : Math.hypot(other.x - x, other.y - y))),
      ),
    )
    const clear = places.map(({ x, y }, at) => (document.elementFromPoint(x + 4, y + 4) === all[at] ? apart[at]! : -1))
    return clear.indexOf(Math.max(...clear))
  })
  const box = await marks.nth(lonely).boundingBox()
  if (!box) throw new Error('no station to drag is on screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y)
  await page.locator('[data-follows]').waitFor()
  await page.evaluate(() => {
    const lags: number[] = []
    Object.assign(window, { lags })
    let moved = 0
    window.addEventListener('pointermove', ({ timeStamp }) => (moved = timeStamp), { capture: true })
    const told = document.querySelector('[data-follows]')
    if (!told) throw new Error('no figures that follow')
    new MutationObserver(() => {
      if (moved > 0) lags.push(performance.now() - moved)
      moved = 0
    }).observe(told, { subtree: true, childList: true, characterData: true })
  })
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(x + 12 + step * 3, y + step * 2)
    // a hand is no faster, and every step can be told from the next
    await page.waitForTimeout(120)
  }
  const lags = await page.evaluate(() => (window as unknown as { lags: number[] }).lags)
  await page.close()
  if (lags.length < STEPS / 2) throw new Error(`only ${lags.length} of ${STEPS} moves changed a figure`)
  return lags
}
