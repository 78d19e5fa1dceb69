import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { readParameter, readPath, subscribeAddress, writeParameter } from '#client/address.ts'

/** How a value stands in the query string. `read` never throws: what it cannot read is the default. */
export interface Codec<Value> {
  read(text: string | null): Value
  /** null leaves the key out of the address. */
  write(value: Value): string | null
}

/** State kept in the query string under `key`: a reload restores it exactly. The codec must keep its identity between renders. */
export function useUrlState<Value>(
  key: string,
  codec: Codec<Value>,
): [Value, (next: Value | ((previous: Value) => Value)) => void] {
  const text = useSyncExternalStore(subscribeAddress, () => readParameter(key))
  const value = useMemo(() => codec.read(text), [text, codec])
  const set = useCallback(
    (next: Value | ((previous: Value) => Value)) => {
      const value = isUpdate(next) ? next(codec.read(readParameter(key))) : next
      writeParameter(key, codec.write(value))
    },
    [key, codec],
  )
  return [value, set]
}

/** Path of the page, `/wall`; changes with navigation. */
export function usePath(): string {
  return useSyncExternalStore(subscribeAddress, readPath)
}

export function textCodec(fallback: string): Codec<string> {
  return { read: (text) => text ?? fallback, write: (value) => (value === fallback ? null : value) }
}

/** A number within [least, most]; what lies outside is brought to the nearer end. */
export function numberCodec(fallback: number, least: number, most: number): Codec<number> {
  return {
    read(text) {
      const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
      return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : fallback
    },
    write: (value) => (value === fallback ? null : String(value)),
  }
}

export function choiceCodec<Choice extends string>(choices: readonly Choice[], fallback: Choice): Codec<Choice> {
  return {
    read: (text) => choices.find((choice) => choice === text) ?? fallback,
    write: (value) => (value === fallback ? null : value),
  }
}

/** Words joined by commas; no word holds a comma. */
export function listCodec(fallback: readonly string[]): Codec<readonly string[]> {
  const printed = fallback.join(',')
  return {
    read: (text) => (text === null ? fallback : text.split(',').filter((word) => word !== '')),
    write: (value) => (value.join(',') === printed ? null : value.join(',')),
  }
}

export function flagCodec(fallback: boolean): Codec<boolean> {
  return {
    read: (text) => (text === null ? fallback : text === '1'),
    write: (value) => (value === fallback ? null : value ? '1' : '0'),
  }
}

function isUpdate<Value>(next: Value | ((previous: Value) => Value)): next is (previous: Value) => Value {
  return typeof next === 'function'
}
