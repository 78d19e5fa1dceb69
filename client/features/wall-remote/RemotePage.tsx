import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter } from '#client/address.ts'
import { call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { DataAge } from '#client/ui/DataAge.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { useCategories } from '#client/ui/use-categories.ts'
import { useNow } from '#client/ui/use-now.ts'
import { ReplayControls } from '#client/ui/wall/ReplayControls.tsx'
import { useFacts } from '#client/ui/wall/use-facts.ts'
import { useFigures } from '#client/ui/wall/use-figures.ts'
import { useNewest } from '#client/ui/wall/use-newest.ts'
import { useReplayFormat } from '#client/ui/wall/use-replay-format.ts'
import { useScene } from '#client/ui/wall/use-scene.ts'
import { useSceneWords } from '#client/ui/wall/use-scene-words.ts'
import { useTold } from '#client/ui/wall/use-told.ts'
import { useWall, useWallId } from '#client/ui/wall/use-wall.ts'
import type { County } from '#domain/contract/county.ts'
import {
  commandWall,
  replaySpans,
  usualProgram,
  type WallCommand,
  type WallReplay,
  type WallScene,
} from '#domain/contract/wall.ts'
import { arrivalsOf } from '#domain/wall/arrivals.ts'
import { offeredSteps } from '#domain/wall/offered-steps.ts'
import { beginReplay, replayMoment } from '#domain/wall/replay-clock.ts'
import { beginningOf } from '#domain/wall/scene-clock.ts'
import styles from './RemotePage.module.css'

const SECOND = 1_000
/** A slider that is dragged steers the walls once it rests. */
const REST_MILLISECONDS = 250
const nothing = () => {}

/** Steers a wall from a tablet or another PC: scenes, pause, camera, layers, pointing, replay, and taking note of what it tells. */
export default function RemotePage() {
  const county = useCounty()
  const id = useWallId()
  return county === null ? null : <Remote key={`${county.code} ${id}`} county={county} id={id} />
}

function Remote({ county, id }: { county: County; id: string }) {
  const { t } = useTranslation(['wall-remote', 'wall-replay'])
  const view = useMapView()
  const language = useLanguage()
  const format = useCardFormat(county.timeZone)
  const wall = useWall(county.code, id)
  const figures = useFigures(county.code)
  const newest = useNewest(county.code, nothing)
  const categories = useCategories(county.code)
  const facts = useFacts(county, figures?.streets ?? null, categories)
  const told = useTold(county.code, newest, wall?.program.rules ?? usualProgram.rules)
  const arrivals = useMemo(() => arrivalsOf(told), [told])
  const { scene, state } = useScene(wall, facts, arrivals)
  const words = useSceneWords({ streets: figures?.streets ?? [], categories })
  const { busy, refusal, ask } = useAsking('wall-remote')
  const now = useNow(SECOND)
  const [pointing, setPointing] = useState(false)
  const steps = useMemo(() => offeredSteps(wall?.program.steps ?? [], facts), [wall, facts])

  const send = (body: WallCommand) =>
    ask(() => call(commandWall, { params: { wall: id }, query: { county: county.code }, body }))
  const steerReplay = (replay: WallReplay | null) => {
    const { from: _, ...asked } = replay ?? {}
    void send({ kind: 'replay', replay: replay && (asked as Omit<WallReplay, 'from'>) })
  }
  const printMoment = useReplayFormat(county.timeZone)
  const pastMoment = state.replay === null ? now : replayMoment(state.replay, now)
  const same = (one: WallScene) => JSON.stringify(one) === JSON.stringify(scene.scene)
  const goOnFrom = (index: number) => void send({ kind: 'play', intoMilliseconds: beginningOf(steps, index) })
  const current = steps.findIndex((step) => same(step.scene))
  const held = state.hold !== null
  const left = scene.until === null ? null : Math.max(0, Math.round((scene.until - serverNow()) / SECOND))

  useEffect(() => {
    if (!pointing) return
    return view.onClick(({ longitude, latitude }) => {
      void call(commandWall, {
        params: { wall: id },
        query: { county: county.code },
        body: { kind: 'point', position: [longitude, latitude] },
      }).catch(() => toast(t('refusal.unreachable'), 'bad'))
    })
  }, [view, pointing, id, county, t])

  const banners = told.filter(({ issue, rule }) => rule.banner && !state.acknowledged.includes(issue.number))
  return (
    <section className={styles.remote} aria-label={t('title')} data-now={now}>
      <header className={styles.now}>
        <p>
          {t('wall', { id })} <DataAge moment={(moment) => format.moment(new Date(moment).toISOString())} />
        </p>
        <h1>{words(scene.scene)}</h1>
        <p role="status">
          {held
            ? t('held')
            : scene.because === 'arrival'
              ? t('arrival', { seconds: left ?? 0 })
              : left === null
                ? t('only')
                : t('left', { seconds: left })}
        </p>
        <div className={styles.acts}>
          {held ? (
            <Button look="accent" disabled={busy} onClick={() => goOnFrom(Math.max(0, current))}>
              {t('goOn')}
            </Button>
          ) : (
            <Button look="accent" disabled={busy} onClick={() => void send({ kind: 'hold', scene: scene.scene })}>
              {t('pause')}
            </Button>
          )}
          <Button
            disabled={busy || steps.length < 2}
            onClick={() => goOnFrom((Math.max(0, current) + 1) % steps.length)}
          >
            {t('next')}
          </Button>
        </div>
        {wall?.mayWrite === false && <p>{t('mayNot')}</p>}
        {refusal && <p role="alert">{refusal.words}</p>}
      </header>
      {banners.length > 0 && (
        <section aria-labelledby="remote-told">
          <h2 id="remote-told">{t('told')}</h2>
          <ul className={styles.told}>
            {banners.map(({ issue }) => (
              <li key={issue.number}>
                <span>
                  {language === 'zh' ? issue.title : issue.categoryNameEn}
                  <small>{[issue.streetName, issue.place].filter(Boolean).join(' · ')}</small>
                </span>
                <Button onClick={() => void send({ kind: 'hold', scene: { kind: 'issue', number: issue.number } })}>
                  {t('show')}
                </Button>
                <Button onClick={() => void send({ kind: 'acknowledge', number: issue.number })}>
                  {t('acknowledge')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="remote-scenes">
        <h2 id="remote-scenes">{t('scenes')}</h2>
        <ul className={styles.scenes}>
          {scenesOf(
            steps.map((step) => step.scene),
            facts.streets,
            facts.grids > 0,
            facts.stations > 0,
          ).map((one) => (
            <li key={JSON.stringify(one)}>
              <button
                type="button"
                className={styles.scene}
                aria-pressed={same(one)}
                disabled={busy}
                onClick={() => void send({ kind: 'hold', scene: one })}
              >
                {words(one)}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="remote-map">
        <h2 id="remote-map">{t('map')}</h2>
        <div className={styles.acts}>
          <Button disabled={busy} onClick={() => void send({ kind: 'camera', camera: view.getCamera() })}>
            {t('sendCamera')}
          </Button>
          <Button disabled={busy} onClick={() => void send({ kind: 'layers', layers: readParameter('layers') })}>
            {t('sendLayers')}
          </Button>
          <Button aria-pressed={pointing} look={pointing ? 'accent' : 'plain'} onClick={() => setPointing(!pointing)}>
            {t(pointing ? 'pointing' : 'point')}
          </Button>
          <Button
            disabled={busy || state.pointer === null}
            onClick={() => {
              setPointing(false)
              void send({ kind: 'point', position: null })
            }}
          >
            {t('pointAway')}
          </Button>
          <Button disabled={busy} onClick={() => void send({ kind: 'mute', muted: !state.muted })}>
            {t(state.muted ? 'unmute' : 'mute')}
          </Button>
        </div>
      </section>
      <section aria-labelledby="remote-replay">
        <h2 id="remote-replay">{t('wall-replay:label')}</h2>
        {state.replay === null ? (
          <div className={styles.acts}>
            {replaySpans.map((span) => (
              <Button key={span} disabled={busy} onClick={() => steerReplay(beginReplay(span, serverNow()))}>
                {t(`wall-replay:span.${span}`)}
              </Button>
            ))}
          </div>
        ) : (
          <>
            <p>{printMoment(pastMoment)}</p>
            <ReplayControls
              replay={state.replay}
              moment={pastMoment}
              print={printMoment}
              change={steerReplay}
              restMilliseconds={REST_MILLISECONDS}
            />
          </>
        )}
      </section>
      <footer className={styles.foot}>
        <DoorLink path="/wall">{t('openWall')}</DoorLink>
        <DoorLink path="/admin/wall">{t('openScenes')}</DoorLink>
      </footer>
    </section>
  )
}

/** Scenes that can be pressed: those of the playlist first, then what else the county has. */
function scenesOf(
  playlist: readonly WallScene[],
  streets: readonly string[],
  hot: boolean,
  circles: boolean,
): WallScene[] {
  const all: WallScene[] = [
    ...playlist,
    { kind: 'county' },
    ...(hot ? [{ kind: 'hot-spots' } as const] : []),
    ...(circles ? [{ kind: 'circles' } as const] : []),
    ...streets.map((street) => ({ kind: 'street', street }) as const),
  ]
  return [...new Map(all.map((scene) => [JSON.stringify(scene), scene])).values()]
}
