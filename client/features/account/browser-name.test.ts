import { expect, test } from 'vitest'
import { browserName } from './browser-name.ts'

test('browsers are told by the most particular word they say', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  expect(browserName(chrome)).toEqual({ browser: 'Chrome', system: 'Windows' })
  expect(browserName(`${chrome} Edg/140.0`)).toEqual({ browser: 'Edge', system: 'Windows' })
  expect(
    browserName(
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0',
    ),
  ).toEqual({ browser: 'WeChat', system: 'Android' })
  expect(browserName('curl/8.1')).toEqual({ browser: '', system: '' })
})
