import type { MapPointer } from '#client/map/map-view.types.ts'

/** A finger that rests so long, and strays no further (CSS pixels), is pressed long. */
const LONG_MILLISECONDS = 500
const STRAY_PIXELS = 8

export interface LongPress {
  down(pointer: MapPointer): void
  move(pointer: MapPointer): void
  /** The press is over, whatever came of it. */
  end(): void
}

/** Tells once when a finger has rested where it was put down. */
export function watchLongPress(isLong: (pointer: MapPointer) => void): LongPress {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from: MapPointer | null = null
  const end = () => {
    clearTimeout(timer)
    from = null
  }
  return {
    down(pointer) {
      end()
      if (!pointer.finger) return
      from = pointer
      timer = setTimeout(() => {
        end()
        isLong(pointer)
      }, LONG_MILLISECONDS)
    },
    move(pointer) {
      if (from && Math.hypot(pointer.x - from.x, pointer.y - from.y) > STRAY_PIXELS) end()
    },
    end,
  }
}
