/** Writes protocol-buffer primitives into one growing buffer that is used again and again. */
export class ByteWriter {
  private buffer = new Uint8Array(64 * 1024)
  length = 0

  clear(): void {
    this.length = 0
  }

  /** A copy of the bytes written so far. */
  finish(): Uint8Array {
    return this.buffer.slice(0, this.length)
  }

  /** A view of the bytes written so far, valid until the next write. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  /** Unsigned whole number below 2^53. */
  varint(value: number): void {
    if (this.length + 8 > this.buffer.length) this.reserve(8)
    if (value < 128) {
      this.buffer[this.length++] = value
      return
    }
    let rest = value
    while (rest > 0x7fffffff) {
      this.buffer[this.length++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    while (rest > 127) {
      this.buffer[this.length++] = (rest & 127) | 0x80
      rest >>>= 7
    }
    this.buffer[this.length++] = rest
  }

  double(value: number): void {
    this.reserve(8)
    new DataView(this.buffer.buffer).setFloat64(this.length, value, true)
    this.length += 8
  }

  bytes(values: Uint8Array): void {
    this.reserve(values.length)
    this.buffer.set(values, this.length)
    this.length += values.length
  }

  /** For some few bytes a loop is quicker than a view and a copy. */
  slice(values: Uint8Array, from: number, to: number): void {
    this.reserve(to - from)
    const { buffer } = this
    let at = this.length
    for (let index = from; index < to; index++) buffer[at++] = values[index]!
    this.length = at
  }

  /** Packed varints of the first `count` numbers, each below 2^32. */
  varints(values: Int32Array, count: number): void {
    this.reserve(5 * count)
    const { buffer } = this
    let at = this.length
    for (let index = 0; index < count; index++) {
      let rest = values[index]!
      while (rest >>> 0 > 127) {
        buffer[at++] = (rest & 127) | 0x80
        rest >>>= 7
      }
      buffer[at++] = rest
    }
    this.length = at
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more))
    larger.set(this.view())
    this.buffer = larger
  }
}

/** Bytes that `varint` takes for a value below 2^32. */
export function varintSize(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x200000) return 3
  return value < 0x10000000 ? 4 : 5
}
