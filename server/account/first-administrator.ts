import type { Db } from '#server/db.types.ts'
import { writeAudit } from './audit.ts'
import { newPassword } from './new-password.ts'
import type { Passwords } from './passwords.ts'
import { insertPerson } from './person.query.ts'
import { titleOf } from './title-of.ts'

const LOGIN = 'admin'

/**
 * Gives each county that is no demonstration and has nobody a first administrator. `say` hears its password, the only
 * time anybody does.
 */
export async function createFirstAdministrators(
  db: Db,
  passwords: Passwords,
  now: Date,
  say: (text: string) => void,
): Promise<void> {
  const counties = await db.query<{ code: string; name: string }>(
    `select code, name from county
     where not demo and not exists (select from person where person.county = county.code) order by code`,
  )
  for (const { code, name } of counties) {
    const password = newPassword()
    const passwordHash = await passwords.hash('console', password)
    const title = titleOf('administrator', name)
    const path = `/${code}/`
    const made = await db.transaction(async (transaction) => {
      const post = { role: 'administrator', unit: code, path, name: title } as const
      const id = await insertPerson(transaction, {
        county: code,
        login: LOGIN,
        name: title,
        phone: '',
        passwordHash,
        now,
        post,
      })
      if (id === null) return false
      const after = { login: LOGIN, role: post.role, unit: code, path, title }
      await writeAudit(transaction, {
        at: now,
        by: null,
        county: code,
        action: 'person.create',
        subject: id,
        path,
        after,
      })
      return true
    })
    if (made) say(`${name} (${code}): first administrator  login ${LOGIN}  password ${password}  (shown only now)`)
  }
}
