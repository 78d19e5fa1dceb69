import type { APIRequestContext, Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { beRole, signPageIn } from './support/roles.ts'
import { expect, settled, test } from './support/test.ts'

test.use({ viewport: { width: 1440, height: 900 } })
test.describe.configure({ timeout: 180_000 })

const pictures = process.env.PLAN_PICTURES

/** For whoever looks: a picture of each step, where PLAN_PICTURES names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

const life = (page: Page) => page.locator('section[aria-labelledby="plan-life"]')

const status = (page: Page) => page.getByRole('status').first()

/** A breach is looked at where it is pinned, and mended by the step that is offered there. */
async function mendBreach(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^问题/ }).check({ force: true })
  await keepPicture(page, '1-breaches')
  await page
    .locator('section[aria-labelledby="plan-problems"]')
    .getByRole('listitem')
    .filter({ hasText: '御景府' })
    .getByRole('button', { name: '带我去' })
    .click()
  await settled(page)
  // its pin stands in the middle of what the panels leave free, or beside it where a number is in the way
  const middle = { x: 80 + (1440 - 80 - 392) / 2, y: 128 + (900 - 128 - 72) / 2 }
  const card = page.getByRole('region', { name: '问题 1', exact: true }).filter({ hasText: '御景府' })
  const besides = [
    [0, 0],
    [0, -21],
    [0, 21],
    [35, 0],
    [-35, 0],
  ] as const
  let tried = 0
  await expect(async () => {
    const [right, down] = besides[tried++ % besides.length]!
    await page.mouse.click(middle.x + right, middle.y + down)
    await expect(card).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await keepPicture(page, '2-pin')
  await card.getByRole('button', { name: '帮我修好' }).click()
  await expect(page.getByRole('button', { name: '采用' })).toBeVisible()
  await settled(page)
  await keepPicture(page, '3-repair')
  await page.getByRole('button', { name: '采用' }).click()
  await expect(status(page)).toContainText('第 1 步')
  await expect(page.getByRole('listitem').filter({ hasText: '御景府被分在不同网格' })).toHaveCount(0)
}

/** Grids that the county counts now. */
async function countedGrids(asking: APIRequestContext): Promise<number> {
  const answer = await (await asking.get('/api/counties')).json()
  return answer.counties.find((county: { code: string }) => county.code === demoCounty).counts.grids
}

test('a breach is mended on its pin, the plan sent round, returned with a pinned comment, sent again, approved, published, and the map and the counts show it', async ({
  page,
  open,
  baseURL,
}) => {
  await signPageIn(page, { role: 'planner' })
  await open(`/plan?county=${demoCounty}`)
  // halves of a grid of 318 households are below the demo county's norm: this county has smaller grids
  await page.getByText('本县的标准和规则').click()
  await page.getByLabel('网格最少户数', { exact: true }).fill('100')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存，所有方案按新规则检查')).toBeVisible()
  const before = await countedGrids(page.request)
  await page.getByLabel('方案名称').fill('送审一份方案')
  await page.getByRole('button', { name: '新建草稿' }).click()
  await expect(page.getByRole('status').first()).toContainText('已保存')
  await settled(page)
  await mendBreach(page)
  await page.getByRole('radio', { name: '数字' }).check({ force: true })
  await page
    .locator('section[aria-labelledby="plan-gauges"]')
    .getByRole('button', { name: /\d+ 户/ })
    .first()
    .click()
  await page.getByRole('button', { name: '横向均分' }).click()
  await page.getByRole('button', { name: '采用' }).click()
  await expect(page.getByRole('status').first()).toContainText('第 2 步')
  await expect(page.getByRole('status').first()).toContainText('已保存')
  const person = await placeWorkerInPlan(page)
  await printReport(page)
  await page.getByRole('radio', { name: '送审' }).check({ force: true })
  await expect(life(page)).toContainText('还是草稿')
  await keepPicture(page, '4-draft')

  await life(page).getByRole('button', { name: '送审', exact: true }).click()
  await expect(life(page)).toContainText('已送审')
  const plan = new URL(page.url()).searchParams.get('plan')
  const district = await beRole(baseURL ?? '', { role: 'district' })
  const asked = { params: { county: demoCounty } }
  const [grid] = (await (await page.request.get(`/api/plans/${plan}/changes`, asked)).json()).changes
  const said = await district.asking.post(`/api/plans/${plan}/comments`, {
    ...asked,
    data: { text: '这条边界请沿路画', place: grid.place },
  })
  expect(said.status()).toBe(201)
  // the open page hears of it by itself
  await expect(page.getByText('这条边界请沿路画')).toBeVisible()
  const acts = `/api/plans/${plan}/acts`
  const version = (await (await page.request.get(`/api/plans/${plan}/life`, asked)).json()).version
  const act = (data: object) => district.asking.post(acts, { ...asked, data: { expectedVersion: version, ...data } })
  expect((await act({ act: 'return', reason: '边界没有沿路' })).status()).toBe(200)
  await expect(life(page)).toContainText('已退回修改')
  await page.getByRole('button', { name: '去看批注 1' }).click()
  await settled(page)
  await keepPicture(page, '5-returned')
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('button', { name: '标为已处理：批注 1' }).click()
  await expect(page.getByRole('button', { name: '重新打开批注 1' })).toBeVisible()
  await life(page).getByRole('button', { name: '送审', exact: true }).click()
  await expect(life(page)).toContainText('已送审')
  expect((await act({ act: 'approve' })).status()).toBe(200)
  await life(page).getByRole('button', { name: '发布…' }).click()
  const step = page.locator('section[aria-labelledby="plan-publish"]')
  await expect(step).toContainText('新设 1')
  await settled(page)
  await keepPicture(page, '6-publish')
  expect(await axeFindings(page)).toEqual([])
  await step.getByRole('button', { name: '立即发布' }).click()
  await expect(page.getByText('方案已生效')).toBeVisible()
  await step.getByRole('button', { name: '返回流程' }).click()
  await expect(life(page)).toContainText('起生效')
  await keepPicture(page, '7-published')

  await expect.poll(() => countedGrids(page.request)).toBe(before + 1)
  const changes = (await (await page.request.get(`/api/plans/${plan}/changes`, asked)).json()).changes
  const opened = changes.find((one: { kind: string; level: string }) => one.kind === 'opened' && one.level === 'grid')
  const card = await page.request.get('/api/cards', {
    params: { county: demoCounty, layer: 'grid', code: opened.after.code },
  })
  expect(card.status()).toBe(200)
  const { workers } = await (await page.request.get('/api/grid-workers', asked)).json()
  expect(workers.find((one: { person: string }) => one.person === person).grids).toEqual([opened.after.code])
})

/** Gives the first worker of the plan the new grid, which nobody has yet. Answers who it is. */
async function placeWorkerInPlan(page: Page): Promise<string> {
  await page.getByRole('button', { name: '网格员…' }).click()
  await page.getByRole('grid', { name: '网格员、网格、负担与步行时间' }).getByRole('row').nth(1).click()
  const home = page.getByLabel('主管网格', { exact: true })
  const free = await home.locator('option', { hasText: '缺员' }).first().getAttribute('value')
  await home.selectOption(free)
  const placed = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().includes('/api/grid-workers/'),
  )
  await page.getByRole('button', { name: '记入方案，发布时生效' }).click()
  const person = new URL((await placed).url()).pathname.split('/').at(-1)
  await expect(page.getByTitle('本方案新安排')).toBeVisible()
  await keepPicture(page, 'workers')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '网格员…' }).click()
  return person ?? ''
}

/** Prints what the meeting reads, and keeps the file. */
async function printReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打印…' }).click()
  const dialog = page.getByRole('dialog', { name: '打印' })
  await dialog.getByRole('radio', { name: '方案说明' }).check({ force: true })
  await dialog.getByLabel('为什么调整').fill('户数太多，一个人忙不过来')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '开始打印' }).click()
  const file = dialog.getByRole('link', { name: /保存 PDF/ })
  await expect(file).toBeVisible({ timeout: 60_000 })
  await keepPicture(page, 'printed')
  const [saved] = await Promise.all([page.waitForEvent('download'), file.click()])
  expect(saved.suggestedFilename()).toMatch(/方案说明-\d{4}-\d\d-\d\d\.pdf$/)
  await page.keyboard.press('Escape')
}
