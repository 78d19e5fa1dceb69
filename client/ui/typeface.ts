import { typeface } from '#domain/map-style/draw.ts'

let installed = false

/** Finds out whether this machine has the typeface, and fetches the list of its files if not. Call once, before the first render. */
export async function findTypeface(): Promise<void> {
  const local = new FontFace('installed typeface', `local("${typeface}"), local("NotoSansCJKsc-Regular")`)
  installed = await local.load().then(
    () => true,
    () => false,
  )
  if (!installed) await import('@fontsource-variable/noto-sans-sc/wght.css')
}

/** As `findTypeface` found it. */
export function isInstalled(): boolean {
  return installed
}
