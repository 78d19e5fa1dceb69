import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { followFeed } from '#client/follow-feed.ts'
import { hasGpu } from '#client/map/gpu.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import { PictureMarks } from '#client/ui/heat/export/picture-marks.ts'
import { useCategories } from '#client/ui/use-categories.ts'
import { useStale } from '#client/ui/use-stale.ts'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import { useFacts } from '#client/ui/wall/use-facts.ts'
import { useFigures } from '#client/ui/wall/use-figures.ts'
import { useNewest } from '#client/ui/wall/use-newest.ts'
import { useScene } from '#client/ui/wall/use-scene.ts'
import { useSceneWords } from '#client/ui/wall/use-scene-words.ts'
import { useTold } from '#client/ui/wall/use-told.ts'
import { useWall, useWallId } from '#client/ui/wall/use-wall.ts'
import type { County } from '#domain/contract/county.ts'
import type { Figures } from '#domain/contract/figure.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { usualProgram } from '#domain/contract/wall.ts'
import { arrivalsOf } from '#domain/wall/arrivals.ts'
import { beginReplay } from '#domain/wall/replay-clock.ts'
import { DayTrend } from './DayTrend.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { MonthTrend } from './MonthTrend.tsx'
import { NewestList } from './NewestList.tsx'
import { Pulses } from './Pulses.tsx'
import { usePictureClasses } from './picture/use-picture-classes.ts'
import { WallPicture } from './picture/WallPicture.tsx'
import { ReplayStage } from './replay/ReplayStage.tsx'
import { useReplay } from './replay/use-replay.ts'
import { StreetRanking } from './StreetRanking.tsx'
import { useChime } from './use-chime.ts'
import { useFormat } from './use-format.ts'
import { useLastGood } from './use-last-good.ts'
import { useLostMap } from './use-lost-map.ts'
import { useNewBuild } from './use-new-build.ts'
import { useOfflineStart } from './use-offline-start.ts'
import { usePulses } from './use-pulses.ts'
import { useRing } from './use-ring.ts'
import { useGround, useSceneIssue, useWalked } from './use-scene-data.ts'
import { useSceneMap } from './use-scene-map.ts'
import { useScreen } from './use-screen.ts'
import { useScreenArea } from './use-screen-area.ts'
import { useSnapshot } from './use-snapshot.ts'
import { useUpkeep } from './use-upkeep.ts'
import { useWallMap } from './use-wall-map.ts'
import { useWallScale } from './use-wall-scale.ts'
import { useWallStage } from './use-wall-stage.ts'
import { useWallTheme } from './use-wall-theme.ts'
import { WallBanner } from './WallBanner.tsx'
import { WallCircles } from './WallCircles.tsx'
import { WallHeader } from './WallHeader.tsx'
import { WallLegend } from './WallLegend.tsx'
import styles from './WallPage.module.css'

const noLines: readonly string[] = []

/** The command center's wall: what is open, where it clusters, what is about to be late, what just came in. */
export default function WallPage() {
  const county = useCounty()
  return county === null ? null : <Wall key={county.code} county={county} />
}

function Wall({ county }: { county: County }) {
  const { t } = useTranslation('wall')
  const view = useMapView()
  const format = useFormat(county.timeZone)
  const { pulses, pulse } = usePulses()
  const [arrived, setArrived] = useState<readonly IssueSummary[]>([])
  const onArrived = useCallback(
    (issues: IssueSummary[]) => {
      pulse(issues)
      setArrived((before) => [...issues, ...before].slice(0, 100))
    },
    [pulse],
  )
  const lit = useMemo(() => new Set(arrived.map((issue) => issue.number)), [arrived])
  const goTo = useCallback(
    ({ position: [longitude, latitude] }: IssueSummary) =>
      view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 15) }, { animate: true }),
    [view],
  )
  const id = useWallId()
  const { id: screenId, area, refused } = useScreenArea(county.code)
  const areaCode = area?.code ?? null
  const live = {
    figures: useFigures(county.code, areaCode),
    newest: useNewest(county.code, onArrived, areaCode),
    wall: useWall(county.code, id),
  }
  const kept = useSnapshot(county.code, id, live)
  const figures = live.figures ?? kept?.figures ?? null
  const newest = live.newest ?? kept?.newest ?? null
  const wall = live.wall ?? kept?.wall ?? null
  const stale = useStale() || refused
  const { program } = wall ?? {}

  // a line that was opened before the screen had its token does not end with it: opened anew then
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => followFeed(county.code, county.feedSequence), [county, screenId])
  const screen = useScreen(program?.screen)
  useWallScale(screen.widthMeters, screen.distanceMeters)
  const panels = useRef<HTMLDivElement>(null)
  useWallStage(panels)
  useWallTheme(program, county.timeZone)
  useNewBuild()
  useOfflineStart()
  useUpkeep(panels, program?.reloadAt ?? usualProgram.reloadAt, county.timeZone, refused)

  const rules = program?.rules ?? usualProgram.rules
  const told = useTold(county.code, newest, rules, areaCode)
  const arrivals = useMemo(() => arrivalsOf(told), [told])
  const asked = [wall?.state.hold, ...(program?.steps.map(({ scene }) => scene) ?? [])]
  const wantsCategories = asked.some((scene) => scene?.kind === 'category')
  const categories = useCategories(wantsCategories ? county.code : null)
  const facts = useFacts(county, figures?.streets ?? null, categories, areaCode)
  const { scene, state } = useLastGood(useScene(wall, facts, arrivals), refused)
  const shown = scene.scene
  const kinds = new Set([shown, ...(program?.steps.map((step) => step.scene) ?? [])].map(({ kind }) => kind))
  const walked = useWalked(county.code, kinds.has('circles'))
  // known from the list already, most of the time
  const number = shown.kind === 'issue' ? shown.number : null
  const toldIssue = told.find(({ issue }) => issue.number === number)?.issue ?? null
  const askedIssue = useSceneIssue(county.code, toldIssue === null ? number : null)
  const issue = toldIssue ?? askedIssue
  const several = (program?.steps.length ?? 0) > 1 || area !== null
  const free = useWallMap(county, several)
  // the ranking of a county has its streets; that of a street its communities, and that of a community itself
  const isRanked =
    shown.kind === 'street' && figures !== null && figures.streets.some(({ code }) => code === shown.street)
  const level = shown.kind === 'street' && figures !== null && isRanked === (area !== null) ? 'community' : 'street'
  const focus = area === null && shown.kind === 'street' ? shown.street : null
  const focused = useFigures(focus === null ? undefined : county.code, focus)
  const { replay, change } = useReplay(state.replay)
  const [past, setPast] = useState<Figures | null>(null)
  const panel = replay !== null ? past : focus === null ? figures : (focused ?? figures)
  const shownCategories = shown.kind === 'category' ? withChildren(shown.category, categories) : []
  useSceneMap({
    county,
    scene,
    state,
    free,
    several,
    streets: useGround(county.code, kinds.has('street') || kinds.has('each-street') ? level : null),
    walked,
    issue,
    categories: shownCategories,
  })
  useRing('wall-pointer', state.pointer?.position ?? null, '--live')
  useRing('wall-issue', issue?.position ?? null, '--late')
  const banners = told.filter(({ issue, rule }) => rule.banner && !state.acknowledged.includes(issue.number))
  const quiet = program?.quiet ?? null
  const silent = useChime({ told, rules, quiet, muted: state.muted, timeZone: county.timeZone })
  const sceneWords = useSceneWords({ streets: [...(figures?.streets ?? []), ...(area ? [area] : [])], categories })

  const language = useLanguage()
  const title = issue !== null && shown.kind === 'issue' ? titleOf(issue, language) : sceneWords(shown)
  const lostMap = useLostMap()
  const classes = usePictureClasses()
  const bare = shown.kind === 'circles' || shown.kind === 'issue'
  const toldAt = figures === null ? serverNow() : Date.parse(figures.now)
  const last = arrived[0]
  return (
    <div className={styles.room}>
      <Pulses pulses={pulses} />
      <div
        ref={panels}
        className={styles.wall}
        data-stale={stale || undefined}
        data-scene={shown.kind}
        data-because={scene.because}
        data-past={replay !== null || undefined}
        data-no-gpu={!hasGpu() || undefined}
      >
        <div className={styles.veil} aria-hidden="true" />
        <WallHeader county={county} format={format} scene={title} silent={silent} lostMap={lostMap} />
        <div className={styles.left} data-wall-side="left">
          {panel && <KeyFigures figures={panel} format={format} />}
        </div>
        <div className={styles.right} data-wall-side="right">
          {newest && replay === null && <NewestList issues={newest} arrived={lit} format={format} onChoose={goTo} />}
          {panel?.streets.some(({ closedInTime }) => closedInTime.share !== null) && (
            <StreetRanking
              streets={panel.streets}
              format={format}
              inFocus={shown.kind === 'street' ? shown.street : null}
            />
          )}
        </div>
        {banners.length > 0 && <WallBanner told={banners} format={format} />}
        <div className={styles.legend} data-wall-side="legend">
          {replay !== null && (
            <ReplayStage
              county={county}
              area={areaCode ?? focus}
              categories={shownCategories}
              replay={replay}
              format={format}
              change={change}
              onFigures={setPast}
            />
          )}
          {bare && !free && replay === null && (
            <WallPicture
              county={county}
              title={title}
              lines={noLines}
              unit={t(shown.kind === 'circles' ? 'circles.label' : 'legend')}
              classes={shown.kind === 'circles' ? classes.circles : classes.clocks}
              at={toldAt}
            />
          )}
          {shown.kind === 'circles' && walked !== null && replay === null ? (
            <WallCircles walked={walked} format={format} />
          ) : (
            <PictureMarks value={classes.clocks}>
              <WallLegend
                county={county}
                marks={shown.kind !== 'hot-spots' || replay !== null}
                past={replay !== null}
                single={shown.kind === 'issue' && free}
                ofArea={shown.kind === 'street'}
                onReplay={() => change(beginReplay('day', serverNow()))}
              />
            </PictureMarks>
          )}
        </div>
        <footer className={styles.foot} data-wall-side="foot">
          {panel && <DayTrend figures={panel} format={format} />}
          {panel && <MonthTrend figures={panel} format={format} />}
        </footer>
        <div aria-live="polite">
          <VisuallyHidden>{last ? t('newest.announced', { title: last.title, place: last.place }) : ''}</VisuallyHidden>
        </div>
      </div>
    </div>
  )
}

/** What an issue is about, and where. */
function titleOf({ title, categoryNameEn, place, communityName }: IssueSummary, language: string): string {
  return [language === 'zh' ? title : categoryNameEn, place || communityName].filter((part) => part !== '').join(' · ')
}

/** Codes of a category and of those below it. */
function withChildren(code: string, categories: ReturnType<typeof useCategories>): string[] {
  return [code, ...categories.filter(({ parent }) => parent === code).map((category) => category.code)]
}
