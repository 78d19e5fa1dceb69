import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActorRole, lifecycle } from '#domain/issue/lifecycle.ts'
import styles from './Lifecycle.module.css'
import { layOut } from './lay-out.ts'
import { graphOf, ofRole, type Place } from './lifecycle-graph.ts'

/** What scrolls is reached by keys. */
const scrolling = { tabIndex: 0 }
const LINE = 17
const HEAD = 30
const PADDING = 14

/** What a role may do by the table, drawn: states as boxes with the acts that stay in them, acts that lead on as labelled arrows. */
export function LifecycleDiagram({ role }: { role: ActorRole | null }) {
  const { t, i18n } = useTranslation('lifecycle')
  const arrow = useId()
  const drawn = useMemo(() => {
    const wide = i18n.language === 'zh' ? 13 : 7.5
    const widthOf = (words: readonly string[]) => Math.max(...words.map((word) => word.length * wide)) + 2 * PADDING
    const wordOf = (act: string) => t(`card:event.${act}`)
    return layOut(ofRole(graphOf(lifecycle), lifecycle, role), {
      box: ({ state, stays }) => ({
        width: widthOf([nameOf(state, t), ...stays.map(wordOf)]),
        height: HEAD + stays.length * LINE + (stays.length > 0 ? PADDING : 4),
      }),
      way: ({ acts }) => ({ width: widthOf(acts.map(wordOf)) - PADDING, height: acts.length * LINE + 6 }),
    })
  }, [t, i18n.language, role])
  return (
    <section {...scrolling} className={styles.diagram} aria-label={t('diagram')}>
      <svg
        width={drawn.width}
        height={drawn.height}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="img"
        aria-label={t('diagramWords')}
      >
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0.5L7.5 4L0 7.5z" />
          </marker>
        </defs>
        {drawn.ways.map(({ from, to, points }) => (
          <path key={`${from} ${to}`} className={styles.way} d={pathThrough(points)} markerEnd={`url(#${arrow})`} />
        ))}
        {drawn.ways.map(({ from, to, acts, x, y, width, height }) => (
          <g key={`${from} ${to}`} className={styles.label} transform={`translate(${x} ${y})`}>
            <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={4} />
            {acts.map((act, at) => (
              <text key={act} y={(at - (acts.length - 1) / 2) * LINE}>
                {t(`card:event.${act}`)}
              </text>
            ))}
          </g>
        ))}
        {drawn.boxes.map(({ state, stays, x, y, width, height }) => (
          <g
            key={state}
            className={styles.box}
            data-state={state}
            transform={`translate(${x - width / 2} ${y - height / 2})`}
          >
            <rect width={width} height={height} rx={6} />
            <text className={styles.name} x={width / 2} y={HEAD / 2 + 2}>
              {nameOf(state, t)}
            </text>
            {stays.map((act, at) => (
              <text key={act} x={width / 2} y={HEAD + LINE / 2 + at * LINE + 4}>
                {t(`card:event.${act}`)}
              </text>
            ))}
          </g>
        ))}
      </svg>
    </section>
  )
}

function nameOf(state: Place, t: (key: string) => string): string {
  return state === 'start' ? t('start') : t(`card:state.${state}`)
}

/** A line through all points, rounded at those between. */
function pathThrough(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1]
    if (next === undefined) path += `L${point.x} ${point.y}`
    else path += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`
  }
  return path
}
