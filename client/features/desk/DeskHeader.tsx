import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { mayFile, useFiling } from '#client/ui/act/use-filing.ts'
import { Button } from '#client/ui/Button.tsx'
import { copyLink } from '#client/ui/copy-link.ts'
import { DataAge } from '#client/ui/DataAge.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Post } from '#domain/account/post.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './DeskHeader.module.css'
import type { IssueQuery } from './desk-filter.ts'
import { Menu } from './Menu.tsx'
import { useExport } from './use-export.ts'
import { useExportWords } from './use-export-words.ts'
import type { QueueShown } from './use-queue.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

export interface DeskHeaderProps {
  county: County
  post: Post | null
  shown: QueueShown
  query: IssueQuery | null
  /** Whether anything narrows the queue. */
  narrowed: boolean
  /** Only a phone folds the filters away. */
  folded: boolean
  onFold(): void
}

/** What is shown, how many and how old; the view as a link and the queue as a file. */
export function DeskHeader({ county, post, shown, query, narrowed, folded, onFold }: DeskHeaderProps) {
  const { t, i18n } = useTranslation('desk')
  const language = useLanguage()
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  const words = useExportWords(county, (result) => {
    if (result.state === 'failed') toast(t('export.failed'), 'bad')
    else
      toast(
        t(result.whole ? 'export.saved' : 'export.cut', { count: result.rows, number: number(result.rows) }),
        'good',
      )
  })
  const [, setFiling] = useFiling()
  const file = useExport(county.code, query, words)
  const seconds = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: county.timeZone,
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const { queue } = shown
  const count = queue?.rows.length ?? 0
  return (
    <header className={styles.header}>
      <h1>{t('title')}</h1>
      <span className={styles.count} aria-live="polite">
        {queue && t(queue.next === null ? 'count' : 'countSoFar', { count, number: number(count) })}
      </span>
      <DataAge className={styles.age} moment={(milliseconds) => seconds.format(milliseconds)} />
      <div className={styles.actions}>
        <Button
          className={styles.fold}
          aria-expanded={!folded}
          aria-controls="desk-filters"
          data-set={narrowed || undefined}
          onClick={onFold}
        >
          {t('filter')}
        </Button>
        <Button
          look="quiet"
          onClick={() =>
            void copyLink().then((done) => toast(t(done ? 'card:copied' : 'card:notCopied'), done ? 'good' : 'bad'))
          }
        >
          {t('copy')}
        </Button>
        {mayFile(post) && (
          <Button look="accent" onClick={() => setFiling(true)}>
            {t('act:file.open')}
          </Button>
        )}
        <ViewsMenu county={county.code} unit={post?.unit ?? null} />
        {file.rows === null ? (
          <Menu label={t('export.label')} value={null}>
            {(close) => (
              <div className={styles.formats}>
                {(['csv', 'xlsx'] as const).map((format) => (
                  <Button
                    key={format}
                    look="quiet"
                    reason={count === 0 ? t('export.nothing') : undefined}
                    onClick={() => {
                      close()
                      file.start(format)
                    }}
                  >
                    {t(`export.${format}`)}
                  </Button>
                ))}
              </div>
            )}
          </Menu>
        ) : (
          <Button onClick={file.stop}>{t('export.running', { number: number(file.rows) })}</Button>
        )}
      </div>
    </header>
  )
}
