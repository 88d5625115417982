// audit.mjs - reads the audit report in a headless browser, by keyboard as far as it goes.
//
// Usage: node audit.mjs REPORT FOLDER. Screenshots go to FOLDER. Exit code 0 when all holds.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [report, folder] = process.argv.slice(2).map(p => path.resolve(p));
const {chromium} = createRequire(path.join(process.env.NODE_TOOLS, 'package.json'))('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'],
});
const context = await browser.newContext({acceptDownloads: true, viewport: {width: 1300, height: 860}});
const page = await context.newPage();
const troubles = [];
page.on('pageerror', error => troubles.push(String(error)));
page.on('console', message => message.type() === 'error' && troubles.push(message.text()));
page.on('request', request => /^https?:/.test(request.url()) && troubles.push(`network: ${request.url()}`));

const tests = [];
const test = (name, body) => tests.push([name, body]);
const title = () => page.textContent('#detail h2');
const shown = () => page.textContent('#shown');
// The page forbids eval, which the library's own waiting needs.
async function until(id, holds) {
  for (let i = 0; i < 200; ++i) {
    if (holds(await page.textContent('#' + id))) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  assert.fail(`#${id} stays at: ${await page.textContent('#' + id)}`);
}
const settled = expected => until('shown', text => text === expected);
async function savedBy(button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  return {name: download.suggestedFilename(), text: fs.readFileSync(await download.path(), 'utf8')};
}

test('opens fast and counts', async () => {
  const began = Date.now();
  await page.goto(pathToFileURL(report).href);
  await page.waitForSelector('#summary table');
  console.log(`  5000 findings opened in ${Date.now() - began} ms`);
  assert.ok(Date.now() - began < 5000);
  assert.equal(await page.textContent('#count-findings'), '5000');
  assert.match(await page.textContent('#summary'), /1250 pooled/);
  await page.screenshot({path: path.join(folder, 'summary.png')});
});

test('source and messages stay text', async () => {
  await page.keyboard.press('f');
  await page.waitForSelector('#list .row');
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('img').count(), 0);
  assert.match(await title(), /<img src=x onerror/);
});

test('draws only what can be seen', async () => {
  const rows = () => page.locator('#list .row').count();
  assert.ok(await rows() < 60);
  const began = Date.now();
  await page.keyboard.press('End');
  await page.waitForSelector('#list .row[aria-posinset="5000"][aria-selected=true]');
  assert.ok(Date.now() - began < 500);
  assert.ok(await rows() < 60);
  await page.keyboard.press('Home');
  await page.waitForSelector('#list .row[aria-posinset="1"][aria-selected=true]');
});

test('steps with j and k', async () => {
  const first = await title();
  await page.keyboard.press('j');
  const second = await title();
  assert.notEqual(first, second);
  await page.keyboard.press('k');
  assert.equal(await title(), first);
  await page.keyboard.press('ArrowDown');
  assert.equal(await title(), second);
});

test('shows the numbered path with the token marked', async () => {
  assert.equal(await page.locator('#detail ol.path > li').count(), 3);
  const marks = await page.locator('#detail pre mark').allTextContents();
  assert.deepEqual(marks.slice(0, 2), ['PGconn', 'PQconnectdb']);
  assert.match(await page.locator('#detail pre').first().textContent(), /ä😀 line 3/);
});

test('filters by word, rule, folder and level', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('f4999');
  await settled('1 of 5000');
  assert.match(await title(), /number 4999 /);
  await page.fill('#search', '');
  await page.selectOption('#by-rule', 'connlint-raw-connect');
  await settled('500 of 5000');
  await page.selectOption('#by-level', 'error');
  await settled('0 of 5000');
  assert.match(await page.textContent('#detail'), /No finding matches/);
  await page.click('#filters button[type=reset]');
  await settled('5000 of 5000');
});

test('keeps the triage, with a note, over a reload', async () => {
  await page.focus('#list');
  await page.keyboard.press('Home');
  const first = await title();
  await page.keyboard.press('3');
  await page.keyboard.press('n');
  await page.keyboard.type('closed by the server');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('4');
  await page.reload();
  await page.keyboard.press('f');
  await page.selectOption('#by-triage', 'false alarm');
  await settled('1 of 5000');
  assert.equal(await title(), first);
  assert.equal(await page.inputValue('#note'), 'closed by the server');
  assert.equal(await page.textContent('.triage [aria-pressed=true]'), '3 false alarm');
});

test('exports and imports it', async () => {
  const triage = await savedBy('#export');
  const entries = Object.values(JSON.parse(triage.text).triage);
  assert.deepEqual(entries.map(e => e.state).sort(), ['accepted', 'false alarm']);
  const baseline = await savedBy('#export-baseline');
  const lines = baseline.text.split('\n');
  assert.match(lines[0], /^# connlint baseline 1\./);
  assert.equal(lines.filter(line => line.split('\t').length === 5).length, 2);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  const file = path.join(folder, 'triage.json');
  fs.writeFileSync(file, triage.text);
  await page.setInputFiles('#import-file', file);
  await until('scope', text => text.startsWith('2 entries'));
  fs.writeFileSync(file, '{"x": ');
  await page.setInputFiles('#import-file', file);
  await until('scope', text => text.startsWith('not a triage file'));
});

test('lists acquire sites by class, and what was not analysed', async () => {
  await page.keyboard.press('a');
  await page.selectOption('#by-class', 'raw');
  await until('sites-shown', text => text === '1250 of 5000');
  await page.screenshot({path: path.join(folder, 'sites.png')});
  await page.click('#tab-problems');
  assert.match(await page.textContent('#problems'), /<b>'x.h'<\/b> file not found/);
});

test('every control has a name', async () => {
  const nameless = await page.evaluate(() => [...document.querySelectorAll('button, input, select, textarea')]
    .filter(e => !e.hidden && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))
    .map(e => e.outerHTML));
  assert.deepEqual(nameless, []);
});

test('is readable in the dark', async () => {
  await page.emulateMedia({colorScheme: 'dark'});
  await page.click('#tab-findings');
  await page.waitForSelector('#list .row');
  const worst = await page.evaluate(() => {
    const parse = text => text.match(/[\d.]+/g).map(Number);
    const light = rgb => {
      const [r, g, b] = rgb.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
      return .2126 * r + .7152 * g + .0722 * b;
    };
    const backOf = e => {
      for (; e; e = e.parentElement) {
        const rgb = parse(getComputedStyle(e).backgroundColor);
        if (rgb.length === 3 || rgb[3] > 0) return rgb.slice(0, 3);
      }
      return [255, 255, 255];
    };
    let ratios = [];
    for (const e of document.querySelectorAll('.row div, .facts, #detail h2, th, label, pre, [role=tab], .tag, kbd')) {
      if (!e.offsetParent) continue;
      const a = light(parse(getComputedStyle(e).color).slice(0, 3)), b = light(backOf(e));
      ratios.push((Math.max(a, b) + .05) / (Math.min(a, b) + .05));
    }
    return Math.min(...ratios);
  });
  console.log(`  lowest contrast in the dark: ${worst.toFixed(1)}`);
  assert.ok(worst >= 4.5, `contrast ${worst}`);
  await page.screenshot({path: path.join(folder, 'dark.png')});
});

test('fits a narrow window', async () => {
  await page.emulateMedia({colorScheme: 'light'});
  for (const width of [820, 420]) {
    await page.setViewportSize({width, height: 860});
    const {outside, scopeLines, list} = await page.evaluate(() => ({
      outside: [...document.querySelectorAll('header *, #filters *')].filter(e => e.offsetParent)
        .filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.id || e.outerHTML),
      scopeLines: document.querySelector('#scope').offsetHeight / parseFloat(getComputedStyle(document.body).lineHeight),
      list: document.querySelector('#list').offsetHeight,
    }));
    assert.deepEqual(outside, [], `cut off at ${width}`);
    assert.ok(scopeLines < 2.5, `${scopeLines} lines for the scope at ${width}`);
    assert.ok(list >= 200, `${list} pixels for the list at ${width}`);
  }
  await page.screenshot({path: path.join(folder, 'narrow.png')});
});

let failed = 0;
for (const [name, body] of tests) {
  try {
    await body();
    assert.deepEqual(troubles, [], 'errors of the page');
    console.log(`ok: ${name}`);
  } catch (error) {
    ++failed;
    console.log(`FAILED: ${name}\n  ${error.stack}`);
    await page.screenshot({path: path.join(folder, 'failed.png')});
  }
}
await browser.close();
console.log(`${tests.length - failed} of ${tests.length} passed`);
process.exit(failed ? 1 : 0);
