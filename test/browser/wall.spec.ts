import { expect, type Page, test } from '@playwright/test'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { axeFindings } from './support/axe.ts'
import { startSmallServer } from './support/small-server.ts'

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
