// node check.mjs PAGE...: every page in three sizes and two themes has no violation of WCAG 2.2 A and AA that
// axe-core finds, no console message, no request, no dialog, and does not scroll sideways; every chart is an SVG with as
// many marks as its description says, and speaks by keyboard; sliders work by keyboard; without JavaScript every chart
// says so, its table stands open and controls that would do nothing are hidden; the PDF holds the whole answer.
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

// What is drawn of one chart, and what its description asks for. Each kind is told by the colours of its marks.
const drawn = (drawing) => {
  const chart = JSON.parse(drawing.dataset.chart);
  const number = (key) => Number(document.querySelector(`data[data-key="${CSS.escape(key)}"]`)?.value ?? NaN);
  const known = (keys) => keys.filter((key) => Number.isFinite(number(key))).length;
  const svg = drawing.querySelector('svg');
  const paths = [...(svg?.querySelectorAll('path') ?? [])].map((path) => [path.getAttribute('fill'), path.getAttribute('transform') ?? '']);
  const filled = (test) => paths.filter(([fill, transform]) => test(fill, transform)).length;
  const symbols = filled((fill, transform) => fill !== 'none' && transform.startsWith('matrix'));
  const [wanted, marks] = {
    xy: () => [chart.marks.filter(({ spot }) => known([spot.x, spot.y]) === 2).length, symbols],
    ranges: () => [known(chart.rows.map(({ value }) => value)), symbols],
    spread: () => [chart.rows.length, filled((fill) => ['var(--wash)', 'var(--accent-wash)'].includes(fill))],
    heat: () => [known(chart.cells.flat()), filled((fill) => /^var\(--h[0-7]\)$/.test(fill))],
    flow: () => [chart.shares.flat().filter((key) => number(key) > 0).length, filled((fill, transform) => fill === 'var(--accent)' && transform !== '')],
  }[chart.kind]();
  const { width, height } = svg?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return { id: drawing.parentElement.id, kind: chart.kind, wanted, marks, width, height, room: drawing.getBoundingClientRect().width };
};

const charts = async (page, where) => {
  const found = [];
  for (const drawing of await page.$$('.drawing')) found.push(await drawing.evaluate(drawn));
  for (const { id, kind, wanted, marks, width, height, room } of found) {
    expect(`${where} ${id} (${kind}) has a mark for every number`, wanted > 0 && marks === wanted, `${marks} of ${wanted}`);
    expect(`${where} ${id} fits`, width > 200 && height > 60 && width <= room + 1, `${width} x ${height} in ${room}`);
  }
};

const speaks = async (page, where) => {
  for (const figure of await page.$$('figure')) {
    const drawing = await figure.$('.drawing');
    const spoken = () => figure.$eval('.spoken', (line) => line.textContent);
    await drawing.focus();
    await page.keyboard.press('ArrowRight');
    const first = await spoken();
    const tip = await figure.$eval('.tip', (one) => one.textContent).catch(() => '');
    await page.keyboard.press('ArrowLeft');
    expect(`${where} chart speaks by keyboard`, first !== '' && tip !== '', `${first} / ${tip}`);
    await page.keyboard.press('Escape');
  }
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
    const ring = () => explorer.$eval('path[stroke="var(--ring)"]', (path) => path.getAttribute('transform'));
    const from = await ring();
    await page.keyboard.press('End');
    const last = await read();
    expect(`${where} slider moves the ring of the chart`, from !== (await ring()), from);
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
      await charts(page, where);
      if (size !== 'print' && theme === 'light') {
        await keyboard(page, where);
        await speaks(page, where);
      }
      await page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
      await accessible(page, where);
      expect(`${where} is quiet`, faults.length === 0, faults.join('; '));
      await page.close();
    }
  }
  const { page, faults } = await tab(browser, 'phone', 'light', false);
  await page.goto(url);
  const seen = async (selector) => Promise.all((await page.$$(selector)).map((one) => one.isVisible()));
  expect(`${file} says without JavaScript that charts need it`, !(await seen('.drawing p')).includes(false));
  expect(`${file} leaves the tables open without JavaScript`, !(await seen('details table')).includes(false));
  expect(`${file} hides dead controls without JavaScript`, !(await seen('.slider, .control')).includes(true));
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
