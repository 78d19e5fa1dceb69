import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { Skipped } from './benchmark.ts'
import { chromiumSwitches } from './chromium-switches.ts'

/** Chromium without a GPU: WebGL by SwiftShader, the page composed as Chromium does without one unless told. Throws `Skipped`. */
export function openBrowser(compositing = '--disable-gpu-compositing'): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(given)) throw new Skipped(`no browser at ${given}; CHROMIUM_PATH names one`)
  return chromium.launch({
    executablePath: given,
    args: [...chromiumSwitches, compositing],
  })
}
