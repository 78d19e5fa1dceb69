import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { isBlank, pictureFacts } from './support/picture.ts'
import { expect, test } from './support/test.ts'

/** Where no panel covers the town. */
const town = { x: 700, y: 180, width: 360, height: 240 }
const breaks = '10,25,50,100,200 以上'

test('a day forward moves the date, the address and the picture; the classes stay', async ({ page, open }) => {
  await open('/?heat=density&play=2026-03-01')
  await expect(page.getByText('2026年3月1日星期日').first()).toBeVisible()
  expect(await classEdges(page)).toBe(breaks)
  const before = await page.screenshot({ clip: town })

  const day = page.getByRole('slider', { name: '日期' })
  await day.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('2026年3月2日星期一').first()).toBeVisible()
  await expect(page).toHaveURL(/play=2026-03-02/)
  await page.keyboard.press('End')
  await expect(day).toHaveValue((await day.getAttribute('max')) ?? '')
  const after = await page.screenshot({ clip: town })
  expect(before.equals(after)).toBe(false)
  expect(await classEdges(page)).toBe(breaks)

  await page.getByRole('button', { name: '后退一天' }).click()
  await expect(day).toHaveValue(String(Number(await day.getAttribute('max')) - 1))
})

test('playing runs through the days until it is paused, and rests at the day on screen', async ({ page, open }) => {
  await open('/?heat=density&play=2026-03-01&playSpeed=30')
  const day = page.getByRole('slider', { name: '日期' })
  const from = Number(await day.inputValue())
  await page.getByRole('button', { name: '播放', exact: true }).click()
  await expect(async () => expect(Number(await day.inputValue())).toBeGreaterThan(from)).toPass()
  // Space on the days does what the button does
  await day.focus()
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible()
  const paused = Number(await day.inputValue())
  // a frame being drawn when the key came still arrives, and then no other
  await expect(async () => {
    const rested = await day.inputValue()
    await page.waitForTimeout(700)
    expect(await day.inputValue()).toBe(rested)
  }).toPass()
  expect(Number(await day.inputValue())).toBeGreaterThanOrEqual(paused)
})

test('the address holds day and window, and brings them back at rest', async ({ page, open }) => {
  await open('/?heat=density&play=2026-05-10&playWindow=30')
  await expect(page.getByText(/4月11日至5月10日上报 [\d,]+ 件/)).toBeVisible()
  await expect(page.getByRole('radio', { name: '30 天', exact: true })).toBeChecked()
  const told = (await page.getByText(/4月11日至5月10日上报/).textContent()) ?? ''
  await page.reload()
  await expect(page.getByText(told, { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '回到现在' }).click()
  await expect(page).not.toHaveURL(/play=/)
  await expect(page.getByRole('slider', { name: '日期' })).toBeHidden()
})

test('rates are played in classes that stay, read with their interval; kinds that cannot be played say why', async ({
  page,
  open,
}) => {
  await open('/?heat=rate&heat.by=grid&play=2026-03-01&playWindow=30&camera=120.752,37.8,13&layers=-issue,-station')
  await expect(page.getByRole('heading', { name: '事项率 件/千户' })).toBeVisible()
  await expect(page.getByText(/1月31日至3月1日上报 [\d,]+ 件/)).toBeVisible()
  const edges = await classEdges(page)
  expect(edges).toBe('25,50,100,200,400 以上')
  const before = await page.screenshot({ clip: town })
  const day = page.getByRole('slider', { name: '日期' })
  await day.focus()
  await page.keyboard.press('End')
  await expect(day).toHaveValue((await day.getAttribute('max')) ?? '')
  expect(before.equals(await page.screenshot({ clip: town }))).toBe(false)
  expect(await classEdges(page)).toBe(edges)
  await expect(async () => {
    await page.mouse.move(640, 300)
    await page.mouse.move(642, 300)
    await expect(
      page.getByText(/网格 [\d.,]+ 件\/千户（95% 区间 [\d.,]+–[\d.,]+） · [\d,]+ 件 \/ [\d,]+ 户/),
    ).toBeVisible({
      timeout: 2_000,
    })
  }).toPass()
  await page.getByRole('button', { name: '回到现在' }).click()
  await page.getByRole('radio', { name: '冷热点' }).check()
  const play = page.getByRole('button', { name: '按日播放' })
  await expect(play).toHaveAttribute('title', /上千次随机检验/)
  await expect(play).toHaveAttribute('aria-disabled', 'true')
})

test('a saved picture is the map with its title and its classes, and says how large it is printed', async ({
  page,
  open,
}) => {
  await open('/?heat=density&play=2026-03-01')
  await page.getByRole('button', { name: '保存图片' }).click()
  await page.getByRole('radio', { name: '屏幕的 2 倍' }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存 PNG' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('云帆区-事项密度-2026-03-01.png')
  const png = await fileOf(download)
  // 277 of 297 parts of the sheet's width are the map, at twice the screen
  expect(png.readUInt32BE(16)).toBe(Math.round((2 * 1280 * 297) / 277))
  expect(png.subarray(37, 41).toString('latin1')).toBe('pHYs')
  expect(isBlank(await pictureFacts(page, png))).toBe(false)
  const { top, map, foot } = await bandsOf(page, png)
  for (const band of [top, foot]) expect(band.dark).toBeGreaterThan(0.002)
  // the strongest three classes stand in the legend, and each of them covers more than a letter would
  for (const color of await swatches(page)) expect(foot.shares.get(near(color)) ?? 0).toBeGreaterThan(0.0005)
  expect(map.shares.size).toBeGreaterThan(100)
})

/** Edges of the classes but the first, which is 0. */
async function classEdges(page: Page): Promise<string> {
  const edges = await page.locator('section[aria-label="逐日回放"] ol li').allInnerTexts()
  return edges
    .slice(1)
    .map((text) => text.trim())
    .join(',')
}

async function fileOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

/** Colours of the three strongest classes as the page draws them in its own legend, `r,g,b`. */
async function swatches(page: Page): Promise<number[][]> {
  const items = await page.locator('section[aria-label="逐日回放"] ol li span:first-child').all()
  const colors: number[][] = []
  for (const item of items.slice(-3)) {
    const png = await item.screenshot()
    const { middle } = await pixels(page, png)
    colors.push(middle)
  }
  return colors
}

interface Band {
  dark: number
  /** Share of each colour, of 16 levels a channel. */
  shares: Map<number, number>
}

/** The sheet in three: above the map, the map, below it. */
async function bandsOf(page: Page, png: Buffer): Promise<{ top: Band; map: Band; foot: Band }> {
  const { width, height, data } = await pixels(page, png)
  const band = (from: number, to: number): Band => {
    const shares = new Map<number, number>()
    let dark = 0
    const all = (to - from) * width
    for (let pixel = from * width; pixel < to * width; pixel++) {
      const [red = 0, green = 0, blue = 0] = [data[3 * pixel], data[3 * pixel + 1], data[3 * pixel + 2]]
      if (red + green + blue < 200) dark += 1 / all
      const key = near([red, green, blue])
      shares.set(key, (shares.get(key) ?? 0) + 1 / all)
    }
    return { dark, shares }
  }
  const [top, foot] = [Math.round(0.1 * height), Math.round(0.85 * height)]
  return { top: band(0, top), map: band(top, foot), foot: band(foot, height) }
}

function near([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4)
}

/** Pixels of a PNG, three bytes each, and the one in the middle. */
async function pixels(page: Page, png: Buffer) {
  const { width, height, base64 } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (!context) throw new Error('no 2D canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    let binary = ''
    for (let at = 0; at < data.length; at += 4) binary += String.fromCharCode(data[at]!, data[at + 1]!, data[at + 2]!)
    return { width, height, base64: btoa(binary) }
  }, png.toString('base64'))
  const data = Buffer.from(base64, 'base64')
  const at = 3 * (Math.floor(height / 2) * width + Math.floor(width / 2))
  return { width, height, data, middle: [...data.subarray(at, at + 3)] }
}
