import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import type { WallCommand } from '#domain/contract/wall.ts'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { announceDisplay, endDisplay, insertDisplay } from '#server/account/display.query.ts'
import { hashOf, newToken, writeToken } from '#server/account/token.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { axeFindings } from './support/axe.ts'
import { isBlank, mapPicture, pictureFacts } from './support/picture.ts'
import { startSmallServer } from './support/small-server.ts'
import { settled } from './support/test.ts'

const HOUR = 3_600_000

test.describe('the wall', () => {
  test.describe.configure({ timeout: 240_000 })
  test.use({ viewport: { width: 1600, height: 900 } })
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    server = await startSmallServer()
  })
  test.afterAll(() => server.end())

  const file = (title: string, hours = 40, emergency = false) => {
    const filing: IssueFiling = {
      category: 'lamp',
      source: 'patrol',
      title,
      place: '滨海路 3 号',
      emergency,
      longitude: 120.05,
      latitude: 37.05,
      answerBy: Date.now() + 2 * HOUR,
      finishBy: Date.now() + hours * HOUR,
    }
    return fileIssue(server.db, SMALL_COUNTY, { filing, at: Date.now(), actor: '网格员' })
  }
  const open = async (page: Page, search = '') => {
    await page.goto(`${server.url}/wall?county=${SMALL_COUNTY}${search}`)
    await expect(page.getByRole('status').filter({ hasText: /实时|Live/ })).toBeVisible({ timeout: 60_000 })
  }

  const send = async (command: WallCommand) => {
    const answer = await fetch(`${server.url}/api/walls/main/commands?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: JSON.stringify(command),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(200)
  }

  test('tells an overdue issue by shape and word, and opens an issue by keyboard', async ({ page }) => {
    await file('逾期的', -1)
    await open(page)
    const issue = page.getByRole('button', { name: /逾期的/ })
    await expect(issue.getByRole('img', { name: '已逾期' })).toBeVisible()
    await issue.focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/selected=issue:/)
    await expect(page.getByRole('complementary')).toContainText('逾期的', { timeout: 30_000 })
  })

  test('looks back: marks and figures as they were, said to be so beside the age of the data, saved as PDF, back by one key', async ({
    page,
  }) => {
    await file('回放里的')
    await open(page)
    await page.keyboard.press('r')
    const replay = page.getByRole('region', { name: '回放', exact: true })
    await expect(replay).toContainText('当时未结 0 件')
    const open_ = page.locator('[data-wall-side="left"] li').first()
    await expect(open_).toContainText('未结0')
    await expect(page.getByRole('status').filter({ hasText: /实时/ })).toBeVisible()
    const slider = page.getByRole('slider', { name: '回放到' })
    await slider.press('End')
    await expect(replay).toContainText(/当时未结 [1-9]/)
    await expect(open_).not.toContainText('未结0')
    await slider.press('PageDown')
    await expect(replay).toContainText('当时未结 0 件')
    await page.getByRole('radio', { name: '1 小时/秒' }).check()
    await expect(replay).toContainText(/当时未结 [1-9]/, { timeout: 15_000 })

    await replay.getByRole('button', { name: '保存图片' }).click()
    await page.getByRole('radio', { name: 'PDF' }).check()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '保存 PDF' }).click()
    const pdf = await readFile(await (await saved).path())
    expect(pdf.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*MediaBox \[0 0 841\.\d+ 595\.\d+\]/)

    await page.keyboard.press('r')
    await expect(replay).toBeHidden()

    await send({ kind: 'replay', replay: { span: 'month', until: Date.now(), at: Date.now() - HOUR, speed: 0 } })
    await expect(replay.getByRole('radio', { name: '30 天' })).toBeChecked({ timeout: 15_000 })
    await send({ kind: 'replay', replay: null })
    await expect(replay).toBeHidden({ timeout: 15_000 })
  })

  test('speaks English, and has nothing serious for axe to find', async ({ page }) => {
    await open(page, '&language=en')
    await expect(page.getByText('Due in an hour')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
  })

  test('opens on the street its token was given for; when that is taken it says so and keeps the last picture', async ({
    page,
  }) => {
    const token = newToken(SMALL_COUNTY)
    const [street, now] = ['370699002', new Date()]
    await insertDisplay(server.db, {
      county: SMALL_COUNTY,
      id: 'hall',
      name: '大厅',
      area: street,
      path: `/${SMALL_COUNTY}/${street}/`,
      created_by: '管理员',
      tokenHash: hashOf(token.secret),
      now,
    })
    await file('别的街道的')
    await open(page, `&display=${writeToken(token)}`)
    await expect(page.getByText('松园街道 · 事项热力')).toBeVisible()
    await expect(page).not.toHaveURL(/display=/)
    await expect(page.locator('[data-wall-side="left"]').getByText('未结', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: /别的街道的/ })).toHaveCount(0)

    await endDisplay(server.db, SMALL_COUNTY, 'hall', now)
    await announceDisplay(server.db, SMALL_COUNTY, 'hall')
    await expect(page.getByRole('alert')).toContainText('这块大屏的令牌已收回', { timeout: 30_000 })
    await expect(page.getByText(/显示授权已失效 · 数据截至/)).toBeVisible()
    await expect(page.locator('[data-stale]')).toBeVisible()
    // a server that begins anew does not open it again
    await server.stop()
    await server.start()
    await page.waitForTimeout(3_000)
    await expect(page.getByRole('alert')).toContainText('这块大屏的令牌已收回')
    await expect(page.locator('[data-stale]')).toBeVisible()
    await expect(page.getByText('松园街道 · 事项热力')).toBeVisible()
    await expect(page.locator('[data-wall-side="left"]').getByText('未结', { exact: true })).toBeVisible()

    // started again it is refused by name, and nobody is asked to sign in
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('这块大屏的令牌已收回', { timeout: 30_000 })
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('lets the bandwidth be changed by pointer and by keys, and keeps it in the address', async ({ page }) => {
    await open(page)
    const bandwidth = page.getByRole('slider', { name: '带宽' })
    await expect(bandwidth).toBeHidden()
    await page.getByRole('button', { name: '调整热力、看算法' }).click()
    await expect(bandwidth).toBeVisible()
    await page.getByRole('button', { name: '收起' }).click()
    await page.keyboard.press('b')
    await bandwidth.focus()
    await page.keyboard.press('ArrowRight')
    await expect(page).toHaveURL(/bandwidth=400/)
    await page.keyboard.press('Escape')
    await expect(bandwidth).toBeHidden()
    await page.reload()
    await expect(page.getByText(/带宽 400 米/)).toBeVisible({ timeout: 60_000 })
  })

  test('stands upright on a phone: everything can be scrolled to', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page)
    await settled(page)
    const facts = await pictureFacts(page, await mapPicture(page, { x: 0, y: 40, width: 390, height: 280 }))
    expect(isBlank(facts), JSON.stringify(facts)).toBe(false)
    const trend = page.getByRole('region', { name: '近 24 小时每小时上报件数' })
    await trend.scrollIntoViewIfNeeded()
    await expect(trend).toBeInViewport()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)

    await page.goto(`${server.url}/admin/wall?county=${SMALL_COUNTY}`)
    await expect(page.locator('nav [aria-current="page"]')).toBeInViewport({ ratio: 0.9 })
  })

  test('keeps what an emergency is about clear of its banner, also where words are large', async ({ page }) => {
    await file('新城三路自来水主管道爆裂，路面大量积水', 40, true)
    for (const distance of [5, 20]) {
      await open(page, `&screen=2.4&distance=${distance}`)
      await expect(page.getByRole('region', { name: '提醒' })).toContainText('主管道爆裂')
      await expect(page.locator('[data-scene="issue"]')).toBeVisible()
      await expect.poll(() => page.evaluate(isFree, [120.05, 37.05] as const)).toBe(true)
      const wide = await page.evaluate(() => document.querySelector('header')!.scrollWidth > innerWidth)
      expect(wide).toBe(false)
    }
  })
})

/** In the page: whether the camera of the address shows a place where neither banner nor panels cover the map. */
function isFree([longitude, latitude]: readonly [number, number]): boolean {
  const [west = 0, north = 0, zoom = 0] = (new URLSearchParams(location.search).get('camera') ?? '')
    .split(',')
    .map(Number)
  const mercator = (degrees: number) => -Math.asinh(Math.tan((degrees * Math.PI) / 180)) / Math.PI / 2
  const map = document.querySelector('.maplibregl-map')?.getBoundingClientRect() ?? new DOMRect()
  const x = map.left + map.width / 2 + ((longitude - west) / 360) * 512 * 2 ** zoom
  const y = map.top + map.height / 2 + (mercator(latitude) - mercator(north)) * 512 * 2 ** zoom
  const inside = ({ left, right, top, bottom }: DOMRect) => x > left && x < right && y > top && y < bottom
  const sides = [...document.querySelectorAll('[data-wall-side]')].map((side) => side.getBoundingClientRect())
  return zoom > 14 && inside(map) && !sides.some(inside)
}
