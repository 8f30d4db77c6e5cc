// Draws the charts, multiplies by the reader's traffic and moves along the curve; the page is readable without.
(() => {
  'use strict';
  // A tip is built of elements: names from strangers stay text.
  const bubble = ([title, ...facts]) => {
    const box = document.createElement('div');
    const head = document.createElement('strong');
    head.textContent = title;
    if (title) box.append(head);
    for (const [name, value] of facts) {
      const line = document.createElement('div');
      line.textContent = name + ': ' + value;
      box.append(line);
    }
    return box;
  };
  const tooltip = {
    trigger: 'item', confine: true, className: 'tip', transitionDuration: 0, backgroundColor: 'var(--page)', borderColor: 'var(--faint)', borderWidth: 1,
    padding: [6, 10], textStyle: { color: 'var(--ink)', fontSize: 13 }, formatter: ({ data }) => data?.tip ? bubble(data.tip) : '',
    extraCssText: 'box-shadow: none; max-width: 22rem; white-space: normal;',
  };

  const paper = 720;
  const start = (drawing) => {
    const chart = JSON.parse(drawing.dataset.chart);
    const spoken = drawing.parentElement.querySelector('.spoken');
    let drawn, option, width, stop = 0, at = -1;
    const draw = (wanted) => {
      width = wanted;
      const box = { width, narrow: width < 560, height: 300, stop };
      option = { tooltip, ...chartOptions(chart, box) };
      drawn?.dispose();
      drawing.replaceChildren();
      const { ring, ...plain } = option;
      drawn = echarts.init(drawing, null, { renderer: 'svg', width: box.width, height: box.height });
      box.drawn = drawn;
      drawn.setOption(plain);
      drawing.querySelector('svg').setAttribute('viewBox', '0 0 ' + box.width + ' ' + box.height);
      at = -1;
    };
    const fit = () => {
      const wanted = drawing.clientWidth;
      if (wanted > 0 && wanted !== width) draw(wanted);
    };
    const spots = () => option.series.flatMap((series, seriesIndex) => (series.data ?? [])
      .map((datum, dataIndex) => ({ seriesIndex, dataIndex, tip: datum.tip })).filter(({ tip }) => tip));
    drawing.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') drawn.dispatchAction({ type: 'hideTip' });
      const all = spots();
      if (!step || all.length === 0) return;
      event.preventDefault();
      at = (at + step + all.length) % all.length;
      const { tip, ...target } = all[at];
      drawn.dispatchAction({ type: 'showTip', ...target });
      spoken.textContent = [...bubble(tip).children].map((line) => line.textContent).join('; ');
    });
    drawing.addEventListener('blur', () => drawn.dispatchAction({ type: 'hideTip' }));
    drawing.addEventListener('stop', ({ detail }) => {
      stop = detail;
      if (option.ring) drawn.setOption({ series: [option.ring(stop)] });
    });
    fit();
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(drawing);
    window.addEventListener('beforeprint', () => draw(paper));
    window.addEventListener('afterprint', fit);
  };

  document.documentElement.classList.add('live');
  document.querySelectorAll('details').forEach((table) => { table.open = false; });
  document.querySelectorAll('.drawing').forEach(start);

  const places = (usd) => {
    const size = Math.abs(usd);
    if (size >= 1000) return 0;
    return size === 0 ? 2 : Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(size))));
  };
  const spell = (usd, digits, mark) => {
    const size = Math.abs(usd).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return (0 > usd ? '\u2212' : '') + mark + size;
  };

  const scaled = (figure, factor) => {
    const value = Number(figure.value) * factor;
    const count = figure.dataset.unit === 'COUNT';
    const digits = count ? 0 : places(value);
    const mark = count ? '' : '$';
    const ends = 'low' in figure.dataset ? [figure.dataset.low, figure.dataset.high] : [];
    const interval = ends.map((end) => spell(Number(end) * factor, digits, '')).join(', ');
    return [spell(value, digits, mark) + (interval ? '\u00A0' : ''), '[' + interval + ']'];
  };

  for (const input of document.querySelectorAll('[data-traffic]')) {
    const before = Number(input.value);
    const figures = [...input.closest('.dataset').querySelectorAll('data[data-key*="/derived/month/"]')];
    const printed = figures.map((figure) => [...figure.childNodes].map((node) => node.textContent));
    input.addEventListener('input', () => {
      const now = Number(input.value);
      if (!(now > 0)) return;
      figures.forEach((figure, index) => {
        const texts = now === before ? printed[index] : scaled(figure, now / before);
        [...figure.childNodes].forEach((node, part) => { node.textContent = texts[part]; });
      });
    });
  }

  for (const explorer of document.querySelectorAll('[data-explorer]')) {
    const slider = explorer.querySelector('input[type=range]');
    if (!slider) continue;
    const table = explorer.querySelector('table.stops');
    const names = [...table.querySelectorAll('thead th')].map((cell) => cell.textContent);
    const rows = [...table.querySelectorAll('tbody tr')];
    const readout = explorer.querySelector('.readout');
    const mix = explorer.querySelector('.mix');
    const show = () => {
      const stop = Number(slider.value);
      const cells = [...rows[stop].children];
      const [, willing, cost, quality, reduction] = cells.map((cell) => cell.textContent);
      const price = stop === 0 ? 'Nothing extra for quality' : 'At least ' + willing + ' per 1,000 prompts for one more point of quality';
      const text = price + ': quality ' + quality + ', ' + cost + ' per 1,000, ' + names[4] + ' ' + reduction + '.';
      readout.textContent = text;
      slider.setAttribute('aria-valuetext', text);
      explorer.querySelector('.drawing')?.dispatchEvent(new CustomEvent('stop', { detail: stop }));
      mix.replaceChildren(...cells.slice(5).map((cell, index) => {
        const figure = cell.querySelector('data');
        const item = document.createElement('li');
        const share = figure ? Number(figure.value) : 0;
        const [name, value, bar] = ['span', 'span', 'b'].map((tag) => document.createElement(tag));
        name.textContent = names[5 + index];
        name.title = names[5 + index];
        value.textContent = cell.textContent;
        bar.style.width = 100 * share + '%';
        item.append(name, value, bar);
        return [share, item];
      }).filter(([share]) => share > 0).sort((a, b) => b[0] - a[0]).map(([, item]) => item));
    };
    slider.addEventListener('input', show);
    show();
  }
})();
