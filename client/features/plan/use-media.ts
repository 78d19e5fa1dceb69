import { useSyncExternalStore } from 'react'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (heard) => {
      const media = matchMedia(query)
      media.addEventListener('change', heard)
      return () => media.removeEventListener('change', heard)
    },
    () => matchMedia(query).matches,
  )
}

/** A phone: for looking, not for drawing. */
export const narrow = '(max-width: 48rem)'
/** Where panel and tools stand at the foot, on a phone and on a tablet held upright; as in the styles of this page. */
export const upright = '(max-width: 48rem), (max-width: 60rem) and (orientation: portrait)'
/** Fingers: nothing hovers, and what follows the finger would lie under it. */
export const fingers = '(hover: none)'
/** A screen that takes fingers, whatever else there is. */
export const someFinger = '(any-pointer: coarse)'
