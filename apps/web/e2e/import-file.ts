import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { figure, PATIENCE, untilQuiet } from './shop.ts'

interface Expected {
  /** What the screen says of the layout. */
  readonly layout: string | RegExp
  /** Something that stands in the preview. */
  readonly preview: string
  readonly how: 'dropped' | 'chosen'
}

/** Hands a file over, checks how it is understood, starts it and stays until it is done. Gives the import's address. */
export const importFile = async (page: Page, path: string, expected: Expected): Promise<string> => {
  await page.goto('/import')
  await untilQuiet(page)
  await (expected.how === 'chosen' ? chooseFile(page, path) : dropFile(page, path))
  await expect(page.getByText(expected.layout)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Preview of the rows' })).toContainText(expected.preview)
  await page.getByRole('button', { name: 'Start import' }).click()
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('progressbar').or(figure(page, 'Rows in the file'))).toBeVisible()
  await untilImported(page)
  return page.url()
}

/** Waits on an import's page until every row is accounted for. */
export const untilImported = (page: Page): Promise<void> =>
  expect(page.locator('#content').getByText('Every row is accounted for')).toBeVisible({ timeout: PATIENCE })

const chooseFile = (page: Page, path: string): Promise<void> =>
  page.getByLabel('Choose a file').setInputFiles(path)

/** Drops the file as a file manager would. */
const dropFile = async (page: Page, path: string): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text], name, { type: 'text/csv' }))
      return data
    },
    [basename(path), await readFile(path, 'utf8')] as const,
  )
  await page.getByText('Drop the file here').dispatchEvent('drop', { dataTransfer: transfer })
}
