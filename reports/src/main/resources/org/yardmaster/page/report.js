(() => {
  'use strict';
  document.documentElement.classList.add('live');
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
      for (const dot of explorer.querySelectorAll('.stop')) {
        dot.classList.toggle('on', Number(dot.dataset.stop) === stop);
      }
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
