import { useDisplayToken } from '#client/use-display-token.ts'

export interface ScreenArea {
  /** Id of the screen; null for a page that is none. */
  id: string | null
  /** The street or community that this screen was given to; null for the whole county, and for a page that is no screen. */
  area: { code: string; name: string } | null
  /** Its token was taken, or never was one: what stands is the last that it may show. */
  refused: boolean
}

/** What this page may show as a screen with a token; while nobody answers, what it was when it last knew. */
export function useScreenArea(county: string): ScreenArea {
  const token = useDisplayToken()
  if (token.state === 'none') return { id: null, area: null, refused: false }
  const display = token.state === 'open' ? token.display : token.last
  const within = display !== null && display.county === county && display.area !== county
  return {
    id: display?.id ?? null,
    area: within ? { code: display.area, name: display.areaName } : null,
    refused: token.state === 'refused',
  }
}
