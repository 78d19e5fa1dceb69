import { useSyncExternalStore } from 'react'
import { readParameter, readPath, subscribeAddress, writeParameter } from '#client/address.ts'

export type Theme = 'dark' | 'light'
export type ThemeChoice = Theme | 'auto'
export type Language = 'zh' | 'en'

/** Theme shown now. `auto` follows the system, except on the wall, which is dark unless told otherwise. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribeTheme, readTheme)
}

export function readTheme(): Theme {
  const choice = readThemeChoice()
  if (choice !== 'auto') return choice
  return readPath() === '/wall' || systemIsDark.matches ? 'dark' : 'light'
}

export function setTheme(choice: ThemeChoice): void {
  writeParameter('theme', choice === 'auto' ? null : choice)
}

/** Chinese first; English by choice. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribeAddress, readLanguage)
}

export function readLanguage(): Language {
  return readParameter('language') === 'en' ? 'en' : 'zh'
}

export function setLanguage(language: Language): void {
  writeParameter('language', language === 'zh' ? null : language)
}

/** Whether the system asks for less motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (heard) => subscribeQuery(reducedMotion, heard),
    () => reducedMotion.matches,
  )
}

const systemIsDark = mediaQuery('(prefers-color-scheme: dark)')
const reducedMotion = mediaQuery('(prefers-reduced-motion: reduce)')

function readThemeChoice(): ThemeChoice {
  const choice = readParameter('theme')
  return choice === 'dark' || choice === 'light' ? choice : 'auto'
}

function subscribeTheme(heard: () => void): () => void {
  const stops = [subscribeAddress(heard), subscribeQuery(systemIsDark, heard)]
  return () => {
    for (const stop of stops) stop()
  }
}

function subscribeQuery(query: EventTarget, heard: () => void): () => void {
  query.addEventListener('change', heard)
  return () => query.removeEventListener('change', heard)
}

function mediaQuery(text: string): EventTarget & { readonly matches: boolean } {
  return typeof matchMedia === 'undefined' ? Object.assign(new EventTarget(), { matches: false }) : matchMedia(text)
}
