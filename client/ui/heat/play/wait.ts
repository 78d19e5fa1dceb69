/** Resolves after so long. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((tell) => setTimeout(tell, milliseconds))
}
