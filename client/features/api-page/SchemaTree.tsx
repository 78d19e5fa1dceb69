import type { Schema } from './openapi.ts'
import styles from './SchemaTree.module.css'
import { fieldsOf, typeWords } from './type-words.ts'

/** Deeper than this a schema is only named: nobody reads further on a page. */
const DEEPEST = 5

/** Fields of a schema with their types, those of inner objects indented below. */
export function SchemaTree({ schema, depth = 0 }: { schema: Schema; depth?: number }) {
  const fields = fieldsOf(schema)
  if (fields.length === 0) return <code className={styles.type}>{typeWords(schema)}</code>
  return (
    <ul className={styles.tree}>
      {fields.map((field) => (
        <li key={field.name}>
          <code>
            {field.name}
            {!field.required && '?'}
          </code>
          <code className={styles.type}>{typeWords(field.schema)}</code>
          {depth < DEEPEST && fieldsOf(field.schema).length > 0 && (
            <SchemaTree schema={field.schema} depth={depth + 1} />
          )}
        </li>
      ))}
    </ul>
  )
}
