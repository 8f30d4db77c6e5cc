// node check.mjs PAGE...: every page in three sizes and two themes has no violation of WCAG 2.2 A and AA that
// axe-core finds, no console message, no request, no dialog, and does not scroll sideways; sliders work by keyboard;
// without JavaScript the charts stand and controls that would do nothing are hidden; the PDF holds the whole answer.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { open, sizes, tab } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let failures = 0;
let checks = 0;
const expect = (what, right, found = '') => {
  checks++;
  if (!right) {
    failures++;
    console.log(`FAILED ${what}: ${found}`);
  }
};

const accessible = async (page, where) => {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), standards);
  for (const violation of result.violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ') + ': ' + node.failureSummary);
    expect(`${where} ${violation.id}`, false, `${violation.nodes.length} times, ${nodes.join(' | ')}`);
  }
  expect(`${where} was looked at`, result.passes.length > 10, result.passes.length);
};

const keyboard = async (page, where) => {
  const explorers = await page.$$('[data-explorer]');
  for (const explorer of explorers) {
    const slider = await explorer.$('input[type=range]');
    if (!slider || Number(await slider.evaluate((input) => input.max)) === 0) continue;
    const read = () => explorer.evaluate((all) => all.querySelector('.readout').textContent + '|' + all.querySelector('.mix').textContent);
    await slider.focus();
    const before = await read();
    await page.keyboard.press('Home');
    const first = await read();
    await page.keyboard.press('End');
    const last = await read();
    expect(`${where} slider moves by keyboard`, first !== last && before !== '', `${first} / ${last}`);
    expect(`${where} slider speaks`, (await slider.evaluate((input) => input.getAttribute('aria-valuetext'))) === last.split('|')[0]);
    expect(`${where} slider names what it does`, (await slider.evaluate((input) => input.labels.length)) === 1);
  }
  const traffic = await page.$('[data-traffic]');
  if (traffic) {
    const month = () => page.$eval('data[data-key$="/derived/month/reduction"]', (figure) => figure.textContent);
    const before = await month();
    await traffic.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('0');
    expect(`${where} traffic multiplies`, (await month()) !== before, before);
    await page.keyboard.press('Backspace');
    expect(`${where} traffic comes back`, (await month()) === before, before);
  }
};

const browser = await open();
for (const file of process.argv.slice(2)) {
  const url = pathToFileURL(file).href;
  for (const theme of ['light', 'dark']) {
    for (const size of Object.keys(sizes)) {
      const where = `${file} ${size} ${theme}`;
      const { page, faults } = await tab(browser, size, theme);
      await page.goto(url);
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
      expect(`${where} does not scroll sideways`, size === 'print' || wide <= 0, wide);
      if (size !== 'print' && theme === 'light') await keyboard(page, where);
      await page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
      await accessible(page, where);
      expect(`${where} is quiet`, faults.length === 0, faults.join('; '));
      await page.close();
    }
  }
  const { page, faults } = await tab(browser, 'phone', 'light', false);
  await page.goto(url);
  const bare = await page.content();
  expect(`${file} keeps its charts without JavaScript`, !bare.includes('data-explorer') || bare.includes('<svg'));
  expect(`${file} hides dead controls without JavaScript`, !(await page.$$('.slider, .control').then((all) => Promise.all(all.map((one) => one.isVisible())))).includes(true));
  expect(`${file} is quiet without JavaScript`, faults.length === 0, faults.join('; '));
  await page.close();
  const paper = (await tab(browser, 'print', 'light')).page;
  await paper.goto(url);
  writeFileSync(`${file}.pdf`, await paper.pdf({ preferCSSPageSize: true, printBackground: true, format: 'A4' }));
  await paper.close();
}
await browser.close();
console.log(`${checks} checks of ${process.argv.length - 2} pages, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
