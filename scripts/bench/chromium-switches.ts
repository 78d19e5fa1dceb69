/** Features that Playwright turns off for pages to behave as it expects; Chromium heeds the last list it is given alone. */
const asPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
/** Two pages of the address bar that Chromium begins with every window: a fifth of the processor time of a visit. */
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/**
 * Switches of a Chromium without a GPU: WebGL 2 by software, the same on every machine; the page itself is composed as
 * Chromium does without a GPU, which costs a frame 130 ms less than composing it by software WebGL too.
 */
export const chromiumSwitches = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  `--disable-features=${[...asPlaywright, ...addressBar].join(',')}`,
]
