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

/** The width below which panel and tools move to the foot; as in the styles of this page. */
export const narrow = '(max-width: 48rem)'
/** Fingers: nothing hovers, and what follows the finger would lie under it. */
export const fingers = '(hover: none)'
