import { describe, expect, it } from 'vitest'
import { refuseVersions } from './postgis-version.ts'

const place = 'PostgreSQL at db:5432'

describe('a database is taken when it is new enough', () => {
  it.each([
    { postgres: 150018, available: '3.3.2', installed: null },
    { postgres: 150018, available: null, installed: '3.3.2' },
    { postgres: 180003, available: '3.10.0', installed: '3.10.0' },
    { postgres: 170000, available: '3.6.0dev', installed: '3.4.1' },
  ])('%j', (found) => {
    expect(refuseVersions(found, place)).toBeNull()
  })
})

describe('a database is refused with what was found and the way out', () => {
  it('when PostgreSQL is too old', () => {
    const words = refuseVersions({ postgres: 140012, available: '3.3.2', installed: '3.3.2' }, place)
    expect(words).toContain(`${place} is version 14; Gridboard needs PostgreSQL 15 or newer`)
    expect(words).toContain('unset DATABASE_URL')
  })

  it('when PostGIS is not on the server', () => {
    const words = refuseVersions({ postgres: 160003, available: null, installed: null }, place)
    expect(words).toContain('has no PostGIS')
    expect(words).toContain('apt install postgresql-16-postgis-3')
  })

  it('when PostGIS is too old, telling an update that is already on disk', () => {
    const old = refuseVersions({ postgres: 150018, available: '3.2.1', installed: '3.2.1' }, place)
    expect(old).toContain('has PostGIS 3.2.1; Gridboard needs PostGIS 3.3 or newer')
    const updatable = refuseVersions({ postgres: 150018, available: '3.5.0', installed: '3.2.1' }, place)
    expect(updatable).toContain("alter extension postgis update to '3.5.0'")
  })
})
