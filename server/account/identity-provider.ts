import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { HttpProblem } from '#server/http.ts'

export interface ProviderSettings {
  /** Where `/.well-known/openid-configuration` is found. */
  issuer: string
  clientId: string
  /** A public client has none; the code is bound to this browser by PKCE in any case. */
  clientSecret: string | undefined
  /** Claim whose value is the login of a person here. */
  claim: string
  /** On the button. */
  name: string
}

/** What a browser keeps while its user is at the provider. */
export const journey = z.object({
  county: z.string().regex(/^\d{6}$/),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
})
export type Journey = z.infer<typeof journey>

export interface IdentityProvider {
  name: string
  issuer: string
  /** Where to send the browser, and what it keeps until it comes back. Throws HttpProblem 502 `provider-unreachable`. */
  begin(county: string, back: string): Promise<{ address: string; journey: Journey }>
  /**
   * The login that the provider vouches for. `back`: the address it sent the browser to, with its answer. Throws
   * HttpProblem 403 `provider-refused`, `provider-unproven`, `provider-names-nobody`, 502 `provider-unreachable`.
   */
  end(journey: Journey, back: URL): Promise<string>
}

const SECONDS = 10

/** Signs in by OpenID Connect: authorization code with PKCE, discovery, the provider's keys, state and nonce. */
export function createIdentityProvider(settings: ProviderSettings): IdentityProvider {
  const { issuer, clientId, clientSecret, claim, name } = settings
  let known: Promise<Configuration> | null = null

  /** Read once; what could not be read is asked for again. */
  function configuration(): Promise<Configuration> {
    const authentication = clientSecret === undefined ? None() : undefined
    // only on this machine: any other address without https is refused when the settings are read
    const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : []
    known ??= discovery(new URL(issuer), clientId, clientSecret, authentication, { execute, timeout: SECONDS })
    known.catch(() => {
      known = null
    })
    return known
  }

  return {
    name,
    issuer,
    async begin(county, back) {
      const kept = { county, state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const config = await configuration().catch(refuse)
      const address = buildAuthorizationUrl(config, {
        redirect_uri: back,
        scope: claim === 'email' ? 'openid email' : 'openid profile',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, journey: kept }
    },
    async end({ state, nonce, verifier }, back) {
      const config = await configuration().catch(refuse)
      const tokens = await authorizationCodeGrant(config, back, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }).catch(refuse)
      const told = tokens.claims()!
      const claims: Record<string, unknown> =
        told[claim] === undefined ? await fetchUserInfo(config, tokens.access_token, told.sub).catch(refuse) : told
      return loginOf(claims, claim)
    },
  }
}

/** An address of mail counts when the provider has seen that it is the person's own. */
function loginOf(claims: Record<string, unknown>, claim: string): string {
  const value = claims[claim]
  if (typeof value !== 'string' || value.trim() === '' || (claim === 'email' && claims.email_verified !== true))
    throw new HttpProblem(
      403,
      'provider-names-nobody',
      `The identity provider tells no ${claim === 'email' ? 'verified email' : claim}; whoever runs it must let it.`,
    )
  return value.trim().toLowerCase()
}

/** What went wrong, by whose doing; the provider's own words go into no answer. */
function refuse(error: unknown): never {
  if (error instanceof AuthorizationResponseError)
    throw new HttpProblem(
      403,
      'provider-refused',
      `The identity provider did not let you in: ${toldCode(error.error)}.`,
    )
  if (error instanceof ResponseBodyError || (error instanceof ClientError && error.code !== 'OAUTH_TIMEOUT'))
    throw new HttpProblem(
      403,
      'provider-unproven',
      'What the identity provider answered does not prove who you are; begin again.',
    )
  throw new HttpProblem(502, 'provider-unreachable', 'The identity provider does not answer; try again later.')
}

/** A code of the standard (RFC 6749, 4.1.2.1). */
function toldCode(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : 'refused'
}
