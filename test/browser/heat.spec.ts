import type { Page } from '@playwright/test'
import { demoCounty } from './support/moment.ts'
import { expect, settled, test } from './support/test.ts'

/** Nothing but land below the surface, so that a pixel is a class. */
const bare = 'layers=-green,-water,-compound,-road,-building,-micro_grid,-grid,-area,-station,-issue'

interface Heat {
  breaks: number[]
  count: number
  sum: number
  cellMeters: number
  grid: { origin: [number, number]; firstColumn: number; firstRow: number; width: number; height: number }
  values: { densities: number[] }
}

test('the same ground has the same class at every zoom', async ({ page, open, request }) => {
  const heat: Heat = await (await request.get(`/api/heat?county=${demoCounty}&values=plain`)).json()
  expect(Math.abs(heat.sum / heat.count - 1)).toBeLessThan(0.01)
  test.setTimeout(240_000)
  const quiet = [5, 4, 3, 2, 1].map((wanted) => quietPlace(heat, wanted)).filter((place) => place !== null)
  const places = quiet.slice(0, 2)
  expect(places.length).toBe(2)
  const seen: string[][] = []
  for (const zoom of [13.5, 16]) {
    const colors: string[] = []
    for (const [longitude, latitude] of places) {
      const bands = page.waitForResponse((response) => response.url().includes('/api/heat/bands'))
      await open(`/wall?theme=light&${bare}&camera=${longitude},${latitude},${zoom}`)
      await bands
      await expect(page.getByText('件/平方公里')).toBeVisible()
      await settled(page)
      colors.push(await middlePixel(page))
    }
    seen.push(colors)
  }
  expect(seen[1]).toEqual(seen[0])
  expect(new Set(seen[0]).size).toBe(places.length)
})

test('the bandwidth stands in the address, in the question and in the legend', async ({ page, open }) => {
  const asked = page.waitForRequest((request) => /\/api\/heat\?.*bandwidthMeters=1000/.test(request.url()))
  await open('/wall?bandwidth=1000')
  await asked
  await expect(page.getByText(/带宽 1,000 米/)).toBeVisible()
})

test('the start page shows the density as a layer of its own, asked for by a button or a key', async ({
  page,
  open,
}) => {
  await open('/')
  await expect(page.getByText('件/平方公里')).toBeHidden()
  await page.getByRole('button', { name: '未结事项密度' }).click()
  await expect(page.getByText('件/平方公里')).toBeVisible()
  await expect(page).toHaveURL(/density=1/)
  await page.keyboard.press('b')
  await expect(page.getByText('件/平方公里')).toBeHidden()
})

test('the value under the pointer is read with its unit', async ({ page, open, request }) => {
  const heat: Heat = await (await request.get(`/api/heat?county=${demoCounty}&values=plain`)).json()
  const [longitude, latitude] = quietPlace(heat, 3) ?? heat.grid.origin
  await open(`/wall?camera=${longitude},${latitude},15`)
  await expect(page.getByText('件/平方公里').first()).toBeVisible()
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await expect(async () => {
    await page.mouse.move(width / 2 + 3, height / 2)
    await page.mouse.move(width / 2, height / 2)
    await expect(page.getByText(/此处 \d+(\.\d)? 件\/平方公里/)).toBeVisible({ timeout: 1_000 })
  }).toPass()
})

test('a surface that cannot be had says so in words, and the map stays', async ({ page, complaints }) => {
  await page.route('**/api/heat*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }),
  )
  await page.goto('/wall')
  await settled(page)
  await expect(page.getByText('密度图暂时取不到')).toBeVisible()
  complaints.length = 0
})

/** Middle of a cell whose neighbours all lie in the same class, so that no border is near; null when there is none. */
function quietPlace({ breaks, cellMeters, grid, values }: Heat, wanted: number): [number, number] | null {
  const classAt = (index: number) => breaks.filter((edge) => (values.densities[index] ?? 0) >= edge).length
  for (let row = 2; row < grid.height - 2; row++)
    for (let column = 2; column < grid.width - 2; column++) {
      const around = [-1, 0, 1].flatMap((up) => [-1, 0, 1].map((right) => (row + up) * grid.width + column + right))
      if (!around.every((index) => classAt(index) === wanted)) continue
      const degree = (6_371_008.8 * Math.PI) / 180
      const latitude = grid.origin[1] + ((grid.firstRow + row + 0.5) * cellMeters) / degree
      const east = ((grid.firstColumn + column + 0.5) * cellMeters) / (degree * Math.cos((latitude * Math.PI) / 180))
      return [grid.origin[0] + east, latitude]
    }
  return null
}

/** Colour of the middle of the page, `r,g,b`. */
async function middlePixel(page: Page): Promise<string> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const png = await page.screenshot({ clip: { x: width / 2, y: height / 2, width: 1, height: 1 } })
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3).join(',')
  }, png.toString('base64'))
}
