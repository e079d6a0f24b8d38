import { describe, expect, it } from 'vitest'
import { PERMISSIONS } from '@suite/identity'
import { forecastingRoutes } from './index.ts'

describe('the routes', () => {
  it.each(forecastingRoutes().map(({ spec }) => [`${spec.method} ${spec.path}`, spec] as const))(
    '%s shows an example that is a reply, and names a permission',
    (_, spec) => {
      expect(spec.reply.safeParse(spec.example)).toMatchObject({ success: true })
      expect(PERMISSIONS).toContain(spec.access)
    },
  )

  it('shows fourteen days ahead and 400 back unless asked, and never more than are stored', () => {
    const { query } = forecastingRoutes().find(({ spec }) => spec.path.endsWith('/forecast'))!.spec
    expect(query!.parse({})).toEqual({ days: 14, historyDays: 400 })
    expect(query!.safeParse({ days: '61' }).success).toBe(false)
  })
})
