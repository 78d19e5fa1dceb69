import pg from 'pg'

const textArrayOid = 1009
const int8ArrayOid = 1016
const numericArrayOid = 1231
const dateArrayOid = 1182
const timestampArrayOid = 1115

/**
 * How result columns arrive, the same on both engines: int8 and numeric as number, timestamptz as Date (the driver's
 * own way), date and timestamp without zone as the text PostgreSQL writes ('2024-07-31'), since a Date would shift them.
 * int8 beyond 2^53 would lose digits: the schema has no such number.
 */
export function createResultTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides()
  const { INT8, NUMERIC, DATE, TIMESTAMP } = pg.types.builtins
  types.setTypeParser(INT8, Number)
  types.setTypeParser(NUMERIC, Number)
  types.setTypeParser(DATE, (text) => text)
  types.setTypeParser(TIMESTAMP, (text) => text)

  const texts = textArrayParser()
  types.setTypeParser(int8ArrayOid, (text) => numbersWithin(texts(text)))
  types.setTypeParser(numericArrayOid, (text) => numbersWithin(texts(text)))
  types.setTypeParser(dateArrayOid, (text) => texts(text))
  types.setTypeParser(timestampArrayOid, (text) => texts(text))
  return types
}

function textArrayParser(): (text: string) => unknown {
  // the driver's own parser of text[]; its declared types know scalar types only
  const parsers: { getTypeParser(oid: number): (text: string) => unknown } = pg.types
  return parsers.getTypeParser(textArrayOid)
}

function numbersWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersWithin)
  return value === null ? null : Number(value)
}
