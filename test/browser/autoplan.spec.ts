import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { mapPicture } from './support/picture.ts'
import { expect, settled, test } from './support/test.ts'

test.use({ viewport: { width: 1440, height: 900 } })

test('a community is drawn on request, a contradiction is named, a proposal opens as a draft and stands beside today', async ({
  page,
  open,
}) => {
  await open(`/plan?county=${demoCounty}&draw=1`)
  await page.getByLabel('范围').selectOption({ label: '向阳社区' })
  await page.getByLabel('最少户数').fill('500')
  await expect(page.getByRole('alert')).toHaveText('最少 500 户、最多 400 户：最少不能大于最多。')
  await expect(page.getByRole('button', { name: '开始划分' })).toBeDisabled()
  await page.getByLabel('最少户数').fill('200')
  await page.getByRole('slider', { name: '少动住户' }).fill('0')

  await page.getByRole('button', { name: '开始划分' }).click()
  const outcome = page.getByRole('heading', { name: /向阳社区：\d 个方案/ })
  await expect(outcome).toBeVisible({ timeout: 90_000 })
  expect(await axeFindings(page)).toEqual([])
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '按要求' }) })
  const figure = (name: string) => card.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell')
  const [within, grids] = ((await figure('符合 200–400 户的网格').first().textContent()) ?? '').split('/').map(Number)
  expect(within).toBe(grids)
  const moved = Number(((await figure('换网格的住户').first().textContent()) ?? '').replace(/\D/g, ''))

  await card.getByRole('button', { name: '打开为草稿' }).click()
  await expect(page.getByRole('status').first()).toContainText('已保存', { timeout: 60_000 })
  await expect(page.getByRole('heading', { name: '向阳社区 自动方案 1' })).toBeVisible()
  await settled(page)
  await page.getByRole('button', { name: '与现状或别的方案比较' }).click()
  const told = page.getByText(/户中有 [\d,]+ 户换网格/)
  await expect(told).toBeVisible()
  const text = (await told.textContent()) ?? ''
  expect(Number(/户中有 ([\d,]+) 户/.exec(text)?.[1]?.replaceAll(',', ''))).toBe(moved)
  await expect(page).toHaveURL(/beside=today/)
  await settled(page)
  expect(await axeFindings(page)).toEqual([])

  // from a link, today is seen left of the handle and no further, as when the handle was moved
  await open(`${page.url()}&show=swipe`)
  const handle = page.getByRole('slider', { name: /^卷帘/ })
  await expect(handle).toHaveAttribute('aria-valuenow', '50')
  await settled(page)
  const beside = { x: 570, y: 150, width: 300, height: 600 }
  const linked = await mapPicture(page, beside)
  await handle.press('ArrowRight')
  await handle.press('ArrowLeft')
  await settled(page)
  expect((await mapPicture(page, beside)).equals(linked)).toBe(true)
})

test('a run of the server is stopped in the middle and leaves nothing; two runs at once both come to their plans', async ({
  page,
  open,
  context,
}) => {
  await open(`/plan?county=${demoCounty}&draw=1`)
  await page.getByLabel('范围').selectOption({ value: demoCounty })
  await page.getByRole('button', { name: '开始划分' }).click()
  await page.getByRole('button', { name: '停止' }).click()
  await expect(page.getByText('已停止，没有留下任何结果。')).toBeVisible()
  await expect(page.getByRole('button', { name: '打开为草稿' })).toHaveCount(0)

  const other = await context.newPage()
  await other.goto(`/plan?county=${demoCounty}&draw=1`)
  for (const [one, street] of [
    [page, '新城街道'],
    [other, '府东街道'],
  ] as const) {
    await one.getByLabel('范围').selectOption({ label: street })
    await one.getByRole('button', { name: '开始划分' }).click()
  }
  await expect(page.getByRole('heading', { name: /新城街道：\d 个方案/ })).toBeVisible({ timeout: 90_000 })
  await expect(other.getByRole('heading', { name: /府东街道：\d 个方案/ })).toBeVisible({ timeout: 90_000 })
  await other.close()
})
