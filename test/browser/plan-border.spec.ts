import type { Locator, Page } from '@playwright/test'
import { openBase } from '#domain/partition/open-base.ts'
import { sharedBends } from '#domain/partition/shared-bend.fixture.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, settled, test } from './support/test.ts'

interface PlanAnswer {
  operations: { kind: string }[]
  figures: { code: string; households: number }[]
}
type Place = [number, number]

test.use({ viewport: { width: 1440, height: 900 } })
test.describe.configure({ timeout: 180_000 })

const status = (page: Page): Locator => page.getByRole('status').first()
const total = ({ figures }: PlanAnswer) => figures.reduce((sum, { households }) => sum + households, 0)

/** A draft of the county's first community with several grids, opened where two of them bend together. */
async function openAtBorder(page: Page): Promise<{ id: string; between: string[]; asked(): Promise<PlanAnswer> }> {
  const { scopes } = await (await page.request.get(`/api/plan-scopes?county=${demoCounty}`)).json()
  const scope: string = scopes.find(
    ({ level, grids }: { level: string; grids: number }) => level === 'community' && grids > 2,
  ).code
  const made = await page.request.post(`/api/plans?county=${demoCounty}`, { data: { name: '界线与手', scope } })
  const { id } = await made.json()
  const base = await (await page.request.get(`/api/plan-base?county=${demoCounty}&scope=${scope}`)).json()
  const { place, between } = sharedBends(openBase(base).draft)[0]!
  await page.goto(`/plan?county=${demoCounty}&plan=${id}&camera=${place},17&grid=${between[0]}`)
  await expect(status(page)).toContainText('已保存')
  await settled(page)
  const asked = async () => (await page.request.get(`/api/plans/${id}?county=${demoCounty}`)).json()
  return { id, between, asked }
}

/** The middle of the map, where the bend lies. */
async function middle(page: Page): Promise<Place> {
  const box = (await page.locator('canvas.maplibregl-canvas').first().boundingBox())!
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** Households under the names of the grids at the pointer. */
const tip = (page: Page): Locator => page.locator('table').filter({ hasText: '紧凑度' })
const counts = async (page: Page): Promise<number[]> =>
  (await tip(page).locator('tbody tr').first().locator('td').allTextContents()).map((text) =>
    Number.parseInt(text.replaceAll(/[▼▲,\s]/g, ''), 10),
  )

test('a border is dragged and both sides follow; ground goes over by lasso; all of it is undone, and outlives a closed tab', async ({
  page,
  context,
}) => {
  const { asked, between } = await openAtBorder(page)
  const before = await asked()
  const [x, y] = await middle(page)
  await page.keyboard.press('e')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 40, { steps: 6 })
  await expect(tip(page)).toBeVisible()
  await expect(tip(page).locator('thead th')).toHaveCount(2)
  await page.mouse.up()
  await expect(status(page)).toContainText('第 1 步')

  // the whole neighbourhood of the bend goes to the chosen grid
  await page.keyboard.press('l')
  await page.mouse.move(x - 150, y - 150)
  await page.mouse.down()
  for (const [dx, dy] of [
    [150, -150],
    [150, 150],
    [-150, 150],
    [-150, -140],
  ])
    await page.mouse.move(x + dx!, y + dy!, { steps: 6 })
  await expect(tip(page)).toBeVisible()
  const shown = await counts(page)
  await page.mouse.up()
  await expect(status(page)).toContainText('第 2 步')
  await expect(status(page)).toContainText('已保存')
  const drawn = await asked()
  expect(drawn.operations.map(({ kind }) => kind)).toEqual([expect.stringMatching(/vertex$/), 'hand-over'])
  expect(total(drawn)).toBe(total(before))
  const households = between.map((code) => drawn.figures.find((figure) => figure.code === code)!.households)
  for (const count of shown) expect(drawn.figures.map((figure) => figure.households)).toContain(count)
  expect(shown).toContain(households[0])

  // without a network: a step back, and the tab is closed; a new tab has it all, and sends it
  await context.route('**/api/plans/*/operations*', (route) => route.abort())
  await page.keyboard.press('Control+z')
  await expect(status(page)).toContainText('第 1 步')
  const address = page.url()
  await page.close()
  await context.unroute('**/api/plans/*/operations*')
  const next = await context.newPage()
  await next.goto(address)
  await expect(status(next)).toContainText('第 1 步')
  await expect(status(next)).toContainText('已保存')
  expect((await asked()).operations).toHaveLength(1)
  await next.keyboard.press('Control+Shift+Z')
  await expect(status(next)).toContainText('第 2 步')

  // the list of steps is walked to its beginning
  await next.getByRole('radio', { name: /^步骤/ }).check({ force: true })
  await next.getByRole('button', { name: /^0/ }).click()
  await expect(status(next)).toContainText('第 0 步')
  await expect(status(next)).toContainText('已保存')
  expect((await asked()).figures).toEqual(before.figures)

  // among micro-grids: one is chosen on the map and cut in two, the households of its grid stay
  await next.getByRole('radio', { name: /^数字/ }).check({ force: true })
  await next.keyboard.press('v')
  await next.keyboard.press('g')
  await expect(next.getByText(/^微网格 [\d,]+ 个/)).toBeVisible()
  await next.mouse.click(x + 30, y + 30)
  await next.getByRole('button', { name: '横向均分' }).click()
  await next.getByRole('button', { name: /^采用/ }).click()
  await expect(status(next)).toContainText('第 1 步')
  await expect(status(next)).toContainText('已保存')
  const cut = await asked()
  expect(cut.operations).toMatchObject([{ kind: 'split', level: 'micro-grid' }])
  expect(cut.figures).toEqual(before.figures)
})

test('a border is moved with the keyboard alone, metre by metre, and the page stays accessible', async ({ page }) => {
  const { asked } = await openAtBorder(page)
  const before = await asked()
  await page.keyboard.press('e')
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: /^完成/ })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(tip(page)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(status(page)).toContainText('第 0 步')
  await page.keyboard.press('n')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('第 1 步')
  await expect(status(page)).toContainText('已保存')
  const moved = await asked()
  expect(moved.operations.map(({ kind }) => kind)).toEqual(['move-vertex'])
  expect(total(moved)).toBe(total(before))
})

test.describe('by finger on a tablet', () => {
  test.use({ viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true })

  test('a grid is split by taps, where the figures come too, and a second finger moves the map instead of drawing', async ({
    page,
    context,
  }) => {
    const { asked } = await openAtBorder(page)
    const [x, y] = await middle(page)
    await page.getByRole('button', { name: '划线拆分' }).tap()
    for (const tapped of [y - 130, y + 170]) {
      await page.touchscreen.tap(x - 150, tapped)
      await expect(page.getByRole('button', { name: /^退一点/ })).toBeVisible()
    }
    await page.getByRole('button', { name: /^完成划分/ }).tap()
    await expect(status(page)).toContainText('第 1 步')
    await expect(status(page)).toContainText('已保存')
    await page.getByRole('button', { name: '画笔划入' }).tap()
    const { camera } = Object.fromEntries(new URL(page.url()).searchParams)
    const session = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: Place[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: places.map(([x, y], id) => ({ x, y, id })) })
    await touch('touchStart', [x - 40, y])
    await touch('touchMove', [x, y])
    for (let step = 0; step <= 6; step++)
      await touch(step === 0 ? 'touchStart' : 'touchMove', [x - 8 * step, y], [x + 100 + 8 * step, y])
    await touch('touchEnd', [x + 148, y])
    await touch('touchMove', [x + 200, y + 40])
    await touch('touchEnd')
    await expect.poll(() => new URL(page.url()).searchParams.get('camera')).not.toBe(camera)
    await expect(tip(page)).toBeHidden()
    await expect(status(page)).toContainText('第 1 步')
    expect((await asked()).operations.map(({ kind }) => kind)).toEqual(['split'])
  })

  test('every tool draws by one stroke of a finger or a pen, and a long press is the key that neither has', async ({
    page,
    context,
  }) => {
    const { asked } = await openAtBorder(page)
    const [x, y] = await middle(page)
    const session = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: Place[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: places.map(([x, y], id) => ({ x, y, id })) })
    const finger = async ([first, ...rest]: Place[]) => {
      await touch('touchStart', first!)
      for (const place of rest) await touch('touchMove', place)
      await touch('touchEnd')
    }
    const pen = async (places: Place[]) => {
      const types = ['mousePressed', ...places.slice(1).map(() => 'mouseMoved' as const), 'mouseReleased'] as const
      for (const [i, type] of types.entries()) {
        const [x, y] = places[Math.min(i, places.length - 1)]!
        const buttons = type === 'mouseReleased' ? 0 : 1
        const how = { button: 'left', clickCount: 1, pointerType: 'pen' } as const
        await session.send('Input.dispatchMouseEvent', { ...how, type, x, y, buttons })
        // the hand rests on the glass meanwhile
        if (i === 1) {
          await touch('touchStart', [x + 90, y + 120])
          await touch('touchEnd')
        }
      }
    }
    const ring: Place[] = [
      [x - 90, y - 90],
      [x + 90, y - 90],
      [x + 90, y + 90],
      [x - 90, y + 90],
      [x - 90, y - 70],
    ]
    const strokes: [string, Place[]][] = [
      [
        '移动界线',
        [
          [x, y],
          [x + 30, y + 20],
          [x + 40, y + 30],
        ],
      ],
      [
        '画笔划入',
        [
          [x - 60, y - 60],
          [x + 60, y],
          [x + 60, y + 60],
        ],
      ],
      [
        '矩形划入',
        [
          [x - 90, y - 90],
          [x, y],
          [x + 90, y + 90],
        ],
      ],
      ['套索划入', ring],
      [
        '重画界线',
        [
          [x, y],
          [x + 60, y - 40],
          [x + 40, y - 110],
          [x, y - 150],
        ],
      ],
      ['圈画新的', ring],
    ]
    for (const [i, [tool, places]] of strokes.entries()) {
      await page.getByRole('button', { name: tool }).tap()
      await (i % 2 === 0 ? finger : pen)(places)
      await expect(status(page), tool).toContainText('第 1 步')
      await page.getByRole('button', { name: '撤销' }).tap()
      await expect(status(page)).toContainText('第 0 步')
    }
    await page.getByRole('button', { name: '删除界点' }).tap()
    await page.touchscreen.tap(x, y)
    await expect(status(page)).toContainText('第 1 步')
    await expect(status(page)).toContainText('已保存')
    expect((await asked()).operations.map(({ kind }) => kind)).toEqual(['delete-vertex'])

    // without snapping while a finger rests, and as long as the button is on
    await page.getByRole('button', { name: '划线拆分' }).tap()
    const unsnapped = page.getByRole('button', { name: '不吸附' })
    await touch('touchStart', [x - 150, y - 130])
    await expect(unsnapped).toHaveAttribute('aria-pressed', 'true')
    await touch('touchEnd')
    await expect(unsnapped).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByRole('button', { name: /^退一点/ })).toBeVisible()
    await unsnapped.tap()
    await expect(unsnapped).toHaveAttribute('aria-pressed', 'true')
  })
})
