/** A key for one filled-in form: sent again with it, the same thing is done once. */
export function newKey(): string {
  // randomUUID is missing on pages of a closed network that come without TLS
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
