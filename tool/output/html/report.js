// The audit report: everything comes from #data, state is kept in localStorage, nothing is
// loaded. Lists draw only the rows in sight, so that 5,000 findings scroll well.
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const ROW = 52;
const STATES = ['open', 'confirmed', 'false alarm', 'accepted', 'fixed'];
const LEVELS = ['error', 'warning', 'note'];
const CLASSES = {
  'pooled': 'borrowed from a pool', 'raw': 'physical connect', 'wrapper': 'from a function of the same unit',
  'pool-code': 'physical connect inside of the pool',
};
const STORE = 'connlint-triage:' + data.project;

// Elements; text is always text, never markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children);
  return element;
}
// A path may be broken into lines behind its slashes.
const breakable = path => path.split(/(?<=\/)/).flatMap(part => [part, make('wbr')]);
const folderOf = file => file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';

// Triage: fingerprint -> {state, note}. A browser without storage still works, for a while.
const triage = (() => {
  let all = {};
  try { all = JSON.parse(localStorage.getItem(STORE)) || {}; } catch { /* private mode */ }
  const save = () => { try { localStorage.setItem(STORE, JSON.stringify(all)); } catch { /* full */ } };
  return {
    of: f => all[f.fingerprint] || {state: 'open', note: ''},
    set(f, change) {
      const value = {...this.of(f), ...change};
      if (value.state === 'open' && !value.note) delete all[f.fingerprint];
      else all[f.fingerprint] = value;
      save();
    },
    all: () => all,
    add(other) {
      let count = 0;
      for (const [key, value] of Object.entries(other))
        if (value && STATES.includes(value.state)) {
          all[key] = {state: value.state, note: String(value.note || '')};
          ++count;
        }
      save();
      return count;
    },
  };
})();

// A list that draws what can be seen. draw(item, row) fills a row; focus stays on the list.
function virtualList(box, role, draw, select) {
  const spacer = box.firstElementChild;
  let items = [], selected = -1, rows = new Map();
  function refresh() {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - 5);
    const last = Math.min(items.length, Math.ceil((box.scrollTop + box.clientHeight) / ROW) + 5);
    for (const [i, row] of rows)
      if (i < first || i >= last) { row.remove(); rows.delete(i); }
    for (let i = first; i < last; ++i) {
      if (rows.has(i)) continue;
      const row = make('div', {
        class: 'row', role, id: `${box.id}-${i}`, style: `top:${i * ROW}px`, 'aria-setsize': items.length,
        'aria-posinset': i + 1, 'aria-selected': select ? String(i === selected) : null,
        onclick: () => choose(i),
      });
      draw(items[i], row);
      rows.set(i, row);
      box.append(row);
    }
  }
  function redraw() { for (const row of rows.values()) row.remove(); rows.clear(); refresh(); }
  function choose(i) {
    if (!select || !items.length) return;
    selected = Math.min(Math.max(i, 0), items.length - 1);
    const top = selected * ROW;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW - box.clientHeight;
    redraw();
    box.setAttribute('aria-activedescendant', `${box.id}-${selected}`);
    select(items[selected]);
  }
  box.addEventListener('scroll', refresh, {passive: true});
  new ResizeObserver(refresh).observe(box);
  return {
    show(list, keep) {
      const before = keep ? items[selected] : undefined;
      items = list;
      selected = before ? Math.max(0, items.indexOf(before)) : items.length ? 0 : -1;
      spacer.style.height = items.length * ROW + 'px';
      if (!keep) box.scrollTop = 0;
      redraw();
      if (select) items.length ? choose(selected) : select(null);
    },
    move: by => choose(selected + by),
    redraw,
    current: () => items[selected],
    to(item) { const i = items.indexOf(item); if (i >= 0) choose(i); },
  };
}

// The excerpt around a place: file.lines has what the report knows of it, line -> text.
function excerpt(place) {
  const lines = data.files[place.file] || {};
  const pre = make('pre');
  for (let n = place.line - 2; n <= place.line + 2; ++n) {
    const text = lines[n];
    if (text === undefined) continue;
    const line = make('span', {class: n === place.line ? 'line at' : 'line'}, make('span', {class: 'nr'}, String(n)));
    if (n === place.line)
      line.append(text.slice(0, place.from), make('mark', {}, text.slice(place.from, place.to)), text.slice(place.to));
    else line.append(text);
    pre.append(line);
  }
  return pre;
}

function showFinding(f) {
  const box = $('detail');
  box.replaceChildren();
  if (!f) return box.append(make('p', {class: 'empty'}, 'No finding matches.'));
  const state = triage.of(f);
  const note = make('textarea', {
    id: 'note', 'aria-label': 'Note', placeholder: 'note',
    oninput: event => { triage.set(f, {note: event.target.value}); },
  });
  note.value = state.note;
  const path = make('ol', {class: 'path'});
  const steps = f.path.length ? f.path : [{...f, message: f.message}];
  steps.forEach((step, i) => path.append(make('li', {class: i === steps.length - 1 ? 'last' : ''},
    make('div', {}, `${step.file}:${step.line} ${step.message}`), excerpt(step))));
  const others = f.related.filter(r => !steps.some(s => s.file === r.file && s.line === r.line));
  box.append(
    make('h2', {}, f.message),
    make('p', {class: 'facts'}, make('span', {class: 'tag level-' + f.level}, f.level), f.rule,
      `, ${f.confidence}`, make('br'), `${f.file}:${f.line}`, f.function ? ` in ${f.function}` : '',
      f.api ? `, from ${f.api} (${f.family})` : ''),
    make('div', {class: 'triage', role: 'group', 'aria-label': 'Triage'}, ...STATES.map((name, i) =>
      make('button', {'aria-pressed': String(name === state.state), onclick: () => setState(name)},
        make('kbd', {}, String(i + 1)), ' ', name))),
    note, path);
  if (others.length)
    box.append(make('h2', {}, 'See also'), make('ol', {class: 'path'}, ...others.map(place =>
      make('li', {}, make('div', {}, `${place.file}:${place.line} ${place.message}`), excerpt(place)))));
  if (data.rules[f.rule]) box.append(make('h2', {}, 'The rule'), make('p', {}, data.rules[f.rule]));
}

function setState(name) {
  const f = list.current();
  if (!f) return;
  triage.set(f, {state: name});
  showFinding(f);
  list.redraw();
  drawSummary();
}

// In a narrow list the folder gives way: the name and the line are what is looked for.
function whereLine(item, ...rest) {
  const name = item.file.lastIndexOf('/') + 1;
  return [make('span', {class: 'folder'}, item.file.slice(0, name)),
    make('span', {}, `${item.file.slice(name)}:${item.line} · `, ...rest)];
}

const list = virtualList($('list'), 'option', (f, row) => {
  const state = triage.of(f).state;
  row.append(
    make('div', {}, make('span', {class: 'tag level-' + f.level}, f.level), f.message),
    make('div', {class: 'where'}, state === 'open' ? '' : make('span', {class: 'tag'}, state),
      ...whereLine(f, f.rule.replace('connlint-', ''))));
}, showFinding);
const siteList = virtualList($('site-list'), 'listitem', (s, row) => row.append(
  make('div', {}, make('span', {class: 'legend', style: 'display:inline'}, make('i', {class: 'class-' + s.class})),
    `${s.class} · ${s.api}`, s.function ? ` in ${s.function}` : ''),
  make('div', {class: 'where'}, ...whereLine(s, s.family))));

// Filters
const FILTERS = {
  'by-rule': f => f.rule, 'by-level': f => f.level, 'by-folder': f => folderOf(f.file),
  'by-family': f => f.family, 'by-triage': f => triage.of(f).state,
};
function counts(items, key) {
  const all = new Map();
  for (const item of items) all.set(key(item), (all.get(key(item)) || 0) + 1);
  return [...all].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
function fillSelect(id, values) {
  const chosen = $(id).value;
  $(id).replaceChildren(make('option', {value: ''}, 'all'),
    ...values.map(([value, n]) => make('option', {value}, n === null ? value : `${value} (${n})`)));
  $(id).value = values.some(([value]) => value === chosen) ? chosen : '';
}
const texts = new Map(data.findings.map(f =>
  [f, `${f.message} ${f.file} ${f.function} ${f.rule} ${f.api}`.toLowerCase()]));
function applyFilters(keep) {
  const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = Object.entries(FILTERS).filter(([id]) => $(id).value);
  const shown = data.findings.filter(f =>
    wanted.every(([id, key]) => key(f) === $(id).value) && words.every(w => texts.get(f).includes(w)));
  $('shown').textContent = `${shown.length} of ${data.findings.length}`;
  list.show(shown, keep);
}
function applySiteFilters() {
  const words = $('site-search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = data.sites.filter(s => (!$('by-class').value || s.class === $('by-class').value) &&
    words.every(w => `${s.file} ${s.function} ${s.api}`.toLowerCase().includes(w)));
  $('sites-shown').textContent = `${shown.length} of ${data.sites.length}`;
  siteList.show(shown);
}

// Views
function open(view) {
  for (const name of ['summary', 'findings', 'sites', 'problems']) {
    $(name).hidden = name !== view;
    $('tab-' + name).setAttribute('aria-selected', String(name === view));
    $('tab-' + name).tabIndex = name === view ? 0 : -1;
  }
  if (view === 'findings') { applyFilters(true); $('list').focus(); }
  if (view === 'sites') { applySiteFilters(); $('site-list').focus(); }
}
function filterBy(id, value) {
  $('filters').reset();
  $(id).value = value;
  open('findings');
  applyFilters(false);
}
function table(title, id, key, head) {
  const rows = counts(data.findings, key);
  const body = rows.map(([value, n]) => make('tr', {},
    make('td', {}, make('button', {onclick: () => filterBy(id, value)}, ...breakable(value || 'none'))),
    ...LEVELS.map(level => make('td', {class: 'number level-' + level},
      String(data.findings.filter(f => key(f) === value && f.level === level).length || ''))),
    make('td', {class: 'number'}, String(n))));
  return make('section', {}, make('h2', {}, title), make('table', {},
    make('tr', {}, make('th', {}, head), ...LEVELS.map(l => make('th', {class: 'number'}, l)),
      make('th', {class: 'number'}, 'all')), ...body));
}
function drawSummary() {
  const kinds = Object.keys(CLASSES).map(name => [name, data.sites.filter(s => s.class === name).length]);
  const bar = make('div', {class: 'bar', role: 'img',
    'aria-label': kinds.map(([name, n]) => `${n} ${name}`).join(', ')},
    ...kinds.filter(([, n]) => n).map(([name, n]) => make('span', {class: 'class-' + name, style: `flex:${n}`})));
  const states = STATES.map(name => [name, data.findings.filter(f => triage.of(f).state === name).length]);
  $('summary').replaceChildren(
    make('h2', {}, `${data.sites.length} places acquire a connection`), bar,
    make('div', {class: 'legend'}, ...kinds.map(([name, n]) =>
      make('span', {}, make('i', {class: 'class-' + name}), `${n} ${name}: ${CLASSES[name]}`))),
    make('h2', {}, `${data.findings.length} findings`),
    make('div', {class: 'triage'}, ...states.map(([name, n]) =>
      make('button', {onclick: () => filterBy('by-triage', name)}, `${name} ${n}`))),
    make('div', {class: 'cards'},
      table('By rule', 'by-rule', FILTERS['by-rule'], 'rule'),
      table('By folder', 'by-folder', FILTERS['by-folder'], 'folder'),
      table('By family', 'by-family', FILTERS['by-family'], 'family')));
  fillSelect('by-triage', states);
}

function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  make('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
// The form of docs/baseline.md.
function baselineText() {
  const known = data.findings.filter(f => ['false alarm', 'accepted'].includes(triage.of(f).state));
  const escape = text => text.replace(/[%\x00-\x1f]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'));
  const keys = counts(known, f => [f.file, f.rule, f.function, f.api].map(escape).join('\t'));
  return data.baselineHead + keys.map(([key, n]) => `${key}\t${n}\n`).sort().join('');
}

// Wiring
$('project').textContent = data.project;
document.title = `connlint audit: ${data.project}`;
const u = data.units;
const showScope = () => { $('scope').textContent =
  `connlint ${data.version} · ${u.analysed} units analysed, ${u.failed} failed, ${u.skipped} skipped`; };
showScope();
$('count-findings').textContent = data.findings.length;
$('count-sites').textContent = data.sites.length;
$('count-problems').textContent = data.problems.length;
for (const [id, key] of Object.entries(FILTERS))
  if (id !== 'by-triage') fillSelect(id, counts(data.findings, key));
fillSelect('by-class', counts(data.sites, s => s.class));
$('problems').append(data.problems.length ? make('table', {}, ...data.problems.map(p => make('tr', {},
  make('td', {}, p.file), make('td', {}, p.reason)))) : make('p', {class: 'empty'}, 'All units were analysed.'));
drawSummary();
for (const name of ['summary', 'findings', 'sites', 'problems'])
  $('tab-' + name).addEventListener('click', () => open(name));
document.querySelector('[role=tablist]').addEventListener('keydown', event => {
  const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!by) return;
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const next = tabs[(tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length];
  next.click();
  next.focus();
});
let pending;
$('filters').addEventListener('input', () => { clearTimeout(pending); pending = setTimeout(() => applyFilters(false), 60); });
$('filters').addEventListener('reset', () => setTimeout(() => applyFilters(false)));
$('site-filters').addEventListener('input', () => setTimeout(applySiteFilters));
for (const form of ['filters', 'site-filters']) $(form).addEventListener('submit', event => event.preventDefault());
$('export').addEventListener('click', () => download('connlint-triage.json',
  JSON.stringify({format: 1, project: data.project, triage: triage.all()}, null, 1) + '\n', 'application/json'));
$('export-baseline').addEventListener('click', () => download('connlint-baseline.tsv', baselineText(), 'text/plain'));
$('import').addEventListener('click', () => $('import-file').click());
$('import-file').addEventListener('change', async event => {
  let message;
  try {
    const read = JSON.parse(await event.target.files[0].text());
    message = `${triage.add(read.triage)} entries imported`;
  } catch { message = 'not a triage file of connlint'; }
  event.target.value = '';
  drawSummary();
  applyFilters(true);
  $('scope').textContent = message;
  setTimeout(showScope, 8000);
});
$('help-button').addEventListener('click', () => $('help').showModal());
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (typing) { if (event.key === 'Escape') { event.target.blur(); $('list').focus(); } return; }
  const findings = !$('findings').hidden;
  const go = {s: 'summary', f: 'findings', a: 'sites', p: 'problems'}[event.key];
  if (go) open(go);
  else if (event.key === '?') $('help').showModal();
  else if (event.key === '/') { if ($('sites').hidden) { open('findings'); $('search').focus(); } else $('site-search').focus(); }
  else if (findings && (event.key === 'j' || (event.key === 'ArrowDown' && event.target === $('list')))) list.move(1);
  else if (findings && (event.key === 'k' || (event.key === 'ArrowUp' && event.target === $('list')))) list.move(-1);
  else if (findings && event.key === 'PageDown' && event.target === $('list')) list.move(10);
  else if (findings && event.key === 'PageUp' && event.target === $('list')) list.move(-10);
  else if (findings && event.key === 'End' && event.target === $('list')) list.move(1e9);
  else if (findings && event.key === 'Home' && event.target === $('list')) list.move(-1e9);
  else if (findings && STATES[event.key - 1]) setState(STATES[event.key - 1]);
  else if (findings && event.key === 'n' && $('note')) $('note').focus();
  else return;
  event.preventDefault();
});
open('summary');
})();
