import { readFile } from 'node:fs/promises'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, settled, test } from './support/test.ts'

test.use({ viewport: { width: 1366, height: 1024 } })

test('the page to print is saved as a PDF, on the paper that was chosen', async ({ page, open }) => {
  await open('/circle?show=brief')
  await page.getByRole('radio', { name: 'A3 横版' }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存为 PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/15分钟服务圈-A3\.pdf$/)
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(page.getByText('已保存：')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})

test('a path is counted before it is kept, then listed and withdrawn', async ({ page, open, request }) => {
  await open('/circle?show=repair')
  await expect(page.getByRole('heading', { name: /可疑之处/ })).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('j')
  await expect(page.getByRole('button', { name: /连接/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')

  // from the middle of the map, by its key, to a place beside
  await page.keyboard.press('p')
  await page.keyboard.press('m')
  await page.mouse.click(700, 430)
  const finish = page.getByRole('button', { name: '画完' })
  await expect(finish).not.toHaveAttribute('aria-disabled', 'true')
  await finish.click()
  const card = page.getByRole('region', { name: '画一条路' })
  await expect(card.getByText(/走得到/)).toBeVisible({ timeout: 30_000 })
  await card.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已套上的（1）')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '撤回：画一条路' }).click()
  await expect(page.getByText('已撤回的（1）')).toBeVisible({ timeout: 30_000 })
  await settled(page)
  const answer: { edits: { standing: { state: string } }[] } = await (
    await request.get(`/api/network-edits?county=${demoCounty}`)
  ).json()
  expect(answer.edits[0]?.standing.state).toBe('withdrawn')
})
