import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { usualProgram, type WallCommand, type WallProgram } from '#domain/contract/wall.ts'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { administer } from '#server/engine/administer.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { startRoughProxy } from '#server/test-support/rough-proxy.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { postgisUrl } from '#server/test-support/test-engine.ts'
import { isBlank, mapPicture, pictureFacts } from './support/picture.ts'
import { startSmallServer } from './support/small-server.ts'
import { settled } from './support/test.ts'
import { loseContext } from './support/webgl.ts'

/**
 * WALL_LONG=1 walks the slow ones too: a database that takes nobody in, a proxy that keeps streams, a cable that is out for
 * OUTAGE_SECONDS, 20,000 issues at once.
 */
const long = process.env.WALL_LONG === '1'
const outage = Number(process.env.OUTAGE_SECONDS ?? 10) * 1_000
const walkLong: (title: string, walk: Parameters<typeof test>[2]) => void = long ? test : () => {}
const walkDatabase = process.env.TEST_DATABASE_URL ? walkLong : () => {}
const HOUR = 3_600_000
const map = { x: 290, y: 100, width: 690, height: 300 }

test.describe('a wall', () => {
  test.describe.configure({ timeout: 240_000 + outage })
  test.use({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'allow' })
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    server = await startSmallServer()
  })
  test.afterAll(() => server.end())

  const file = (title: string, emergency = false) => {
    const filing: IssueFiling = {
      category: 'burst',
      source: 'patrol',
      title,
      place: '滨海路 3 号',
      emergency,
      longitude: 120.05,
      latitude: 37.05,
      answerBy: Date.now() + HOUR,
      finishBy: Date.now() + 40 * HOUR,
    }
    return fileIssue(server.db, SMALL_COUNTY, { filing, at: Date.now(), actor: '网格员' })
  }
  const send = async (method: string, path: string, data: unknown) => {
    const answer = await fetch(`${server.url}/api/walls/${path}?county=${SMALL_COUNTY}`, {
      method,
      body: JSON.stringify(data),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  }
  const steer = (wall: string, command: WallCommand) => send('POST', `${wall}/commands`, command)
  const give = (wall: string, part: Partial<WallProgram>, expectedVersion = 0) =>
    send('PUT', `${wall}/program`, { expectedVersion, program: { ...usualProgram, title: wall, ...part } })
  const address = (wall: string) => `${server.url}/wall?county=${SMALL_COUNTY}&wall=${wall}`
  const live = (page: Page) =>
    expect(page.getByRole('status').filter({ hasText: /实时/ })).toBeVisible({ timeout: 60_000 })
  const notBlank = async (page: Page) => {
    const facts = await pictureFacts(page, await mapPicture(page, map))
    expect(isBlank(facts), JSON.stringify(facts)).toBe(false)
  }

  test('runs scenes by its program, passes over what has no data, is interrupted by an emergency that is heard', async ({
    page,
  }) => {
    const program: Partial<WallProgram> = {
      steps: [
        { scene: { kind: 'circles' }, seconds: 3_600, transition: 'cut' },
        { scene: { kind: 'county' }, seconds: 3_600, transition: 'cut' },
      ],
      rules: [
        { on: 'filed', emergencyOnly: true, category: null, area: null, sceneSeconds: 4, banner: true, sound: true },
      ],
      quiet: null,
    }
    await give('hall', program)
    await page.addInitScript(listen)
    await page.goto(address('hall'))
    await live(page)
    await expect(page.getByText('浏览器未允许发声')).toBeVisible()
    await page.keyboard.press('m')
    await expect(page.getByText('浏览器未允许发声')).toBeHidden()
    await expect(page.locator('[data-scene="county"]')).toBeVisible()
    await settled(page)
    const canvas = await page.locator('canvas.maplibregl-canvas').elementHandle()

    await steer('hall', { kind: 'hold', scene: { kind: 'street', street: '370699002' } })
    await expect(page.locator('[data-scene="street"]')).toBeVisible()
    await expect(page.getByText('松园街道 · 事项热力')).toBeVisible()
    await steer('hall', { kind: 'play', intoMilliseconds: 0 })
    await expect(page.locator('[data-scene="county"]')).toBeVisible()
    await file('主管爆裂', true)
    await expect(page.getByRole('region', { name: '提醒' })).toContainText('主管爆裂', { timeout: 15_000 })
    await expect(page.locator('[data-scene="issue"][data-because="arrival"]')).toBeVisible({ timeout: 15_000 })
    expect(await page.evaluate(heard)).toEqual([659, 988])
    await expect(page.locator('[data-scene="county"][data-because="playlist"]')).toBeVisible({ timeout: 15_000 })
    const { number } = (await (await fetch(`${server.url}/api/issues?county=${SMALL_COUNTY}`)).json()).issues[0]
    await steer('hall', { kind: 'acknowledge', number })
    await expect(page.getByRole('region', { name: '提醒' })).toBeHidden()
    await give('hall', { ...program, quiet: { from: 0, to: 1439 } }, 1)
    await file('安静时来的', true)
    await expect(page.getByRole('region', { name: '提醒' })).toContainText('安静时来的', { timeout: 15_000 })
    expect(await page.evaluate(heard)).toEqual([659, 988])
    // all of it on the one map
    expect(await canvas?.evaluate((element) => element.isConnected)).toBe(true)
  })

  test('outlives a clock that jumps, a display that sleeps, both lost contexts, a restart with a new build, and begins without a network', async ({
    page,
    context,
  }) => {
    await page.addInitScript(() => {
      const now = Date.now
      Object.assign(window, { jump: 0 })
      Date.now = () => now() + (window as unknown as { jump: number }).jump
    })
    await page.goto(address('main'))
    await live(page)
    await settled(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 })

    const clock = page.locator('header time[datetime]').last()
    const before = await clock.getAttribute('datetime')
    await page.evaluate(() => Object.assign(window, { jump: 3_600_000 }))
    await expect(page.locator('[data-freshness="live"]')).toBeVisible({ timeout: 15_000 })
    const moved = async () => Math.abs(Date.parse((await clock.getAttribute('datetime'))!) - Date.parse(before!))
    await expect.poll(moved, { timeout: 15_000 }).toBeLessThan(60_000)

    // a display that sleeps: the browser stops the page, and lets it go on
    const session = await context.newCDPSession(page)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await file('光圈出现')
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await expect(page.getByRole('button', { name: /光圈出现/ })).toBeVisible({ timeout: 15_000 })
    await live(page)
    // deck.gl draws the marks of a replay: looked back at, the map has two canvases
    await page.keyboard.press('r')
    await page.getByRole('slider', { name: '回放到' }).press('End')
    await expect(page.getByRole('region', { name: '回放', exact: true })).toContainText(/当时未结 [1-9]/, {
      timeout: 15_000,
    })
    const canvases = page.locator('[data-map] canvas')
    await expect(canvases).toHaveCount(2, { timeout: 15_000 })
    // the picture that will stand in
    await expect(page.locator('[data-kept-at]')).toBeAttached({ timeout: 30_000 })
    await loseContext(page, '[data-map] canvas:not(.maplibregl-canvas)')
    await loseContext(page, 'canvas.maplibregl-canvas')
    // and none can be had for a while: it says so, keeps the last picture, and goes on trying
    await page.evaluate(holdContextsBack, true)
    await expect(page.getByRole('alert')).toContainText(/地图中断 · 画面截至 \d\d:\d\d:\d\d/)
    await expect(page.locator('[data-map] .maplibregl-canvas')).toHaveCount(0)
    await notBlank(page)
    await page.evaluate(holdContextsBack, false)
    await expect(page.locator('[data-map="idle"]')).toBeAttached({ timeout: 60_000 })
    await expect(page.getByRole('alert')).toHaveCount(0)
    await notBlank(page)
    await expect(canvases).toHaveCount(2)
    const overlay = page.locator('[data-map] canvas:not(.maplibregl-canvas)')
    const lost = (canvas: Element) =>
      canvas instanceof HTMLCanvasElement && canvas.getContext('webgl2')?.isContextLost()
    expect(await overlay.evaluate(lost)).toBe(false)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: '回放', exact: true })).toBeHidden()

    await server.stop()
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-stale]')).toBeVisible()
    await file('断线时来的')
    // the page waits a while of its own before it takes the new build: the least of it here
    await page.evaluate(() => {
      Object.assign(window, { first: true })
      Math.random = () => 0
    })
    await server.start('another-build')
    await expect.poll(() => page.evaluate(() => 'first' in window).catch(() => true), { timeout: 60_000 }).toBe(false)
    await live(page)
    await settled(page)
    await expect(page.getByRole('button', { name: /断线时来的/ })).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-wall-side="left"]').getByText('未结', { exact: true })).toBeVisible()
    await page.close()

    await server.stop()
    await beginsAlone(context)
    await server.start('another-build')
  })

  /** Power came back before the server did: the last picture stands, grey and with its time, and heals by itself. */
  async function beginsAlone(context: BrowserContext) {
    const page = await context.newPage()
    await page.goto(address('main'))
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-stale]')).toBeVisible()
    await expect(page.getByRole('button', { name: /光圈出现/ })).toBeVisible()
    await settled(page)
    await notBlank(page)
    await server.start('another-build')
    await live(page)
    await expect(page.locator('[data-stale]')).toHaveCount(0)
    await page.close()
    await server.stop()
  }

  walkLong('hears of issues behind a proxy that keeps streams', async ({ page }) => {
    const proxy = await startRoughProxy(server.url, { gatherMilliseconds: 'whole', idleMilliseconds: 60_000 })
    await page.goto(`${proxy.url}/wall?county=${SMALL_COUNTY}`)
    await live(page)
    await file('代理后面的')
    await expect(page.getByRole('button', { name: /代理后面的/ })).toBeVisible({ timeout: 20_000 })
    await live(page)
    await proxy.close()
  })

  walkLong('keeps its picture while the cable is out, and heals when it is back', async ({ page }) => {
    const proxy = await startRoughProxy(server.url, { gatherMilliseconds: 50, idleMilliseconds: 3_600_000 })
    await page.goto(`${proxy.url}/wall?county=${SMALL_COUNTY}`)
    await live(page)
    await settled(page)
    await expect.poll(() => page.evaluate(kept), { timeout: 60_000 }).toBeGreaterThan(3)
    proxy.lose()
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible({ timeout: 90_000 })
    await expect(page.locator('[data-stale]')).toBeVisible()
    await file('断网时来的')
    await page.waitForTimeout(outage)
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible()
    // even a map that is made anew meanwhile
    await loseContext(page, 'canvas.maplibregl-canvas')
    await expect(page.locator('[data-map="idle"]')).toBeAttached({ timeout: 60_000 })
    await expect(async () => notBlank(page)).toPass({ timeout: 60_000 })
    proxy.find()
    await expect(page.getByRole('button', { name: /断网时来的/ })).toBeVisible({ timeout: 60_000 })
    await live(page)
    await proxy.close()
  })

  walkLong('takes 20,000 issues at once without being cut for good, and counts them all', async ({ page }) => {
    await page.goto(address('flood'))
    await live(page)
    await server.db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, answer_by, finish_by, geom)
       select $1::text, 1000000 + n, now(), 'F' || n, 'lamp', 'system', 'filed', '路灯不亮', '370699001', now() + interval '2 hours',
         now() + interval '40 hours', st_setsrid(st_makepoint(120.01 + (n % 200) * 0.0004, 37.01 + (n / 200) * 0.0008), 4326)
       from generate_series(1, 20000) as n`,
      [SMALL_COUNTY],
    )
    await server.db.query(
      `select append_feed($1::text, 'issue', 'F' || n, 1, st_setsrid(st_makepoint(120.05, 37.05), 4326)) from generate_series(1, 20000) as n`,
      [SMALL_COUNTY],
    )
    await expect(page.locator('[data-wall-side="left"]')).toContainText(/20,\d{3}/, { timeout: 60_000 })
    await expect(page.getByRole('button', { name: /路灯不亮/ }).first()).toBeVisible({ timeout: 60_000 })
    await live(page)
    await expect(page.locator('[data-map="idle"]')).toBeAttached({ timeout: 120_000 })
  })

  walkDatabase(
    'says so while the database takes nobody in, keeps its picture, and heals when it is back',
    async ({ page }) => {
      const [{ name } = { name: '' }] = await server.db.query<{ name: string }>('select current_database() as name')
      const allow = (allowed: boolean) =>
        administer(postgisUrl(), async (administration) => {
          await administration.query(`alter database ${name} with allow_connections ${allowed}`)
          if (!allowed)
            await administration.query(
              'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1::text',
              [name],
            )
        })
      const ready = async () => (await fetch(`${server.url}/api/ready`)).status
      await page.goto(address('database'))
      await live(page)
      await settled(page)
      const open = page.locator('[data-wall-side="left"]').getByText('未结', { exact: true })
      await allow(false)
      try {
        await expect.poll(ready, { timeout: 30_000 }).toBe(503)
        await expect(page.locator('[data-freshness="late"], [data-freshness="cut"]')).toBeVisible({ timeout: 60_000 })
        await expect(page.locator('[data-stale]')).toBeVisible({ timeout: 60_000 })
        await expect(page.getByRole('status').filter({ hasText: /数据截至/ })).toBeVisible()
        await expect(open).toBeVisible()
        await notBlank(page)
      } finally {
        await allow(true)
      }
      await expect.poll(ready, { timeout: 30_000 }).toBe(200)
      await live(page)
      await expect(page.locator('[data-stale]')).toHaveCount(0)
      await file('数据库回来了')
      await expect(page.getByRole('button', { name: /数据库回来了/ })).toBeVisible({ timeout: 20_000 })
    },
  )
})

/** In the page: keeps the frequencies of the notes that are begun; sound is held back until a touch, as browsers do. */
function listen(): void {
  const notes: number[] = []
  const HeldBack = class extends AudioContext {
    constructor() {
      super()
      void this.suspend()
    }
  }
  Object.assign(window, { notes, AudioContext: HeldBack })
  const begin = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) {
    notes.push(Math.round(this.frequency.value))
    begin.call(this, when)
  }
}

function heard(): number[] {
  return (window as unknown as { notes: number[] }).notes
}

/** In the page: how many sorts of what a map is drawn from are kept for a time without a network. */
async function kept(): Promise<number> {
  const keys = await (await caches.open('gridboard-map')).keys()
  return ['water', 'area', 'issue', '/api/heat'].filter((word) => keys.some(({ url }) => url.includes(word))).length
}

/** In the page: a GPU that is away gives nobody a context. */
function holdContextsBack(held: boolean): void {
  const canvas = HTMLCanvasElement.prototype
  const kept = window as unknown as { getContext?: typeof canvas.getContext }
  kept.getContext ??= canvas.getContext
  const given = kept.getContext
  const none = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
    return kind.startsWith('webgl') ? null : Reflect.apply(given, this, [kind, ...rest])
  }
  canvas.getContext = held ? (none as typeof given) : given
}
