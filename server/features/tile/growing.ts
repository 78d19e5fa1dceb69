type Typed = Int32Array | Uint32Array | Uint8Array | Float64Array

/** A typed array that doubles when full; the builder's only buffer. */
export class Growing<Kind extends Typed> {
  private values: Kind
  length = 0

  constructor(private readonly make: (length: number) => Kind) {
    this.values = make(256)
  }

  push(value: number): void {
    this.reserve(1)
    this.values[this.length++] = value
  }

  append(values: ArrayLike<number>): void {
    this.reserve(values.length)
    this.values.set(values, this.length)
    this.length += values.length
  }

  at(index: number): number {
    return this.values[index]!
  }

  /** A copy of what was pushed, without spare room. */
  finish(): Kind {
    const kept = this.make(this.length)
    kept.set(this.values.subarray(0, this.length))
    return kept
  }

  private reserve(more: number): void {
    if (this.length + more <= this.values.length) return
    const larger = this.make(Math.max(this.values.length * 2, this.length + more))
    larger.set(this.values)
    this.values = larger
  }
}
