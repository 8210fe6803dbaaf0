import { defineConfig } from '@playwright/test'
import { launchOptions } from './support/browser.ts'
import { phone } from './support/phone.ts'

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results',
  globalSetup: './support/hub.ts',
  // A worker's tests share one hub and its business clock.
  workers: 2,
  // Enough for a machine that is busy with other things; what passes does not wait for it.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    launchOptions: launchOptions(),
    // Nothing slides or fades, so that no test meets a thing on its way, and none waits for it.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone', grep: /@phone/, use: { viewport: phone, hasTouch: true } },
  ],
})
