/** A promise that is settled from outside; one that is rejected while nobody waits is no error. */
export interface Deferred {
  promise: Promise<void>
  resolve: () => void
  reject: (reason: Error) => void
}

export function createDeferred(): Deferred {
  let resolve: Deferred['resolve'] = () => {}
  let reject: Deferred['reject'] = () => {}
  const promise = new Promise<void>((settle, refuse) => {
    resolve = settle
    reject = refuse
  })
  promise.catch(() => {})
  return { promise, resolve, reject }
}
