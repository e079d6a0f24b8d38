import { expect, it } from 'vitest'
import { credentialRoutes, deadlineRoutes, limitRoutes, ruleRoutes } from './index.ts'

const routes = [...ruleRoutes(), ...limitRoutes(), ...deadlineRoutes(), ...credentialRoutes()]

it.each(routes.map(({ spec }) => [`${spec.method} ${spec.path}`, spec] as const))(
  '%s shows valid examples and names a permission',
  (_, spec) => {
    expect(spec.reply.safeParse(spec.example)).toMatchObject({ success: true })
    expect(['compliance.view', 'compliance.manage']).toContain(spec.access)
    if (spec.body !== undefined)
      expect(spec.body.safeParse(spec.bodyExample)).toMatchObject({ success: true })
    expect(spec.path.includes('/:')).toBe(spec.params !== undefined)
  },
)

it('only what is named a change needs more than looking', () => {
  const changing = routes
    .filter(({ spec }) => spec.access === 'compliance.manage')
    .map(({ spec }) => spec.path)
  expect(changing.sort()).toEqual([
    '/compliance/credentials',
    '/compliance/credentials/:id/renew',
    '/compliance/credentials/:id/retire',
    '/compliance/rules',
    '/compliance/rules/:id/withdraw',
    '/compliance/settings',
  ])
})
