import { expect, settled, test } from './support/test.ts'

test('keys zoom, switch the theme and open the layer list; letters typed into a field are no keys', async ({
  page,
  open,
}) => {
  await open('/?theme=light')
  const camera = () => Number(new URL(page.url()).searchParams.get('camera')?.split(',')[2])
  await expect.poll(camera).toBeGreaterThan(5)
  const zoom = camera()
  await page.keyboard.press('+')
  await expect.poll(camera).toBeGreaterThan(zoom + 0.9)
  await page.keyboard.press('-')
  await expect.poll(camera).toBeLessThan(zoom + 0.1)
  await page.keyboard.press('Shift+D')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Shift+L')
  await expect(page.getByRole('region', { name: '图层与图例' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: '图层与图例' })).toBeHidden()

  const field = page.getByRole('combobox', { name: '搜索' }).or(page.getByRole('banner').getByRole('combobox')).first()
  await field.focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('"?" lists the keys; the order of layers changes by arrow keys and stands in the address', async ({
  page,
  open,
}) => {
  await open('/?language=en&panel=layers')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog).toContainText('Zoom in')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const grip = page.getByRole('button', { name: 'Move “Open issues”' })
  await grip.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[aria-label="Move “Stations”"]').first()).toBeVisible()
  await expect.poll(() => new URL(page.url()).searchParams.get('layers')).toMatch(/issue,station$/)
  await expect(grip).toBeFocused()
})

test('the mirrored list selects on the map what has the focus', async ({ page, open }) => {
  await open('/?language=en&panel=list&list=station')
  const entries = page.getByRole('region', { name: 'What the map shows' }).getByRole('listitem').getByRole('button')
  await expect(entries.first()).toBeVisible()
  await entries.first().focus()
  await expect(page).toHaveURL(/selected=station/)
  const first = new URL(page.url()).searchParams.get('selected')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => new URL(page.url()).searchParams.get('selected')).not.toBe(first)
  await settled(page)
})
