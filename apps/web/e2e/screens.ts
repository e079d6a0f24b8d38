import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { ask, untilQuiet } from './shop.ts'

/** Every screen of a person who is signed in, on things that exist. */
export const everyScreen = async (page: Page): Promise<readonly string[]> => {
  const first = async (path: string): Promise<string> =>
    (await ask<{ items: readonly { id: string }[] }>(page, `${path}?limit=1`)).items[0]?.id ?? ''
  /** The page of the first there is; none where there is none yet. */
  const found = async (path: string): Promise<readonly string[]> => {
    const id = await first(path)
    return id === '' ? [] : [`${path}/${id}`]
  }
  return [
    '/',
    '/alerts',
    '/products',
    '/products/duplicates',
    `/products/${await first('/products')}`,
    '/forecasts',
    '/forecasts?store=all&days=28',
    '/reorder',
    '/expiry',
    '/purchase-orders',
    `/purchase-orders/${await first('/purchase-orders')}`,
    '/purchase-orders/invoices',
    '/reports/sales',
    '/reports/valuation',
    '/reports/forecasts',
    '/reports/vendors',
    '/compliance',
    '/compliance/discrepancies',
    ...(await found('/compliance/discrepancies')),
    '/compliance/reconciliations',
    '/compliance/receipts',
    '/compliance/transfers',
    '/compliance/counts',
    '/compliance/holds',
    '/compliance/recalls',
    '/compliance/destructions',
    '/compliance/calendar',
    '/compliance/rules',
    '/compliance/inspection',
    '/import',
    `/import/${await first('/imports')}`,
    ...SETTINGS,
  ]
}

export const SETTINGS = [
  '',
  '/stores',
  '/people',
  '/connections',
  '/vendors',
  '/planning',
  '/work',
  '/audit',
].map((part) => `/settings${part}`)

/** Gathers what goes wrong on a page from now on: console errors, exceptions, requests that fail. */
export const watch = (page: Page): { readonly problems: string[] } => {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`)
  })
  return { problems }
}

/** Opens a screen and stays until it has what it asks for. */
export const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // pages before signing in have no frame that says it is busy, and no news to wait for
  if ((await page.locator('#content').count()) > 0) await untilQuiet(page)
  else await page.waitForLoadState('networkidle')
  await expect(page.locator('.animate-pulse')).toHaveCount(0)
}

/** What moves or fades has come to rest: half faded, text has not its colours. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  )

/** Findings a person who depends on assistive technology would stumble over. */
const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  await atRest(page)
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Nothing on the page scrolls it sideways, or makes a person who depends on assistive technology stumble. */
export const fitForEveryone = async (page: Page, what: string): Promise<void> => {
  expect.soft(await seriousFindings(page), what).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(overflow, `${what} scrolls sideways`).toBe(0)
}
