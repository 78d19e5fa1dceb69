import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { freePort } from './support/free-port.ts'

// workers read this file again and must find the same server
process.env.BROWSER_PORT ??= String(await freePort())
const ours = `http://127.0.0.1:${process.env.BROWSER_PORT}`

/**
 * The client in Chromium against the real server on the embedded engine, with the demo county of a fixed day.
 * BROWSER_BASE_URL names a server that runs already (with that county) and spares the two minutes of starting one.
 * CHROMIUM_PATH names the browser.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.resolve(import.meta.dirname, '../../test-results'),
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: false,
  workers: 1,
  // software WebGL on a busy machine takes its time
  timeout: 180_000,
  retries: process.env.CI === 'true' ? 1 : 0,
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.02, threshold: 0.15, animations: 'disabled' } },
  reporter: 'list',
  use: {
    baseURL: process.env.BROWSER_BASE_URL ?? ours,
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      // WebGL 2 by software, the same on every machine; the page itself is composed as Chromium does without a GPU, which
      // costs a frame 130 ms less than composing it by software WebGL too
      args: [
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
        '--disable-gpu-compositing',
        '--no-sandbox',
      ],
    },
  },
  ...(process.env.BROWSER_BASE_URL
    ? {}
    : {
        webServer: {
          command: `npx tsx ${path.join(import.meta.dirname, 'support/serve.ts')}`,
          url: `${ours}/api/ready`,
          timeout: 300_000,
          stdout: 'pipe' as const,
        },
      }),
})
