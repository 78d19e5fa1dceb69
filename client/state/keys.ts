import { useEffect, useMemo } from 'react'
import { create } from 'zustand'

/** One key of the page: what it does is said in the "?" dialog. */
export interface KeyBinding {
  /** As KeyboardEvent.key: `?`, `ArrowLeft`, `L`; with `shift` the letter is upper case. */
  key: string
  shift?: boolean
  /** What it does, in words of the current language. */
  text: string
  run(): void
}

const useStore = create<{ bindings: readonly KeyBinding[] }>(() => ({ bindings: [] }))

/** All keys that work now, in the order their parts of the page appeared. */
export function useKeyList(): readonly KeyBinding[] {
  return useStore((store) => store.bindings)
}

/**
 * Makes keys work while the component is shown, and lists them in the "?" dialog. Letters typed into a field are never taken.
 * Pass a list that keeps its identity between renders (useMemo).
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  useEffect(() => {
    useStore.setState((store) => ({ bindings: [...store.bindings, ...bindings] }))
    const heard = (event: KeyboardEvent) => {
      const binding = bindings.find((known) => meets(known, event))
      if (!binding || isTyping(event)) return
      event.preventDefault()
      binding.run()
    }
    window.addEventListener('keydown', heard)
    return () => {
      window.removeEventListener('keydown', heard)
      useStore.setState((store) => ({ bindings: store.bindings.filter((known) => !bindings.includes(known)) }))
    }
  }, [bindings])
}

/** Keys grouped by what they do: several keys may do the same. */
export function useKeyLines(): { text: string; keys: string[] }[] {
  const bindings = useKeyList()
  return useMemo(() => {
    const lines = new Map<string, string[]>()
    for (const { text, key, shift } of bindings) {
      const keys = lines.get(text) ?? []
      keys.push(shift ? `Shift ${key}` : key)
      lines.set(text, keys)
    }
    return [...lines].map(([text, keys]) => ({ text, keys }))
  }, [bindings])
}

function meets(binding: KeyBinding, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  if (binding.shift) return event.shiftKey && event.key.toUpperCase() === binding.key
  return event.key === binding.key
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (document.querySelector('dialog[open]')) return true
  return (
    target.isContentEditable ||
    target.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea, select')
  )
}
