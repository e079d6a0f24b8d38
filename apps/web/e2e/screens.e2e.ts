import { expect, test } from '@playwright/test'
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
] as const
/** Size and colours rarely fail together: the other two pairs are left to the deep run. */
const OTHER_LOOKS = [
  { viewport: DESK, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
] as const

for (const { viewport, colorScheme } of [...LOOKS, ...(process.env['DEEP'] === '1' ? OTHER_LOOKS : [])]) {
  test.describe(`at ${viewport.width} px, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme })

    test('every screen opens whole, fits, and is fit for everyone', async ({ page }) => {
      test.setTimeout(2 * PATIENCE)
      const { problems } = watch(page)
      await signInToDemo(page)
      for (const path of await everyScreen(page))
        await test.step(path, async () => {
          await open(page, path)
          await fitForEveryone(page, path)
        })
      expect(problems).toEqual([])
    })

    test('the screens before signing in do as well', async ({ page }) => {
      const { problems } = watch(page)
      for (const path of ['/sign-in', '/sign-up', '/accept-invitation?token=unknown']) {
        await open(page, path)
        await fitForEveryone(page, path)
      }
      expect(problems).toEqual([])
    })
  })
}

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
