import type { Browser, Page, Request } from '@playwright/test'
import type { Benchmark } from './benchmark.ts'
import { median } from './measure.ts'
import { openBrowser } from './open-browser.ts'
import { startPrepared } from './prepared-demo.ts'
import { settle } from './settle.ts'

const TURNS = 5

export const benchmarks: Benchmark[] = [
  {
    name: 'map.load',
    unit: 's',
    budget: { atMost: 2 },
    limitSeconds: 500,
    async run({ log }) {
      const browser = await openBrowser('--disable-gpu-compositing')
      const server = await startPrepared(log).catch(async (error: unknown) => {
        await browser.close()
        throw error
      })
      try {
        const loads = []
        for (let turn = 0; turn <= TURNS; turn++) loads.push(await load(browser, `${server.url}/wall`))
        // the first one found the server's tiles cold
        const [cold, ...warm] = loads
        const forced = await loadForced(`${server.url}/wall`)
        const megabytes = await server.residentMegabytes()
        return [
          {
            value: median(warm.map(({ seconds }) => seconds)),
            note: `/wall in 1920 x 1080, a browser at rest with an empty cache, every tile on screen; median of ${TURNS}, no GPU: WebGL by SwiftShader, the page composed as Chromium does without one`,
          },
          {
            name: '.forced',
            budget: null,
            value: forced,
            note: 'the same with the page composed by SwiftShader too, which Chromium does only when forced',
          },
          {
            name: '.cold',
            budget: null,
            value: cold!.seconds,
            note: 'the first visitor after a start: no tile is ready',
          },
          {
            name: '.script',
            unit: 'kB',
            budget: { atMost: 900 },
            value: cold!.scriptKilobytes,
            note: 'compressed, all scripts and workers loaded until the map stood',
          },
          ...(megabytes === null
            ? []
            : [
                {
                  name: '.server-memory',
                  unit: 'MB',
                  budget: { atMost: 500 },
                  value: megabytes,
                  note: 'after these visits',
                },
              ]),
        ]
      } finally {
        await browser.close()
        await server.stop()
      }
    },
  },
]

async function loadForced(address: string): Promise<number> {
  const browser = await openBrowser('--ignore-gpu-blocklist')
  try {
    const seconds = []
    for (let turn = 0; turn < 3; turn++) seconds.push((await load(browser, address)).seconds)
    return median(seconds)
  } finally {
    await browser.close()
  }
}

async function load(browser: Browser, address: string): Promise<{ seconds: number; scriptKilobytes: number }> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })
  const bytes = countScripts(page)
  await settle(page)
  const begun = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 120_000 })
  // the frame after the next begins when this one is on screen
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))
  const seconds = (performance.now() - begun) / 1000
  const scriptKilobytes = (await bytes()) / 1000
  await page.close()
  return { seconds, scriptKilobytes }
}

/** Bytes of scripts as they came over the wire, workers' too. */
function countScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  const count = (request: Request) => {
    if (!/\.m?js$/.test(new URL(request.url()).pathname)) return
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  }
  page.on('requestfinished', count)
  return async () => {
    // a script that comes while the page closes has no size to ask for
    page.off('requestfinished', count)
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  }
}
