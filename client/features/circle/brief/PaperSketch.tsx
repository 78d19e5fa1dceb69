import type { BriefSize } from '#domain/contract/brief.ts'
import styles from './BriefPart.module.css'

/** The sheet in miniature: where title, figures, map and lists stand on this paper. The words beside it say the same. */
export function PaperSketch({ size }: { size: BriefSize }) {
  return size === 'a4' ? (
    <svg className={styles.paper} viewBox="0 0 210 297" width="88" aria-hidden="true">
      <rect className={styles.ink} x="13" y="16" width="104" height="9" />
      <rect className={styles.pale} x="13" y="30" width="70" height="4" />
      {[13, 78, 143].map((x) => (
        <g key={x}>
          <rect className={styles.accent} x={x} y="46" width="2" height="24" />
          <rect className={styles.ink} x={x + 6} y="50" width="34" height="10" />
          <rect className={styles.pale} x={x + 6} y="64" width="44" height="3" />
        </g>
      ))}
      <MapSketch x={13} y={80} width={184} height={116} />
      <Lines x={13} y={208} width={118} count={9} />
      <Lines x={143} y={208} width={54} count={4} />
      <Lines x={13} y={274} width={184} count={2} />
    </svg>
  ) : (
    <svg className={styles.paper} viewBox="0 0 420 297" width="132" aria-hidden="true">
      <rect className={styles.ink} x="15" y="14" width="150" height="10" />
      <rect className={styles.pale} x="15" y="28" width="90" height="4" />
      <MapSketch x={15} y={40} width={256} height={212} />
      {[40, 71, 102].map((y) => (
        <g key={y}>
          <rect className={styles.accent} x="281" y={y} width="2" height="24" />
          <rect className={styles.ink} x="287" y={y + 4} width="42" height="10" />
          <rect className={styles.pale} x="287" y={y + 18} width="70" height="3" />
        </g>
      ))}
      <Lines x={281} y={138} width={124} count={10} />
      <Lines x={281} y={220} width={124} count={4} />
      <Lines x={15} y={270} width={390} count={2} />
    </svg>
  )
}

function MapSketch({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const middle = { x: x + width / 2, y: y + height / 2 }
  return (
    <g>
      <rect className={styles.map} x={x} y={y} width={width} height={height} />
      <circle className={styles.circle} cx={middle.x} cy={middle.y} r={height * 0.42} />
      <circle className={styles.accent} cx={middle.x} cy={middle.y} r="5" />
    </g>
  )
}

function Lines({ x, y, width, count }: { x: number; y: number; width: number; count: number }) {
  return Array.from({ length: count }, (_, line) => y + 6.4 * line).map((top) => {
    const heading = top === y && count > 2
    return (
      <rect
        key={top}
        className={heading ? styles.ink : styles.pale}
        x={x}
        y={top}
        width={heading ? width * 0.45 : width}
        height="3"
      />
    )
  })
}
