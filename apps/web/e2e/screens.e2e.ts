import { expect, test, type Page } from '@playwright/test'
import { PATIENCE, signInToDemo, untilPlanned } from './shop.ts'
import { everyScreen, fitForEveryone, open, watch } from './screens.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }

test.describe.configure({ mode: 'parallel' })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(PATIENCE)
  const page = await browser.newPage()
  await signInToDemo(page)
  await untilPlanned(page)
  await page.close()
})

const LOOKS = [
  { viewport: DESK, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
  { viewport: DESK, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
] as const
type Look = (typeof LOOKS)[number]
const nameOf = ({ viewport, colorScheme }: Look): string => `at ${viewport.width} px, ${colorScheme}`

const take = async (page: Page, { viewport, colorScheme }: Look): Promise<void> => {
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
}

/** Each path is opened in the first of the looks; in the others it is turned to while it is open. */
const walk = async (
  page: Page,
  paths: readonly string[],
  looks: readonly [Look, ...Look[]],
): Promise<void> => {
  const { problems } = watch(page)
  for (const path of paths)
    await test.step(path, async () => {
      await take(page, looks[0])
      await open(page, path)
      for (const look of looks) {
        await take(page, look)
        await fitForEveryone(page, `${path} ${nameOf(look)}`)
      }
    })
  expect(problems).toEqual([])
}

const BEFORE_SIGN_IN = ['/sign-in', '/sign-up', '/accept-invitation?token=unknown'] as const

// size and colours rarely fail together: the other two pairs, and opening on a phone, are left to the deep run
const WALKS: readonly (readonly [Look, ...Look[]])[] =
  process.env['DEEP'] === '1' ? LOOKS.map((look) => [look] as const) : [[LOOKS[0], LOOKS[1]]]
for (const looks of WALKS)
  test.describe(looks.map(nameOf).join(', then '), () => {
    test('every screen opens whole, fits, and is fit for everyone', async ({ page }) => {
      test.setTimeout(2 * PATIENCE)
      await signInToDemo(page)
      await walk(page, await everyScreen(page), looks)
    })

    test('the screens before signing in do as well', async ({ page }) => {
      await walk(page, BEFORE_SIGN_IN, looks)
    })
  })

test('the palette finds a product from the keyboard alone', async ({ page }) => {
  await signInToDemo(page)
  await open(page, '/')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('blue dream 3.5')
  await expect(page.getByRole('option', { name: /Blue Dream 3.5g/ }).first()).toBeVisible()
  await fitForEveryone(page, 'the palette')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /Blue Dream 3.5g/ })).toBeVisible()
})

test('the keyboard reaches the content at once, and what has the focus shows it', async ({ page }) => {
  await signInToDemo(page)
  await open(page, '/products')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const focused = page.locator('main :focus')
  await expect(focused).toHaveCount(1)
  const marks = await focused.evaluate((element) => {
    const { outlineStyle, boxShadow } = getComputedStyle(element)
    return outlineStyle !== 'none' || boxShadow !== 'none'
  })
  expect(marks).toBe(true)
})

test('a server that fails is said plainly, and can be asked again', async ({ page }) => {
  await signInToDemo(page)
  await open(page, '/products')
  await page.route('**/api/v1/products?*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Unavailable',
        status: 503,
        detail: 'Being mended.',
      }),
    }),
  )
  await page.getByRole('searchbox', { name: /product/i }).fill('Blue Dream')
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect(retry).toBeVisible({ timeout: 30_000 })
  await page.unroute('**/api/v1/products?*')
  await retry.click()
  await expect(page.getByRole('link', { name: /Blue Dream/ }).first()).toBeVisible()
})
