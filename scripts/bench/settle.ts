import type { Page } from '@playwright/test'

const AT_REST_MILLISECONDS = 2_000

/**
 * Waits until a new window's browser is at rest: Chromium works for a while on a start page of its own (a quarter of the
 * processor time of a visit), which is no part of the visit that is measured.
 */
export async function settle(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.waitForTimeout(AT_REST_MILLISECONDS)
}
