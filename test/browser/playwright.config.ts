import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumSwitches } from '#scripts/bench/chromium-switches.ts'
import { freePort } from './support/free-port.ts'

const started = process.env.BROWSER_BASE_URL
const roomForTwo = started === undefined && availableParallelism() > 1 && totalmem() > 8 * 1024 ** 3
// workers read this file again and must find the same servers
process.env.BROWSER_PORTS ??= (await Promise.all(Array.from({ length: roomForTwo ? 2 : 1 }, freePort))).join(',')
const servers = process.env.BROWSER_PORTS.split(',').map((port) => `http://127.0.0.1:${port}`)
const [firstServer = ''] = servers
const ownServer = servers[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? firstServer

/**
 * The client in Chromium against the real server on the embedded engine, with the demo county of a fixed day. Two files at
 * a time where there is room, each worker with a server and a county of its own.
 * BROWSER_BASE_URL names a server that runs already (with that county) and spares the minute of starting one.
 * CHROMIUM_PATH names the browser.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.resolve(import.meta.dirname, '../../test-results'),
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: false,
  workers: servers.length,
  // software WebGL on a busy machine takes its time
  timeout: 180_000,
  retries: process.env.CI === 'true' ? 1 : 0,
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.02, threshold: 0.15, animations: 'disabled' } },
  reporter: 'list',
  use: {
    baseURL: started ?? ownServer,
    viewport: { width: 1280, height: 800 },
    // half the pixels each way: software WebGL takes its time by the pixel; what compares pictures asks for all of them
    deviceScaleFactor: 0.5,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    // a test cannot cut off what a service worker asks for; what is tested of that worker itself allows it
    serviceWorkers: 'block',
    launchOptions: {
      // a machine that names no encoding would have files with Chinese names called "download"
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [...chromiumSwitches, '--ignore-gpu-blocklist', '--disable-gpu-compositing'],
    },
  },
  ...(started !== undefined
    ? {}
    : {
        webServer: {
          command: `npx tsx ${path.join(import.meta.dirname, 'support/serve.ts')}`,
          url: `${servers.at(-1)}/api/ready`,
          timeout: 300_000,
          stdout: 'pipe' as const,
        },
      }),
})
