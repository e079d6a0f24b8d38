import { expect, test } from '@playwright/test'
import { ask, PATIENCE, signInToDemo, untilHome, untilPlanned } from './shop.ts'
import { everyScreen, open, watch } from './screens.ts'

/** The one that may least; the others are left to the deep run. */
const TRIED =
  process.env['DEEP'] === '1' ? (['viewer', 'budtender', 'buyer'] as const) : (['budtender'] as const)

for (const role of TRIED)
  test(`a ${role} is invited, joins, and meets no refused request on any screen`, async ({ browser }) => {
    test.setTimeout(PATIENCE)
    const owner = await browser.newPage()
    await signInToDemo(owner)
    await untilPlanned(owner)
    const screens = await everyScreen(owner)
    await owner.goto('/settings/people')
    await owner.getByRole('button', { name: /^Invite/ }).click()
    const dialog = owner.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill(`${role}-${Date.now()}@example.com`)
    await dialog.getByLabel('Role').selectOption(role)
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    const link = await dialog.getByLabel('Invitation link').inputValue()

    const guest = await (await browser.newContext()).newPage()
    await guest.goto(new URL(link).pathname + new URL(link).search)
    await guest.waitForLoadState('networkidle')
    await guest.getByLabel('Your name').fill('Robin Reed')
    await guest.getByLabel('Password').fill('long-enough-password')
    await guest.getByRole('button', { name: 'Join' }).click()
    await untilHome(guest)

    const { problems } = watch(guest)
    for (const path of screens) await open(guest, path)
    expect(problems).toEqual([])

    await guest.goto(screens.find((path) => path.startsWith('/purchase-orders/')) ?? '')
    const order = guest.getByRole('heading', {
      name: role === 'budtender' ? 'Not part of your role' : /^PO-/,
    })
    await expect(order).toBeVisible()
    await expect(guest.getByRole('button', { name: 'Approve', exact: true })).toBeHidden()
    const { permissions } = await ask<{ permissions: readonly string[] }>(guest, '/me')
    expect(permissions).not.toContain('purchasing.approve')
    await owner.close()
    await guest.close()
  })
