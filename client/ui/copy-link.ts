import { flushAddress } from '#client/address.ts'

/** Copies the address, which holds the whole view: whoever opens the link sees the same. False where the browser refuses. */
export async function copyLink(): Promise<boolean> {
  flushAddress()
  try {
    await navigator.clipboard.writeText(location.href)
    return true
  } catch {
    return false
  }
}
