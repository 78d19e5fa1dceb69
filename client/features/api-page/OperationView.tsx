import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Fold } from './Fold.tsx'
import styles from './OperationView.module.css'
import type { Operation } from './openapi.ts'
import { SchemaTree } from './SchemaTree.tsx'
import { TryIt } from './TryIt.tsx'
import { typeWords } from './type-words.ts'

/** One endpoint: what it does, its parameters, its answer, and a try. */
export function OperationView({ operation }: { operation: Operation }) {
  const { t, i18n } = useTranslation('api-page')
  const heading = useId()
  const { id, method, path, summary, parameters, body, answer } = operation
  return (
    <section id={id} className={styles.operation} aria-labelledby={heading}>
      <h3 id={heading} className={styles.heading}>
        <span className={styles.method} data-method={method}>
          {method}
        </span>
        <code>{path}</code>
      </h3>
      {i18n.exists(`api-page:summary.${id}`) ? <p>{t(`summary.${id}`)}</p> : <p lang="en">{summary}</p>}
      {parameters.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.parameters}>
            <caption>{t('parameters')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('type')}</th>
                <th scope="col">{t('default')}</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map(({ name, in: place, required, schema }) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                    {required && <span className={styles.required}>{t('required')}</span>}
                  </th>
                  <td>{t(`in.${place}`)}</td>
                  <td>
                    <code>{typeWords(schema)}</code>
                  </td>
                  <td>{schema.default !== undefined && <code>{JSON.stringify(schema.default)}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {body && (
        <Fold className={styles.details} summary={t('body')}>
          {() => <SchemaTree schema={body} />}
        </Fold>
      )}
      {answer && (
        <Fold className={styles.details} summary={t('answer')}>
          {() => <SchemaTree schema={answer} />}
        </Fold>
      )}
      <Fold className={styles.try} summary={t('try')}>
        {() => <TryIt operation={operation} />}
      </Fold>
    </section>
  )
}
