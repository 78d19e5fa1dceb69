import { expect, type Page, test } from '@playwright/test'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { axeFindings } from './support/axe.ts'
import { startSmallServer } from './support/small-server.ts'
import { settled } from './support/test.ts'
import { loseContext } from './support/webgl.ts'

const HOUR = 3_600_000

test.describe('the wall', () => {
  test.describe.configure({ timeout: 240_000 })
  test.use({ viewport: { width: 1600, height: 900 } })
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    server = await startSmallServer()
  })
  test.afterAll(() => server.end())

  const file = (title: string, hours = 40) => {
    const filing: IssueFiling = {
      category: 'lamp',
      source: 'patrol',
      title,
      place: '滨海路 3 号',
      emergency: false,
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

  test('shows a new issue within seconds, says when the line is cut, greys, and heals with nothing lost', async ({
    page,
  }) => {
    await open(page)
    await file('井盖缺失')
    await expect(page.getByRole('button', { name: /井盖缺失/ })).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('listitem').filter({ hasText: '未结' }).first()).toContainText('1', { timeout: 15_000 })

    await server.stop()
    await expect(page.getByText(/断线 · 数据截至/)).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-stale]')).toBeVisible()
    await file('断线时来的')
    await server.start()
    await expect(page.getByText(/断线 · 数据截至/)).toBeHidden({ timeout: 60_000 })
    await expect(page.locator('[data-stale]')).toHaveCount(0)
    await expect(page.getByRole('button', { name: /断线时来的/ })).toBeVisible({ timeout: 30_000 })
  })

  test('puts a new overlay in the place of one whose WebGL context was lost', async ({ page }) => {
    await open(page)
    await settled(page)
    const canvases = page.locator('[data-map] canvas')
    await expect(canvases).toHaveCount(1)
    await file('光圈出现')
    await expect(canvases).toHaveCount(2, { timeout: 15_000 })
    await canvases.evaluateAll((all) => {
      for (const canvas of all) if (!canvas.matches('.maplibregl-canvas')) canvas.id = 'first-overlay'
    })
    await loseContext(page, '#first-overlay')
    await expect(page.locator('#first-overlay')).toHaveCount(0)
    await expect(canvases).toHaveCount(2)
    const overlay = page.locator('[data-map] canvas:not(.maplibregl-canvas)')
    expect(await overlay.evaluate((canvas: HTMLCanvasElement) => canvas.getContext('webgl2')?.isContextLost())).toBe(
      false,
    )
    await file('光圈再现')
    await expect(page.getByRole('button', { name: /光圈再现/ })).toBeVisible({ timeout: 15_000 })
    await expect(page.locator('[data-map="idle"]')).toBeAttached()
  })

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

  test('speaks English, and has nothing serious for axe to find', async ({ page }) => {
    await open(page, '&language=en')
    await expect(page.getByText('Due within the hour').first()).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
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
    const trend = page.getByRole('region', { name: '近 24 小时每小时上报件数' })
    await trend.scrollIntoViewIfNeeded()
    await expect(trend).toBeInViewport()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)
  })
})
