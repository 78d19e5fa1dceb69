import type { Browser } from '@playwright/test'
import { contourDensity } from 'd3-contour'
import { getHeatHistory } from '#domain/contract/heat-area.ts'
import { unpackDays } from '#domain/heat/day-entries.ts'
import type { Benchmark } from './benchmark.ts'
import { median, percentile, time } from './measure.ts'
import { openBrowser } from './open-browser.ts'
import { startPrepared } from './prepared-demo.ts'

const COUNTY = '370699'
/** Days a second that the page is asked for: 13 months in 50 s. */
const SPEED = 8
const DAYS = 7
const DAY_MILLISECONDS = 86_400_000
const RATE_DAYS = 30
/** Small, so that the drawing without a GPU leaves many frames; what the page does for a frame is the same on any screen. */
const viewport = { width: 1024, height: 576 }
const PATIENCE_MILLISECONDS = 180_000

export const benchmarks: Benchmark[] = [
  {
    name: 'heat.play',
    unit: 'ms',
    budget: { atMost: 16 },
    limitSeconds: 600,
    async run({ log }) {
      const browser = await openBrowser()
      const server = await startPrepared(log).catch(async (error: unknown) => {
        await browser.close()
        throw error
      })
      try {
        const played = await play(browser, `${server.url}/wall?play=first&playSpeed=${SPEED}&playWindow=${DAYS}`)
        const rates = await play(
          browser,
          `${server.url}/wall?heat=rate&play=first&playSpeed=${SPEED}&playWindow=${RATE_DAYS}`,
        )
        const ratePage = rates.frames.map((frame) => frame.page)
        const peer = await peerOf(server.url)
        const page = played.frames.map((frame) => frame.page)
        const worker = played.frames.map((frame) => frame.worker)
        const seconds = played.seconds
        return [
          {
            value: percentile(page, 0.95),
            peer: { name: 'd3 contourDensity of the same window, on the page itself', value: peer },
            note: `95th percentile of ${page.length} frames, from the worker's message to the map's own worker; 13 months by day, ${DAYS} days a window, /wall at 1024 x 576, no GPU`,
          },
          { name: '.median', budget: null, value: median(page), note: 'of the same frames' },
          { name: '.worst', budget: null, value: percentile(page, 1), note: 'of the same frames' },
          {
            name: '.worker',
            budget: null,
            value: median(worker),
            note: 'window moved, cut into bands; beside the page',
          },
          {
            name: '.shown',
            unit: '1/s',
            budget: null,
            value: (page.length - 1) / seconds,
            note: `frames on screen a second, ${played.days} days in ${seconds.toFixed(0)} s: what is left out was due while one was being drawn`,
          },
          {
            name: '.rates',
            budget: { atMost: 16 },
            value: percentile(ratePage, 0.95),
            note: `the same of ${ratePage.length} frames of rates by micro-grid, ${RATE_DAYS} days a window; median ${median(ratePage).toFixed(1)} ms, worker ${median(rates.frames.map((frame) => frame.worker)).toFixed(1)} ms`,
          },
        ]
      } finally {
        await browser.close()
        await server.stop()
      }
    },
  },
]

/** Milliseconds: since the page began, on the page's thread, in the worker. */
interface Frame {
  at: number
  page: number
  worker: number
}

interface Played {
  frames: Frame[]
  seconds: number
  days: number
}

/** Plays from the first to the newest day, listening to the page's own measures. */
async function play(browser: Browser, address: string): Promise<Played> {
  const page = await browser.newPage({ viewport, locale: 'zh-CN' })
  await page.addInitScript(() => {
    const frames: Frame[] = []
    Object.assign(window, { frames })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('heat-play'))
        if (entry instanceof PerformanceMeasure)
          frames.push({ at: entry.startTime, page: entry.duration, worker: Number(entry.detail?.workerMilliseconds) })
    }).observe({ entryTypes: ['measure'] })
  })
  await page.goto(address, { waitUntil: 'commit' })
  const track = page.getByRole('slider', { name: '日期' })
  await track.waitFor({ timeout: PATIENCE_MILLISECONDS })
  const [first, last] = [Number(await track.getAttribute('min')), Number(await track.getAttribute('max'))]
  const days = last - first + 1
  while (Number(await track.inputValue({ timeout: PATIENCE_MILLISECONDS })) < last)
    await new Promise((again) => setTimeout(again, 250))
  const frames = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: Frame[] }
    return frames
  })
  await page.close()
  const seconds = ((frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0)) / 1000
  return { frames, seconds, days }
}

/** Milliseconds for the bands of one window by the usual library: three box blurs of points, no unit, classes that float. */
async function peerOf(url: string): Promise<number> {
  const ask = async (more: string) => {
    const response = await fetch(`${url}/api/heat/history?county=${COUNTY}&by=cell&cellMeters=50${more}`)
    return getHeatHistory.answer.parse(await response.json())
  }
  const { grid, totals } = await ask('')
  const [width, height] = [grid?.width ?? 1, grid?.height ?? 1]
  const first = Date.parse(totals?.firstDay ?? '') + ((totals?.filed.length ?? DAYS) - DAYS) * DAY_MILLISECONDS
  const { page } = await ask(`&day=${new Date(first).toISOString().slice(0, 10)}`)
  const days = page ? unpackDays(Buffer.from(page.base64, 'base64'), page.days).slice(0, DAYS) : []
  const points = days.flatMap(({ place, filed }) =>
    [...place].flatMap((cell, entry) =>
      Array.from({ length: filed[entry]! }, (): [number, number] => [
        (cell % width) + 0.5,
        Math.floor(cell / width) + 0.5,
      ]),
    ),
  )
  if (points.length === 0) throw new Error('the last week of the prepared county is empty')
  const density = contourDensity<[number, number]>().size([width, height]).bandwidth(6).cellSize(1).thresholds(6)
  return median(await time(() => density(points), { warmUps: 2, times: 9 }))
}
