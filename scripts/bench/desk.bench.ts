import type { Browser, Page } from '@playwright/test'
import { BENCH_COUNTY, drawBenchCounty, fillIssues } from '#server/features/issue/bench-world.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import type { Benchmark } from './benchmark.ts'
import { percentile } from './measure.ts'
import { openBrowser } from './open-browser.ts'
import { serveDatabase } from './serve-database.ts'

const ROWS = 100_000
const FRAMES = 240
const KEYS = 60
const PATIENCE_MILLISECONDS = 240_000

export const benchmarks: Benchmark[] = [
  {
    name: 'desk.scroll',
    unit: 'ms',
    budget: { atMost: 50 },
    limitSeconds: 600,
    async run(context) {
      const browser = await openBrowser()
      const db = await context.database()
      await drawBenchCounty(db)
      await fillIssues(db, ROWS, context.log)
      const server = await serveDatabase(db)
      try {
        const page = await openDesk(browser, `${server.url}/desk?county=${BENCH_COUNTY}&state=all`)
        const read = await readAll(page)
        const dragged = await scroll(page, 'dragged')
        const rolled = await scroll(page, 'rolled')
        const keys = await walk(page)
        const chosen = await choose(page)
        const told = await tell(page, () =>
          fileIssue(db, BENCH_COUNTY, { filing: filingNow(), at: Date.now(), actor: 'bench' }),
        )
        const about = `/desk with ${ROWS.toLocaleString('en')} rows in 1920 x 1080, no GPU`
        return [
          {
            value: Math.max(longest(dragged.tasks), longest(rolled.tasks)),
            note: `longest task of the page's thread; ${about}: from top to bottom in ${FRAMES} frames, then ${FRAMES} frames of a rolling wheel`,
          },
          {
            name: '.frame',
            budget: null,
            value: percentile([...dragged.frames, ...rolled.frames], 0.95),
            note: `95th percentile of the time between frames; dragged ${percentile(dragged.frames, 0.5).toFixed(1)}, rolled ${percentile(rolled.frames, 0.5).toFixed(1)} ms at the median, ${percentile([...dragged.frames, ...rolled.frames], 1).toFixed(0)} ms at the most`,
          },
          {
            name: '.key',
            budget: { atMost: 100 },
            value: percentile(keys, 0.95),
            note: `95th percentile from an arrow key to the next picture, ${KEYS} keys`,
          },
          {
            name: '.choose',
            budget: { atMost: 200 },
            value: chosen,
            note: 'from a click on a row to the next picture: the row is chosen and its card opens; its mark has its ring in the picture after',
          },
          { name: '.told', value: told, note: 'longest task while one more issue is filed and announced' },
          {
            name: '.read',
            budget: null,
            value: longest(read.tasks),
            note: `longest task while all are read, page by page, in ${read.seconds.toFixed(1)} s`,
          },
        ]
      } finally {
        await browser.close()
        await server.stop()
      }
    },
  },
]

interface Seen {
  /** Milliseconds of each task of the page's thread of 50 ms and more. */
  tasks: number[]
  /** Milliseconds between the frames. */
  frames: number[]
}

/** Opens the desk and notes every long task and every slow event from then on. */
async function openDesk(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })
  await page.addInitScript(() => {
    const noted = { tasks: [] as number[], events: [] as { name: string; milliseconds: number }[] }
    Object.assign(window, { noted })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.tasks.push(duration)
    }).observe({ type: 'longtask' })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) noted.events.push({ name, milliseconds: duration })
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: PATIENCE_MILLISECONDS })
  await page.locator('tbody tr[data-at]').first().waitFor()
  return page
}

/** Goes to the end again and again until every row is read. */
async function readAll(page: Page): Promise<{ tasks: number[]; seconds: number }> {
  await forget(page)
  const from = performance.now()
  await page.locator('[role="grid"]').evaluate(async (grid) => {
    while (grid.getAttribute('aria-rowcount') === '-1') {
      grid.scrollTop = grid.scrollHeight
      await new Promise(requestAnimationFrame)
    }
  })
  const rows = Number(await page.locator('[role="grid"]').getAttribute('aria-rowcount'))
  if (rows < ROWS) throw new Error(`only ${rows} rows were read`)
  return { tasks: (await noted(page)).tasks, seconds: (performance.now() - from) / 1000 }
}

async function scroll(page: Page, how: 'dragged' | 'rolled'): Promise<Seen> {
  await forget(page)
  const frames = await page.locator('[role="grid"]').evaluate(
    async (grid, { how, count }) => {
      const whole = grid.scrollHeight - grid.clientHeight
      const gaps: number[] = []
      let before = await new Promise(requestAnimationFrame)
      for (let frame = 1; frame <= count; frame++) {
        grid.scrollTop = how === 'dragged' ? (whole * frame) / count : whole / 2 + frame * 100
        const now = await new Promise(requestAnimationFrame)
        gaps.push(now - before)
        before = now
      }
      return gaps
    },
    { how, count: FRAMES },
  )
  return { tasks: (await noted(page)).tasks, frames }
}

/** Milliseconds from each key to the next picture; what took less than 16 is not told and counts as 16. */
async function walk(page: Page): Promise<number[]> {
  await page.locator('[role="grid"]').focus()
  await page.keyboard.press('ArrowDown')
  await forget(page)
  for (let key = 0; key < KEYS; key++) await page.keyboard.press('ArrowDown')
  const { events } = await noted(page)
  const slow = events.filter(({ name }) => name === 'keydown').map(({ milliseconds }) => milliseconds)
  return [...slow, ...Array.from({ length: Math.max(0, KEYS - slow.length) }, () => 16)]
}

async function choose(page: Page): Promise<number> {
  await forget(page)
  await page.locator('tbody tr[data-at]').nth(12).click()
  await page.locator('tbody tr[data-selected]').waitFor()
  const { events } = await noted(page)
  return Math.max(16, ...events.filter(({ name }) => name === 'click').map(({ milliseconds }) => milliseconds))
}

async function tell(page: Page, write: () => Promise<unknown>): Promise<number> {
  await forget(page)
  await write()
  await page.getByText('新来 1 件').waitFor({ timeout: 30_000 })
  return longest((await noted(page)).tasks)
}

interface Noted {
  tasks: number[]
  events: { name: string; milliseconds: number }[]
}

/** What was noted since `forget`, once the observers have been heard. */
async function noted(page: Page): Promise<Noted> {
  return page.evaluate(async () => {
    await new Promise((heard) => setTimeout(heard, 300))
    return (window as unknown as { noted: Noted }).noted
  })
}

async function forget(page: Page): Promise<void> {
  await noted(page)
  await page.evaluate(() => {
    const { noted } = window as unknown as { noted: Noted }
    noted.tasks.length = 0
    noted.events.length = 0
  })
}

/** 0 where no task took 50 ms: shorter ones are not told. */
function longest(tasks: readonly number[]): number {
  return Math.max(0, ...tasks)
}

function filingNow() {
  const at = Date.now()
  return {
    category: 'c1',
    source: 'patrol',
    title: 'bench',
    place: 'Coast Road 1',
    emergency: false,
    longitude: 120.11,
    latitude: 37.05,
    answerBy: at + 3_600_000,
    finishBy: at + 86_400_000,
  } as const
}
