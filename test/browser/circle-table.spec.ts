import { readFile } from 'node:fs/promises'
import { axeFindings } from './support/axe.ts'
import { expect, test } from './support/test.ts'

test('the table sorts, finds, answers to the map and goes along as a file', async ({ page }) => {
  await page.goto('/circle?show=table')
  const table = page.getByRole('grid', { name: '各社区的覆盖' })
  const rows = table.locator('tbody tr')
  await expect(rows.first()).toBeVisible()

  await test.step('who is worst served comes first; a head sorts, and turns', async () => {
    const left = async () =>
      (await rows.locator('td:nth-child(4)').allTextContents()).map((text) => Number(text.replace(',', '')))
    const first = await left()
    expect(first).toEqual(first.toSorted((a, b) => b - a))
    expect(first[0]).toBeGreaterThan(0)
    await page.getByRole('button', { name: '户数' }).click()
    await expect(table.locator('th[aria-sort="descending"]')).toHaveText('户数')
    await page.getByRole('button', { name: '户数' }).click()
    await expect(table.locator('th[aria-sort="ascending"]')).toHaveText('户数')
    await expect(page).toHaveURL(/sort=households/)
  })

  await test.step('shares follow the minutes', async () => {
    const row = rows.filter({ hasText: '新城社区' })
    await page.getByRole('searchbox', { name: '名称或编码' }).fill('新城社区')
    await expect(row).toHaveCount(1)
    const before = await row.locator('td:nth-child(3)').textContent()
    await page.getByRole('slider').press('End')
    await expect(row.locator('td:nth-child(3)')).not.toHaveText(before ?? '')
    await page.getByRole('searchbox', { name: '名称或编码' }).fill('')
  })

  await test.step('keys walk through the rows, and Enter takes the map there', async () => {
    await table.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/row=370699\d{6}/)
    await expect(table.locator('tr[aria-selected="true"]')).toHaveCount(1)
  })

  await test.step('the rows go along as CSV and as GeoJSON with their ground', async () => {
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
    const lines = (await readFile(await csv.path(), 'utf8')).trim().split('\r\n')
    expect(lines[0]).toContain('编码')
    const [ground] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'GeoJSON' }).click(),
    ])
    const { features } = JSON.parse(await readFile(await ground.path(), 'utf8'))
    expect(features).toHaveLength(lines.length - 1)
    expect(features[0].geometry.type).toBe('MultiPolygon')
    expect(features[0].properties.households).toBeGreaterThan(0)
  })

  await test.step('stations show their load', async () => {
    await page.getByRole('group', { name: '分到哪一级' }).getByRole('radio', { name: '阵地' }).check()
    const loads = page.getByRole('grid', { name: '各阵地的承载' })
    await expect(loads.locator('tbody tr').first()).toBeVisible()
    await expect(page).toHaveURL(/level=station/)
  })
  expect(await axeFindings(page)).toEqual([])
})
