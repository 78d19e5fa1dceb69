import type { ReactNode } from 'react'
import type { SearchKind } from '#domain/contract/search.ts'
import styles from './KindIcon.module.css'

const shapes: Record<SearchKind, ReactNode> = {
  area: <path d="M4 6l6-2 5 2.500 5-2.500v14l-5 2.500-5-2.500-6 2z" />,
  grid: <path d="M5 5h14v14H5zM5 12h14M12 5v14" />,
  micro_grid: <path d="M5 5h14v14H5zM5 9.700h14M5 14.300h14M9.700 5v14M14.300 5v14" />,
  compound: <path d="M4 20V9l5-3v14M9 20V4l11 4v12M4 20h17M13 11h3M13 15h3" />,
  station: <path d="M4 11.500L12 5l8 6.500M6.500 10v9.500h11V10M12 13v6" />,
  road: <path d="M8 4L5 20M16 4l3 16M12 5v2.500M12 11v2.500M12 17v2.500" />,
  issue: <path d="M12 4a6 6 0 0 1 6 6c0 4.500-6 10-6 10s-6-5.500-6-10a6 6 0 0 1 6-6zM12 7.500v3.500M12 13.500h.01" />,
  coordinate: <path d="M12 3v5M12 16v5M3 12h5M16 12h5M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z" />,
}

/** What kind of thing a line of the list is. */
export function KindIcon({ kind }: { kind: SearchKind }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[kind]}
    </svg>
  )
}
