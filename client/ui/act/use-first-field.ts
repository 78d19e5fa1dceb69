import { type RefObject, useEffect, useRef } from 'react'

/** Keys of a form that opens begin where something is to be filled in, not at the button that closes it. */
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), [])
  return form
}
