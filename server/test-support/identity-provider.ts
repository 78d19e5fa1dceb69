import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export interface TestProvider {
  /** http://127.0.0.1:41234 */
  issuer: string
  /** What it tells of whoever signs in, by claim. */
  claims: Record<string, unknown>
  /** Signs somebody in at the address as a browser would; the address that it sends the browser back to. */
  visit(address: string, answer?: 'consent' | 'refuse'): Promise<URL>
  close(): Promise<void>
}

export const CLIENT = { id: 'gridboard', secret: 'gridboard-secret-of-a-test' }

/** A certified identity provider on a port of its own, with a client that is sent back to `redirect`. */
export async function startProvider(redirect: () => string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  const told: TestProvider['claims'] = {}
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirect()] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    // claims stand at the userinfo endpoint unless asked otherwise
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...told }) }),
    cookies: { keys: ['of a test'] },
    pkce: { required: () => true },
  })
  server.on('request', provider.callback())
  return {
    issuer,
    claims: told,
    visit: (address, answer = 'consent') => visit(issuer, address, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Follows the provider's own pages: a form to sign in, one to consent, and links that refuse. */
async function visit(issuer: string, address: string, answer: 'consent' | 'refuse'): Promise<URL> {
  const cookies = new Map<string, string>()
  let next: { address: URL; form?: URLSearchParams } = { address: new URL(address) }
  for (let step = 0; step < 20; step++) {
    if (next.address.origin !== issuer) return next.address
    const response: Response = await fetch(next.address, {
      method: next.form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form ? { body: next.form } : {}),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location !== null) {
      next = { address: new URL(location, next.address) }
      continue
    }
    const page = await response.text()
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? []
    const [, abort] = /href="([^"]+\/abort)"/.exec(page) ?? []
    const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(page) ?? []
    const wanted = answer === 'refuse' && abort ? abort : action
    if (wanted === undefined) throw new Error(`the provider shows ${response.status}: ${page.slice(0, 300)}`)
    const form = new URLSearchParams({ prompt, login: 'subject-1', password: 'x' })
    next = { address: new URL(wanted, next.address), ...(wanted === action ? { form } : {}) }
  }
  throw new Error(`the provider never sends the browser back from ${address}`)
}
