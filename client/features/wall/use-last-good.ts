import { useRef } from 'react'

/** What is given while all is well; the last of it from when it is `frozen`: a picture that can get nothing new stands still. */
export function useLastGood<Value>(value: Value, frozen: boolean): Value {
  const last = useRef(value)
  if (!frozen) last.current = value
  return last.current
}
