import type { Locator, Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { isBlank, mapPicture, pictureFacts } from './support/picture.ts'
import { expect, settled, test } from './support/test.ts'

interface Figure {
  code: string
  households: number
}
interface PlanAnswer {
  version: number
  steps: number
  operations: { kind: string }[]
  figures: Figure[]
}

test.use({ viewport: { width: 1440, height: 900 } })
test.describe.configure({ timeout: 150_000 })

const status = (page: Page): Locator => page.getByRole('status').first()
const planOf = (page: Page) => new URL(page.url()).searchParams.get('plan')
const total = (figures: Figure[]) => figures.reduce((sum, { households }) => sum + households, 0)

/** The draft as the server has it. */
async function asked(page: Page): Promise<PlanAnswer> {
  const answer: PlanAnswer = await (await page.request.get(`/api/plans/${planOf(page)}?county=${demoCounty}`)).json()
  return answer
}

/** Begins a draft of the largest street and waits until it is drawn. */
async function begin(page: Page, open: (address: string) => Promise<void>, name: string): Promise<void> {
  await open(`/plan?county=${demoCounty}`)
  await page.getByLabel('方案名称').fill(name)
  await page.getByRole('button', { name: '新建草稿' }).click()
  await expect(status(page)).toContainText('已保存')
  await expect(page).toHaveURL(/plan=[0-9a-z]{12}/)
  await settled(page)
}

/** Lets the page propose a split of the first grid that the gauges name with its households. */
async function proposeSplit(page: Page): Promise<void> {
  await page
    .locator('section[aria-labelledby="plan-gauges"]')
    .getByRole('button', { name: /\d+ 户/ })
    .first()
    .click()
  await page.getByRole('button', { name: '横向均分' }).click()
}

/** Names and households of the gauges, as the page says them. */
async function gauges(page: Page): Promise<string[]> {
  return page
    .locator('section[aria-labelledby="plan-gauges"] button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
}

test('a draft is made, split by a drawn line, two grids are merged, and a reload brings it back as the server counts it', async ({
  page,
  open,
}) => {
  await begin(page, open, '画线拆分')
  const before = await asked(page)
  expect(isBlank(await pictureFacts(page, await mapPicture(page, { x: 80, y: 120, width: 900, height: 700 })))).toBe(
    false,
  )

  // a line over the chosen grid, drawn by two clicks; its ends are prolonged to the border
  await page.getByRole('radio', { name: /^问题/ }).check({ force: true })
  await page.getByRole('button', { name: '带我去' }).first().click()
  await page.getByRole('radio', { name: '数字' }).check({ force: true })
  await settled(page)
  await page.keyboard.press('s')
  const middle = { x: 56 + (1440 - 56 - 368) / 2, y: 104 + (900 - 104) / 2 }
  await page.mouse.click(middle.x - 40, middle.y)
  await page.mouse.move(middle.x + 60, middle.y + 12, { steps: 4 })
  await expect(page.getByRole('columnheader').filter({ hasText: '新网格' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('第 1 步')
  await expect(status(page)).toContainText('已保存')
  const split = await asked(page)
  expect(split.operations.map(({ kind }) => kind)).toEqual(['split'])
  expect(split.figures).toHaveLength(before.figures.length + 1)
  expect(total(split.figures)).toBe(total(before.figures))

  // without the map: the chosen grid is merged with a neighbour from the list
  await page.getByText('与相邻网格合并').click()
  await page.getByRole('button', { name: '并入' }).first().click()
  await expect(status(page)).toContainText('第 2 步')
  await expect(status(page)).toContainText('已保存')
  await expect(page.getByText('服务器复核一致')).toBeVisible()
  const merged = await asked(page)
  expect(merged.figures).toHaveLength(before.figures.length)
  expect(total(merged.figures)).toBe(total(before.figures))

  const shown = await gauges(page)
  for (const { households } of merged.figures.filter((figure) => figure.households > 0))
    expect(shown.join()).toContain(`${new Intl.NumberFormat('zh-CN').format(households)} 户`)
  const address = page.url()
  await page.reload()
  await expect(status(page)).toContainText('第 2 步')
  await settled(page)
  expect(await gauges(page)).toEqual(shown)
  expect(page.url()).toBe(address)
})

test('a split is proposed, seen and taken with the keyboard alone, undone and redone', async ({ page, open }) => {
  await begin(page, open, '只用键盘')
  const gauge = page.locator('section[aria-labelledby="plan-gauges"] button').first()
  await gauge.focus()
  await page.keyboard.press('Enter')
  const across = page.getByRole('button', { name: '横向均分' })
  await across.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader').filter({ hasText: '新网格' })).toBeVisible()
  const finish = page.getByRole('button', { name: '采用' })
  await finish.focus()
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('第 1 步')
  await page.keyboard.press('z')
  await expect(status(page)).toContainText('第 0 步')
  await page.keyboard.press('y')
  await expect(status(page)).toContainText('第 1 步')
  await expect(status(page)).toContainText('已保存')
  expect((await asked(page)).steps).toBe(1)
  expect(await axeFindings(page)).toEqual([])
})

test('steps made without a network are kept, said to be, and sent when it is back', async ({
  page,
  open,
  complaints,
}) => {
  await begin(page, open, '断网')
  await page.route('**/api/plans/**', (route) => route.abort())
  await proposeSplit(page)
  await page.getByRole('button', { name: '采用' }).click()
  await expect(status(page)).toContainText('1 步存在本机')
  expect((await asked(page)).steps).toBe(0)
  await page.unroute('**/api/plans/**')
  // it tries again by itself
  await expect(status(page)).toContainText('已保存', { timeout: 45_000 })
  expect((await asked(page)).steps).toBe(1)
  // the browser itself complains of the cut line, as it should
  complaints.length = 0
})

test('two pages in one draft: each sees the other, and a step that no longer fits is listed with its reason', async ({
  page,
  open,
  complaints,
  context,
}) => {
  await begin(page, open, '两人同改')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(status(other)).toContainText('第 0 步')
  const gauge = (of: Page, at: number) => of.locator('section[aria-labelledby="plan-gauges"] button').nth(at)
  const rename = async (of: Page, name: string) => {
    await of.getByRole('button', { name: '改名' }).click()
    await of.getByLabel('网格名称').fill(name)
    await of.getByRole('button', { name: '确定' }).click()
  }

  // what one does appears at the other by itself
  await gauge(other, 0).click()
  await rename(other, '对方改的名')
  await expect(status(page)).toContainText('第 1 步')
  await expect(gauge(page, 0)).toContainText('对方改的名')

  // without a network one renames a grid and splits another; meanwhile the other merges the first of them away into a third
  await gauge(page, 2).click()
  await page.getByText('与相邻网格合并').click()
  const neighbour = page.locator('section[aria-labelledby="plan-grid"] li').first()
  const name = await neighbour.locator('span').first().textContent()
  await page.route('**/api/plans/**', (route) => route.abort())
  await page.getByRole('button', { name: new RegExp(`^${name}，`) }).click()
  await rename(page, '我改的名')
  await gauge(page, 3).click()
  await page.getByRole('button', { name: '横向均分' }).click()
  await page.getByRole('button', { name: '采用' }).click()
  await expect(status(page)).toContainText('2 步存在本机')
  await gauge(other, 2).click()
  await other.getByText('与相邻网格合并').click()
  await other.getByRole('button', { name: '并入' }).first().click()
  await expect(status(other)).toContainText('已保存')
  await page.unroute('**/api/plans/**')
  // as a browser tells it: without waiting for the next try
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText('有 1 步没有做成')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText('没有这个网格')).toBeVisible()
  await expect(status(page)).toContainText('已保存')
  expect((await asked(page)).operations.map(({ kind }) => kind)).toEqual(['rename', 'merge', 'split'])
  await expect(status(other)).toContainText('第 3 步')
  complaints.length = 0
})

test('a day that is none, or before the first grids, is named with the way to one that has some', async ({
  page,
  open,
}) => {
  await open(`/plan?county=${demoCounty}&asOf=2026-99-99&language=en`)
  await expect(page.getByRole('alert')).toContainText('“2026-99-99” is no day of the calendar')
  await page.getByRole('textbox', { name: 'Day' }).fill('1999-01-01')
  await expect(page.getByRole('alert')).toContainText('On 1999-01-01 there were no grids here yet')
  await page.getByRole('alert').getByRole('button').click()
  await expect(page.getByText(/\d+ grids, \d+ micro-grids/)).toBeVisible()
  expect(new URL(page.url()).searchParams.get('asOf')).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
