// The system's Chromium, and the sizes and themes in which pages are looked at.
import puppeteer from 'puppeteer-core';

export const sizes = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1280, height: 800 },
  print: { width: 794, height: 1123 },
};

export const open = () =>
  puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });

/** A tab of one size, theme and medium, with everything that went wrong in it. */
export const tab = async (browser, size, theme, javascript = true) => {
  const page = await browser.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (fault) => faults.push(`script: ${fault.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) faults.push(`request: ${request.url()}`);
  });
  await page.setJavaScriptEnabled(javascript);
  await page.setViewport(sizes[size]);
  await page.emulateMediaType(size === 'print' ? 'print' : 'screen');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  return { page, faults };
};
