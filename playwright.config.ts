import { defineConfig } from '@playwright/test'

const executablePath = process.env['CHROMIUM_PATH']

/** Browser tests drive an application of their own, started by the global set-up on a fresh data folder. */
export default defineConfig({
  testDir: 'apps/web/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  globalSetup: './platform/testing/src/browser-setup.ts',
  // much of a browser test is waiting for the application to finish work
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...(process.env['SUITE_URL'] === undefined ? {} : { baseURL: process.env['SUITE_URL'] }),
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    video: 'off',
    // a trace draws every frame a second time: half of a run on two cores without a graphics card
    trace: process.env['TRACE'] === '1' ? 'retain-on-failure' : 'off',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
})
