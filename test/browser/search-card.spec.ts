import type { APIRequestContext, Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, settled, test } from './support/test.ts'

const box = (page: Page) => page.getByRole('combobox', { name: '搜索地图' })
const card = (page: Page) => page.getByRole('complementary', { name: '选中的对象' })
const selected = (page: Page) => new URL(page.url()).searchParams.get('selected')

async function find(request: APIRequestContext, q: string) {
  const answer = await request.get(`/api/search?county=${demoCounty}&q=${encodeURIComponent(q)}`)
  return (await answer.json()).results[0]
}

test('"/" searches by pinyin initials, arrows choose, Enter flies there and opens the card', async ({ page, open }) => {
  await open('/?theme=light')
  await page.keyboard.press('/')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('syjd')
  const options = page.getByRole('listbox', { name: '搜索结果' }).getByRole('option')
  await expect(options.first()).toContainText('松园街道')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  expect(await axeFindings(page)).toEqual([])
  const before = new URL(page.url()).searchParams.get('camera')
  await page.keyboard.press('Enter')
  await expect(card(page)).toContainText('松园街道')
  await expect.poll(() => selected(page)).toMatch(/^area:\d{9}$/)
  await expect.poll(() => new URL(page.url()).searchParams.get('camera')).not.toBe(before)
  await settled(page)
  expect(await axeFindings(page)).toEqual([])
  await page.reload()
  await expect(card(page)).toContainText('松园街道')
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await expect.poll(() => selected(page)).toBeNull()
})

test('the box knows a swapped coordinate, shows HTML as it is written, and offers again what was chosen before', async ({
  page,
  open,
}) => {
  await open('/')
  await box(page).fill('37.80,120.75')
  await expect(page.getByRole('option')).toContainText('纬度写在前面')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('camera')).toMatch(/^120\.750*,37\.80*,/)

  await box(page).fill('<img src=x onerror=alert(1)>')
  await expect(page.getByText('没有找到“<img src=x onerror=alert(1)>”')).toBeVisible()

  await box(page).fill('松园街道')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '清空' }).click()
  await expect(page.getByText('最近找过')).toBeVisible()
  await expect(page.getByRole('option').first()).toContainText('松园街道')
})

test('a click on the map opens the card of what is there; its ladder leads upwards', async ({
  page,
  open,
  request,
}) => {
  const station = await find(request, '松园社区党群服务中心')
  await open(`/?camera=${station.position[0]},${station.position[1]},16.6`)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.move(width / 2 - 2, height / 2)
  await page.mouse.move(width / 2, height / 2)
  await page.mouse.click(width / 2, height / 2)
  await expect(card(page)).toContainText(station.name)
  await expect.poll(() => selected(page)).toBe(`station:${station.code}`)
  await card(page).getByRole('navigation', { name: '所属层级' }).getByRole('button').nth(1).click()
  await expect(card(page)).toContainText('户数')
  await expect.poll(() => selected(page)).toMatch(/^area:\d{12}$/)
  await page.getByRole('button', { name: '关闭卡片' }).click()
  await expect(card(page)).toBeHidden()
})

test('a link to what is gone says so', async ({ page, open, complaints }) => {
  await open('/?selected=grid:370699999999999')
  await expect(card(page)).toContainText('今天没有')
  expect(complaints.filter(({ kind }) => kind === 'exception')).toEqual([])
  // the browser itself notes the 404
  complaints.length = 0
})

test('measuring: R, three corners, an area with its unit, Escape ends', async ({ page, open }) => {
  await open('/?camera=120.752,37.806,15')
  await page.keyboard.press('r')
  await page.getByRole('radio', { name: '面积' }).check()
  for (const [x, y] of [
    [600, 250],
    [800, 260],
    [780, 450],
  ] as const) {
    await page.mouse.click(x, y)
    // a click straight after another would be a double click
    await page.waitForTimeout(450)
  }
  await expect(page.getByRole('status').filter({ hasText: /公顷|平方米|平方公里/ })).toBeVisible()
  await expect.poll(() => selected(page)).toBeNull()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: '量测' })).toBeHidden()
})

test('the API page lists every endpoint and tries one', async ({ page, open }) => {
  await open('/api-docs')
  await expect(page.getByRole('heading', { name: '数据接口' })).toBeVisible()
  const heat = page.locator('#get-api-heat')
  await heat.getByText('试一试').click()
  await heat.getByRole('button', { name: '发送' }).click()
  await expect(heat.getByRole('status')).toContainText('"issues/km²"')
  await heat.getByText('返回内容', { exact: true }).click()
  await expect(heat.getByRole('listitem').filter({ hasText: 'cellMeters' }).first()).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})
