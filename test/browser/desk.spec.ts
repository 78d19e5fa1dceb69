import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { test as bare } from '@playwright/test'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect, settled, test } from './support/test.ts'

const grid = (page: Page) => page.getByRole('grid', { name: '事项队列' })
const rows = (page: Page) => grid(page).locator('tbody tr[data-at]')
const card = (page: Page) => page.getByRole('complementary', { name: '选中的对象' })
const parameter = (page: Page, key: string) => new URL(page.url()).searchParams.get(key)
const numberAt = async (page: Page, row: number) =>
  (await rows(page).nth(row).locator('[data-column="number"]').textContent()) ?? ''
/** The figure in a text. */
const counted = async (text: Locator) => Number((await text.textContent())?.replace(/\D/g, ''))
const activeRow = async (page: Page) => {
  const id = await grid(page).getAttribute('aria-activedescendant')
  // not before the row is drawn
  if (id === null) return -1
  return Number(await page.locator(`[id="${id}"]`).getAttribute('data-at'))
}

test.describe('the desk', () => {
  test.use({ viewport: { width: 1600, height: 900 } })

  test('filters by clock and category, says the filter in the address, comes back to it, and saves what it finds', async ({
    page,
    open,
    step,
    request,
  }) => {
    await open('/desk?theme=light')
    await expect(rows(page).first()).toBeVisible()
    await page.getByRole('radio', { name: '已逾期' }).check()
    await expect.poll(() => parameter(page, 'clock')).toBe('late')
    await page.getByRole('button', { name: '类别' }).click()
    await page.getByRole('radio', { name: '城市管理' }).click()
    await expect.poll(() => parameter(page, 'category')).toBe('C')
    const answer = await request.get(`/api/issues?county=${demoCounty}&clock=late&category=C&limit=500`)
    const { issues } = await answer.json()
    // one page of the queue holds them, also when all that are open are late
    expect(issues.length).toBeLessThan(200)
    await expect(page.getByText(`共 ${issues.length} 件`)).toBeVisible()
    await expect(rows(page).first()).toContainText(issues[0].number)
    for (const row of await rows(page).all()) await expect(row).toHaveAttribute('data-clock', 'late')
    expect(await axeFindings(page)).toEqual([])
    await page.reload()
    await expect(page.getByText(`共 ${issues.length} 件`)).toBeVisible()
    await expect(page.getByRole('radio', { name: '已逾期' })).toBeChecked()

    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出', exact: true }).click()
    await page.getByRole('button', { name: '导出 CSV' }).click()
    const file = await waiting
    expect(file.suggestedFilename()).toMatch(/^云帆区事项_\d{4}-\d{2}-\d{2}\.csv$/)
    const text = readFileSync(await file.path(), 'utf8')
    expect(text.startsWith('\ufeff编号,标题,类别代码')).toBe(true)
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(issues.length + 1)
    expect(lines[1]).toContain(issues[0].number)

    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(() => parameter(page, 'clock')).toBeNull()

    await step('/desk?filed=2020-01-01/2020-01-02&language=en')
    await expect(page.getByText('No issue matches')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await expect(page.getByRole('grid', { name: 'Queue of issues' })).toBeVisible()
  })

  test('walks through the queue by keys and opens a card by Enter', async ({ page, open }) => {
    await open('/desk?order=soonest')
    await expect(rows(page).first()).toBeVisible()
    await page.keyboard.press('j')
    await expect(grid(page)).toBeFocused()
    expect(await activeRow(page)).toBe(0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await activeRow(page)).toBe(1)
    await expect(card(page)).toBeHidden()
    await page.keyboard.press('Enter')
    const number = await numberAt(page, 1)
    await expect(card(page)).toContainText(number)
    await expect.poll(() => parameter(page, 'selected')).toBe(`issue:${number}`)
    // an open card follows
    await page.keyboard.press('j')
    await expect(card(page)).toContainText(await numberAt(page, 2))
    await page.keyboard.press('End')
    await expect.poll(() => activeRow(page)).toBeGreaterThan(100)
    await page.keyboard.press('/')
    await expect(page.getByRole('combobox', { name: '搜索地图' })).toBeFocused()
  })

  test('a mark on the map selects its row and brings it into view', async ({ page, open, request }) => {
    const answer = await request.get(`/api/issues?county=${demoCounty}&limit=200`)
    const { issues } = await answer.json()
    // far down, and alone: no other within 60 metres
    const alone = issues.findLast((one: { position: [number, number] }) =>
      issues.every(
        (other: { position: [number, number] }) =>
          one === other || Math.hypot(one.position[0] - other.position[0], one.position[1] - other.position[1]) > 6e-4,
      ),
    )
    await open(`/desk?camera=${alone.position[0]},${alone.position[1]},17`)
    await expect(rows(page).first()).toBeVisible()
    const map = await page.locator('[data-map]').boundingBox()
    if (!map) throw new Error('no map')
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2)
    await expect.poll(() => parameter(page, 'selected')).toBe(`issue:${alone.number}`)
    const row = rows(page).filter({ hasText: alone.number })
    await expect(row).toHaveAttribute('aria-selected', 'true')
    await expect(row).toBeInViewport()
  })

  test('a row moves the map only when its mark is off screen; the queue follows the map where that is asked', async ({
    page,
    open,
    step,
  }) => {
    await open('/desk?camera=120.7,37.7,15')
    await expect(rows(page).first()).toBeVisible()
    await rows(page).first().click()
    await expect.poll(() => parameter(page, 'camera')).not.toContain('120.7,37.7')
    await settled(page)
    const camera = parameter(page, 'camera')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(600)
    expect(parameter(page, 'camera')).toBe(camera)

    await step('/desk?onMap=1&camera=120.75,37.8,17')
    await expect(page.getByText(/^共 \d+ 件$/)).toBeVisible()
    const near = await counted(page.getByText(/^共 \d+ 件$/))
    await page.keyboard.press('-')
    await page.keyboard.press('-')
    await expect.poll(() => counted(page.getByText(/^(共|已读) \d+ 件/))).toBeGreaterThan(near)
  })
})

const HOUR = 3_600_000

/** The tile of a zoom that holds a place, by the usual numbering of Web Mercator. */
function tileAt(longitude: number, latitude: number, z: number): [number, number] {
  const radians = (latitude * Math.PI) / 180
  const north = (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2
  return [Math.floor(((longitude + 180) / 360) * 2 ** z), Math.floor(north * 2 ** z)]
}

// a clock of its own: this server lives now
bare.describe('the desk, live', () => {
  bare.describe.configure({ timeout: 240_000 })
  bare.use({ viewport: { width: 1366, height: 768 } })
  let server: Awaited<ReturnType<typeof startSmallServer>>
  bare.beforeAll(async () => {
    server = await startSmallServer()
  })
  bare.afterAll(() => server.end())

  const file = (title: string, place: string) => {
    const filing: IssueFiling = {
      category: 'lamp',
      source: 'patrol',
      title,
      place,
      emergency: false,
      longitude: 120.05,
      latitude: 37.05,
      answerBy: Date.now() + 2 * HOUR,
      finishBy: Date.now() + 40 * HOUR,
    }
    return fileIssue(server.db, SMALL_COUNTY, { filing, at: Date.now(), actor: '网格员' })
  }

  bare('announces what came without moving what one reads, greys when the line is cut, and heals', async ({ page }) => {
    await file('灯一', '滨海路 1 号')
    await page.goto(`${server.url}/desk?county=${SMALL_COUNTY}`)
    await expect(rows(page)).toHaveCount(1, { timeout: 60_000 })
    await expect(page.getByRole('status').filter({ hasText: '实时' })).toBeVisible({ timeout: 60_000 })
    await file('灯二', '滨海路 2 号')
    await expect(page.getByText('新来 1 件')).toBeVisible({ timeout: 15_000 })
    await expect(rows(page)).toHaveCount(1)
    await page.keyboard.press('n')
    await expect(rows(page)).toHaveCount(2)
    await expect(rows(page).first()).toContainText('滨海路 2 号')

    await server.stop()
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('main [data-stale]')).toBeVisible()
    await file('灯三', '滨海路 3 号')
    await server.start()
    await expect(page.getByText('新来 1 件')).toBeVisible({ timeout: 60_000 })
    await expect(page.locator('main [data-stale]')).toHaveCount(0)
  })

  bare(
    'a change fetches the one tile it touches again, on every map that shows it, within a second',
    async ({ browser }) => {
      await file('灯前', '滨海路 5 号')
      const open = async (camera: string) => {
        const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
        await page.goto(`${server.url}/desk?county=${SMALL_COUNTY}&camera=${camera}`)
        await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 90_000 })
        await expect(page.getByRole('status').filter({ hasText: '实时' })).toBeVisible({ timeout: 60_000 })
        const fetched: { tile: string; at: number }[] = []
        page.on('response', (response) => {
          const tile = /\/tiles\/\d+\/issue\/(\d+\/\d+\/\d+)\.mvt/.exec(response.url())?.[1]
          if (tile !== undefined) fetched.push({ tile, at: performance.now() })
        })
        return { page, fetched }
      }
      const maps = [await open('120.05,37.05,13'), await open('120.06,37.05,13'), await open('120.15,37.05,13')]
      const [near, beside, elsewhere] = maps
      // a moment without changes: nothing of the start is still on its way
      await near!.page.waitForTimeout(1_200)
      for (const { fetched } of maps) fetched.length = 0
      await file('灯后', '滨海路 6 号')
      const committed = performance.now()
      for (const { fetched } of [near!, beside!]) {
        await expect.poll(() => fetched.length, { timeout: 10_000 }).toBeGreaterThan(0)
        expect(fetched[0]!.at - committed).toBeLessThan(1_000)
        const [z = 0, x, y] = fetched[0]!.tile.split('/').map(Number)
        expect([x, y]).toEqual(tileAt(120.05, 37.05, z))
        expect(new Set(fetched.map(({ tile }) => tile)).size).toBe(1)
      }
      expect(elsewhere!.fetched).toEqual([])
      for (const { page } of maps) await page.close()
    },
  )

  bare('goes by the server’s clock where the own one is a day ahead', async ({ page }) => {
    await page.clock.setSystemTime(Date.now() + 24 * HOUR)
    await file('灯表', '滨海路 9 号')
    await page.goto(`${server.url}/desk?county=${SMALL_COUNTY}`)
    const row = rows(page).filter({ hasText: '滨海路 9 号' })
    await expect(row).toHaveAttribute('data-clock', 'on-time', { timeout: 60_000 })
    await expect(row).toContainText(/剩 ?(39|40) ?小时|剩 ?1 ?天/)
    await expect(page.getByRole('status').filter({ hasText: '实时' })).toBeVisible()
  })

  bare('guards a spreadsheet against what begins like a formula', async ({ page }) => {
    await file('=1+1', '@SUM(A1)')
    await page.goto(`${server.url}/desk?county=${SMALL_COUNTY}`)
    await expect(rows(page).first()).toContainText('@SUM(A1)', { timeout: 60_000 })
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出', exact: true }).click()
    await page.getByRole('button', { name: '导出 CSV' }).click()
    const text = readFileSync(await (await waiting).path(), 'utf8')
    expect(text).toContain(",'=1+1,")
    expect(text).toContain(",'@SUM(A1),")
  })
})
