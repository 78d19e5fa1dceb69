import type { Page } from '@playwright/test'

/** Takes the WebGL context away from the canvas found by the selector, as a driver reset would. */
export async function loseContext(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas')
      const context = canvas.getContext('webgl2')
      const extension = context?.getExtension('WEBGL_lose_context')
      if (!extension) throw new Error('no WEBGL_lose_context')
      Object.assign(window, { bringBack: () => extension.restoreContext() })
      extension.loseContext()
    })
}

/** Gives the context taken last back. */
export async function restoreContext(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { bringBack } = window as unknown as { bringBack(): void }
    bringBack()
  })
}
