// node picture.mjs PAGE SIZE THEME OUT [SELECTOR]: one picture, of the first screen or of an element.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { open, tab } from './browser.mjs';

const [file, size, theme, out, selector] = process.argv.slice(2);
const browser = await open();
const { page } = await tab(browser, size, theme);
await page.goto(/^https?:/.test(file) ? file : pathToFileURL(file).href);
const target = selector ? await page.$(selector) : page;
writeFileSync(out, await target.screenshot());
await browser.close();
