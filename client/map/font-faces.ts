import type { FontFacesSpecification } from 'maplibre-gl'
import { isInstalled } from '#client/ui/typeface.ts'
import { typeface } from '#domain/map-style/draw.ts'

const family = 'Noto Sans SC Variable'

/**
 * Nothing where the machine has the typeface: its own costs no download. Else the page's, file by file with its range of characters, as the map style wants it: the map then waits for
 * the one file a label needs, and no glyph server is asked. Read from the page's style sheets, which list the files already.
 */
export function labelFontFaces(sheets: Iterable<CSSStyleSheet> = document.styleSheets): FontFacesSpecification {
  if (isInstalled()) return {}
  const files: { url: string; 'unicode-range': string[] }[] = []
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(family)) continue
      const address = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1]
      const ranges = rule.style.getPropertyValue('unicode-range')
      if (!address || ranges === '') continue
      files.push({
        url: new URL(address, sheet.href ?? location.href).href,
        'unicode-range': ranges.split(',').map((range) => range.trim()),
      })
    }
  }
  return files.length === 0 ? {} : { [typeface]: files }
}
