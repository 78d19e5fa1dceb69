import { test as base, expect, type Page } from '@playwright/test'
import { moment } from './moment.ts'

export { expect } from '@playwright/test'

interface Complaint {
  kind: 'console' | 'exception' | 'csp'
  text: string
}

interface Fixtures {
  /** What the page complained of; the test fails when anything is left in it at the end. */
  complaints: Complaint[]
  /** Opens an address and waits until the map has drawn all it asked for (pages without a map: until they stand). */
  open(address: string): Promise<void>
  /** The page that stands takes on another address, as a step back through its history would have it: no load. */
  step(address: string): Promise<void>
}

/** A page whose clock stands still, and that may complain of nothing: no console errors, no exceptions, no blocked content. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: Complaint[] = []
      await page.clock.setFixedTime(new Date(moment))
      page.on('pageerror', (error) => complaints.push({ kind: 'exception', text: error.message }))
      page.on('console', (message) => {
        if (message.type() !== 'error') return
        const kind = /Content Security Policy/.test(message.text()) ? 'csp' : 'console'
        complaints.push({ kind, text: `${message.text()} ${message.location().url}` })
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  open: async ({ page }, use) => {
    await use(async (address) => {
      await page.goto(address)
      await settled(page)
    })
  },
  step: async ({ page }, use) => {
    await use(async (address) => {
      await page.evaluate((to) => {
        history.replaceState(null, '', to)
        dispatchEvent(new PopStateEvent('popstate'))
      }, address)
    })
  },
})

/** Waits until the page stands and its map, if it has one, rests with every tile drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor()
  const path = new URL(page.url()).pathname
  if (!['/', '/wall', '/desk', '/plan', '/circle', '/m', '/m/report'].includes(path)) return
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 90_000 })
  await page.evaluate(() => document.fonts.ready)
}
