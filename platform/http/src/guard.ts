import type { Route } from './route.ts'

/**
 * Refuses to start with a route that does not say who may use it, or says it wrongly.
 * @throws Error naming every route and what it lacks
 */
export const checkRoutes = (routes: readonly Route[], permissions: readonly string[]): void => {
  const problems = [...routes.flatMap((route) => problemsOf(route, permissions)), ...doubles(routes)]
  if (problems.length > 0) throw new Error(`These routes are not fit to serve:\n${problems.join('\n')}`)
}

/** What a route lacks, in words; empty when it is fit to serve. */
export const problemsOf = (route: Route, permissions: readonly string[]): string[] => {
  const { spec } = route
  const name = `${spec.method} ${spec.path}`
  const lacks: string[] = []
  const known = spec.access === 'public' || spec.access === 'signed_in' || permissions.includes(spec.access)
  if (!known) lacks.push(`${name}: access "${spec.access}" is not public, signed_in or a known permission`)
  if (spec.access === 'public' && route.kind !== 'plain' && route.kind !== 'signed')
    lacks.push(`${name}: a public route cannot have a tenant`)
  if (spec.summary.length < 5) lacks.push(`${name}: has no summary`)
  if (/:\w/.test(spec.path) && spec.params === undefined)
    lacks.push(`${name}: has path parameters without a shape`)
  if (route.kind === 'write' && spec.method === 'GET') lacks.push(`${name}: a GET must not write`)
  if (route.kind === 'read' && spec.method !== 'GET') lacks.push(`${name}: a read is a GET`)
  if (route.kind === 'stream' && route.topics.length === 0) lacks.push(`${name}: a stream needs a topic`)
  const bodyless = spec.body === undefined || spec.body.safeParse({}).success
  if (!bodyless && !(spec.body?.safeParse(spec.bodyExample).success ?? false))
    lacks.push(`${name}: takes a body but has no valid bodyExample`)
  const example = spec.reply.safeParse(spec.example)
  if (!example.success)
    lacks.push(
      `${name}: the example is not a valid reply (${example.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')})`,
    )
  return lacks
}

const doubles = (routes: readonly Route[]): string[] => {
  const seen = new Set<string>()
  return routes.flatMap(({ spec }) => {
    const key = `${spec.method} ${spec.path.replaceAll(/:\w+/g, ':')}`
    if (seen.has(key)) return [`${key}: declared twice`]
    seen.add(key)
    return []
  })
}
