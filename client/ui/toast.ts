import { create } from 'zustand'

export type ToastKind = 'info' | 'good' | 'bad'

export interface ToastMessage {
  id: number
  text: string
  kind: ToastKind
}

export const useToasts = create<{ messages: ToastMessage[] }>(() => ({ messages: [] }))

let last = 0

/** Tells something in passing, in words of the current language; it leaves by itself (a failure stays longer). */
export function toast(text: string, kind: ToastKind = 'info'): void {
  const id = ++last
  useToasts.setState(({ messages }) => ({ messages: [...messages.slice(-2), { id, text, kind }] }))
  setTimeout(() => dismissToast(id), kind === 'bad' ? 9000 : 4500)
}

export function dismissToast(id: number): void {
  useToasts.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }))
}
