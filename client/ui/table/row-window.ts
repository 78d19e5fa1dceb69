/** Which rows of one height are drawn. */
export interface RowWindow {
  first: number
  /** One after the last. */
  end: number
}

/** Rows drawn above and below what is seen, so that a fast scroll shows no gap. */
const OVERSCAN_ROWS = 8

/** Rows that are seen at a scroll position, and `overscan` above and below them. Heights in pixels. Pure. */
export function rowWindow(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rows: number,
  overscan: number = OVERSCAN_ROWS,
): RowWindow {
  const seen = Math.ceil(viewHeight / rowHeight) + 1
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const first = Math.min(Math.max(0, top - overscan), Math.max(0, rows - seen))
  return { first, end: Math.min(rows, top + seen + overscan) }
}

/** Where to scroll so that a row is seen whole: as little as needed; far rows come to the middle. Pure. */
export function scrollToShow(row: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight
  const bottom = top + rowHeight
  if (top >= scrollTop && bottom <= scrollTop + viewHeight) return scrollTop
  const far = top < scrollTop - viewHeight || bottom > scrollTop + 2 * viewHeight
  if (far) return Math.max(0, top - (viewHeight - rowHeight) / 2)
  return top < scrollTop ? top : bottom - viewHeight
}
