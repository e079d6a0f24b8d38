import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'

/** How long work in the background may take before a test gives up on it, in ms. */
export const PATIENCE = 180_000

/** The page element that shows a figure under this name. */
export const figure = (page: Page, label: string): Locator =>
  page.locator(`div:has(> dt:text-is("${label}")) > dd`).first()

/** Signs up a new organisation through the screen; its first store keeps time in `zone`. */
export const signUp = async (
  page: Page,
  shop: { readonly organization: string; readonly store: string; readonly zone: string },
): Promise<void> => {
  await page.goto('/sign-up')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Your name').fill('Jordan Vale')
  await page.getByLabel('E-mail').fill(`jordan-${Date.now()}@example.com`)
  await page.getByLabel('Password').fill('long-enough-password')
  await page.getByLabel('Organisation').fill(shop.organization)
  await page.getByLabel('First store').fill(shop.store)
  await page.getByLabel('Licence number').fill('402R-55501')
  await page.getByLabel('State').selectOption('CO')
  await page.getByLabel('Time zone').selectOption(shop.zone)
  await page.getByLabel('Business day ends').selectOption('4 AM')
  await page.getByRole('button', { name: 'Create the shop' }).click()
  await untilHome(page)
}

/** Waits for the first page after signing in: its address changes before it has come, and a visit begun then is cut off. */
export const untilHome = async (page: Page): Promise<void> => {
  // who may not see the dashboard is led on to the products
  await expect(page).toHaveURL(({ pathname }) => pathname === '/' || pathname === '/products')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await untilQuiet(page)
}

/** Waits until the page has what it asks for and can be used. The network is never idle: news of alerts may come any moment. */
export const untilQuiet = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    ([quietMs]) => {
      const state = window as Window & { quietSince?: number | undefined }
      const quiet = document.querySelector('#content')?.getAttribute('aria-busy') === 'false'
      state.quietSince = quiet ? (state.quietSince ?? performance.now()) : undefined
      return state.quietSince !== undefined && performance.now() - state.quietSince >= quietMs
    },
    [400] as const,
    { polling: 50 },
  )
}

/** Signs in as the owner of the demo shop; the page's cookies then serve `page.request` as well. */
export const signInToDemo = async (page: Page): Promise<void> => {
  const login = await readFile(join(process.env['SUITE_DATA_DIR'] ?? '.data', 'demo-login.json'), 'utf8')
  const reply = await page.request.post('/api/v1/auth/sign-in', { data: JSON.parse(login) as object })
  expect(reply.ok(), 'the demo owner can sign in').toBe(true)
}

/** What the API answers the person signed in on the page. */
export const ask = async <T>(page: Page, path: string): Promise<T> => {
  const reply = await page.request.get(`/api/v1${path}`)
  expect(reply.ok(), `GET ${path} answered ${reply.status()}`).toBe(true)
  return (await reply.json()) as T
}

interface Planned {
  readonly items: readonly {
    readonly computedAt: string
    readonly suggestedQuantity: string
    readonly onDraft: string
  }[]
}

/**
 * Waits until the products are forecast, the plans made from these forecasts, and the planner's drafts brought to these
 * plans: from then on nothing changes a draft but a person.
 */
export const untilPlanned = async (page: Page): Promise<void> => {
  const isPlanned = async (): Promise<boolean> => {
    const run = await ask<{ status: string; finishedAt: string | null } | null>(page, '/forecast-runs/latest')
    if (run === null || run.status !== 'done' || run.finishedAt === null) return false
    const { items } = await ask<Planned>(page, '/reorder?limit=500')
    const finishedAt = run.finishedAt
    return (
      items.length > 0 &&
      items.every(({ computedAt }) => computedAt > finishedAt) &&
      items.some(({ onDraft }) => Number(onDraft) > 0)
    )
  }
  await expect.poll(isPlanned, { timeout: PATIENCE, message: 'forecasts, plans and drafts' }).toBe(true)
}
