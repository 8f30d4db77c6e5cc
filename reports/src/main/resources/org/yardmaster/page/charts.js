// Turns the description of a chart into options of the library. A description holds labels and the keys of data
// elements; every number that is drawn is read from there. Colours are the style sheet's variables, so that theme and
// paper change them without drawing anew.
const chartOptions = (() => {
  'use strict';
  const percentUnits = ['SHARE', 'PERCENT', 'POINTS', 'SPAN'];
  const figures = new Map();
  for (const figure of document.querySelectorAll('data[data-key]')) {
    if (!figures.has(figure.dataset.key)) figures.set(figure.dataset.key, figure);
  }
  const absent = { value: NaN, low: NaN, high: NaN, ranged: false, share: NaN, text: '\u2013' };
  const read = (key) => {
    const figure = figures.get(key);
    if (!figure) return absent;
    const factor = percentUnits.includes(figure.dataset.unit) ? 100 : 1;
    const ranged = 'low' in figure.dataset;
    const number = (text) => factor * Number(text);
    return {
      value: number(figure.value),
      low: number(ranged ? figure.dataset.low : figure.value),
      high: number(ranged ? figure.dataset.high : figure.value),
      ranged,
      share: Number(figure.value),
      text: figure.textContent,
    };
  };

  const ink = (name) => 'var(--' + name + ')';
  const font = getComputedStyle(document.body).fontFamily;
  const looks = {
    CHOSEN: { symbol: 'circle', size: 13, fill: ink('accent'), stroke: ink('page'), label: ink('accent'), bold: true, z: 6 },
    CANDIDATE: { symbol: 'circle', size: 9, fill: ink('page'), stroke: ink('ink'), label: ink('ink'), z: 5 },
    LEARNED: { symbol: 'circle', size: 8, fill: ink('accent'), stroke: ink('page'), label: ink('accent'), bold: true, z: 4, line: 2.5 },
    BASELINE: { symbol: 'diamond', size: 11, fill: ink('faint'), stroke: ink('page'), label: ink('soft'), z: 3, line: 2, dash: [2, 3] },
    ORACLE: { symbol: 'diamond', size: 11, fill: ink('faint'), stroke: ink('page'), label: ink('soft'), z: 3, line: 1.5, dash: [6, 4] },
  };
  const finite = (values) => values.filter(Number.isFinite);
  const shorten = (name, most) => {
    const letters = [...name];
    if (letters.length <= most) return name;
    const end = Math.floor((most - 1) / 3);
    return letters.slice(0, most - 1 - end).join('') + '\u2026' + letters.slice(letters.length - end).join('');
  };
  const spell = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 }).replace('-', '\u2212');

  // Round values inside a logarithmic axis, at most so many.
  const decades = (low, high, most) => {
    for (const [multiples, stride] of [[[1, 2, 5], 1], [[1, 3], 1], [[1], 1], [[1], 2]]) {
      const ticks = [];
      for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += stride) {
        ticks.push(...multiples.map((multiple) => Number(multiple + 'e' + power)).filter((tick) => tick >= low && tick <= high));
      }
      if (ticks.length <= most || stride === 2) return ticks;
    }
  };
  const axis = (title, values, logarithmic, most, more = {}) => {
    const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const log = logarithmic && low > 0 && high / low >= 3;
    const air = log ? Math.pow(high / low, 0.05) : 0;
    const ticks = log ? decades(low / air, high * air, most) : undefined;
    return {
      type: log ? 'log' : 'value',
      name: title + (log ? ', logarithmic' : ''),
      nameTextStyle: { color: ink('soft') },
      scale: true,
      splitNumber: Math.max(2, most - 2),
      ...(log ? { min: low / air, max: high * air } : {}),
      axisLine: { show: false },
      axisTick: { show: log, customValues: ticks, lineStyle: { color: ink('faint') } },
      axisLabel: { color: ink('soft'), formatter: spell, customValues: ticks, hideOverlap: true },
      splitLine: { show: !log, lineStyle: { color: ink('rule') } },
      ...more,
    };
  };
  const across = (title, values, logarithmic, most, more) => axis(title, values, logarithmic, most, {
    nameLocation: 'end', axisLine: { show: true, lineStyle: { color: ink('faint') } }, ...more,
    nameTextStyle: { color: ink('soft'), align: 'right', verticalAlign: 'top', padding: [26, 0, 0, 0] }, nameGap: 0,
  });

  // Places labels beside their points so that none covers another label or a point and few cover a line; the first come
  // first. A label without room is left out: the tip and the table have it.
  const placer = (box, points, lines) => {
    const taken = points.map(([x, y]) => [x - 5, y - 5, x + 5, y + 5]);
    const placed = new Map();
    const sides = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [-1, -1], [1, 1], [-1, 1]];
    const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    const find = (x, y, width, height) => {
      let best = { price: Infinity, x: -9999, y: -9999 };
      (box.narrow ? [9, 16] : [9, 17, 27]).forEach((gap, further) => sides.forEach(([right, down], side) => {
        const left = x + right * gap + (right === 0 ? -width / 2 : right > 0 ? 0 : -width);
        const top = y + down * (gap + height / 2) - height / 2;
        const mine = [left - 2, top, left + width + 2, top + height];
        const inside = mine[0] > box.left && mine[2] < box.width && mine[1] > 0 && mine[3] < box.bottom;
        if (!inside || taken.some((other) => meets(mine, other))) return;
        const crossed = lines.some(([px, py]) => px > mine[0] && px < mine[2] && py > mine[1] && py < mine[3]);
        const price = 10 * further + side + (crossed ? 9 : 0);
        if (price < best.price) best = { price, x: left, y: top, mine };
      }));
      if (best.mine) taken.push(best.mine);
      return { x: best.x, y: best.y };
    };
    return (label) => {
      const id = label.seriesIndex + ':' + label.dataIndex;
      if (!placed.has(id)) {
        const { x, y, width, height } = label.rect;
        placed.set(id, find(x + width / 2, y + height / 2, label.labelRect.width, label.labelRect.height));
      }
      return { ...placed.get(id), align: 'left', verticalAlign: 'top' };
    };
  };
  const text = (look, formatter) => ({
    show: true, formatter, color: look.label, fontSize: 12, fontWeight: look.bold ? 650 : 400,
    textBorderColor: ink('page'), textBorderWidth: 3,
  });
  const item = (look) => ({ color: look.fill, borderColor: look.stroke, borderWidth: 1.5, opacity: 1 });
  const still = { emphasis: { disabled: true }, animation: false };

  // A line of the library's custom series between two points of each datum, given as [x, y, x, y].
  const strokes = (data, style, z = 2) => ({
    ...still, type: 'custom', silent: true, clip: true, z, data, encode: { x: [0, 2], y: [1, 3] },
    renderItem: (params, api) => {
      const [x1, y1] = api.coord([api.value(0), api.value(1)]);
      const [x2, y2] = api.coord([api.value(2), api.value(3)]);
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { fill: 'none', ...style } };
    },
  });

  // Mixing two points of a curve gives the chord between them: straight in dollars, bent on a logarithmic axis.
  const dense = (points) => points.slice(1).reduce((all, [x, y], index) => {
    const [fromX, fromY] = points[index];
    for (let step = 1; step <= 12; step++) all.push([fromX + step / 12 * (x - fromX), fromY + step / 12 * (y - fromY)]);
    return all;
  }, points.slice(0, 1));

  const xy = (chart, box) => {
    const spot = ({ x, y }) => ({ x: read(x), y: read(y) });
    const known = ({ x, y }) => Number.isFinite(x.value) && Number.isFinite(y.value);
    const lines = chart.lines.map((line) => ({ ...line, spots: line.spots.map(spot).filter(known) })).filter((line) => line.spots.length > 1);
    const marks = chart.marks.map((mark) => ({ ...mark, ...spot(mark.spot) })).filter(known);
    const all = [...lines.flatMap((line) => line.spots), ...marks];
    const xs = all.map(({ x }) => x.value);
    const ys = finite([...all.map(({ y }) => y.value), ...marks.filter((mark) => mark.interval).flatMap(({ y }) => [y.low, y.high])]);
    const both = chart.diagonal ? [...xs, ...ys] : undefined;
    box.height = chart.stops.length || chart.lines.length > 1 ? (box.narrow ? 420 : 500) : 340;
    if (chart.diagonal) box.width = Math.min(box.width, 440);
    else if (chart.lines.length < 2 && !marks.some((mark) => mark.label)) box.width = Math.min(box.width, 680);
    const grid = { left: 46, right: 24, top: 30, bottom: 52 };
    box.left = 44;
    box.bottom = box.height - grid.bottom;
    const label = (mark) => shorten(mark.label, box.narrow ? 16 : 28);
    const series = [];
    const points = (line) => line.spots.map(({ x, y }) => [x.value, y.value]);
    let place;
    const labelLayout = (wanted) => {
      const pixel = (point) => box.drawn.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, point);
      place ??= placer(box, marks.map((mark) => pixel([mark.x.value, mark.y.value])), lines.flatMap((line) => dense(points(line)).map(pixel)));
      return place(wanted);
    };
    const option = {
      grid,
      xAxis: across(chart.horizontal, both ?? xs, chart.logarithmic, box.narrow ? 4 : 9, { splitLine: { show: false } }),
      yAxis: axis(chart.vertical, both ?? ys, false, 6, { nameTextStyle: { color: ink('soft'), align: 'left', padding: [0, 0, 0, -44] }, nameGap: 12 }),
      series,
    };
    for (const name of ['CHOSEN', 'CANDIDATE', 'LEARNED', 'BASELINE', 'ORACLE']) {
      const own = marks.filter((mark) => mark.look === name);
      if (own.length === 0) continue;
      series.push({
        ...still, type: 'scatter', z: looks[name].z, symbol: looks[name].symbol, symbolSize: looks[name].size, itemStyle: item(looks[name]),
        label: text(looks[name], ({ data }) => data.caption), labelLayout,
        data: own.map((mark) => ({
          value: [mark.x.value, mark.y.value], caption: label(mark),
          tip: [mark.label, [chart.horizontal, mark.x.text], [chart.vertical, mark.y.text]],
        })),
      });
    }
    for (const line of lines) {
      const look = looks[line.look];
      const drawn = line.label && option.xAxis.type === 'log' ? dense(points(line)) : points(line);
      series.push({ ...still, type: 'line', silent: true, showSymbol: false, z: 2, data: drawn, lineStyle: { color: look.fill, width: look.line, type: look.dash ?? 'solid' } });
      if (line.label && !marks.some((mark) => mark.label === line.label)) {
        series.push({ ...still, type: 'scatter', silent: true, symbolSize: 1, itemStyle: { color: 'none', opacity: 1 }, label: text(look, ({ data }) => data.caption), labelLayout,
          data: [{ value: drawn[Math.floor(0.6 * (drawn.length - 1))], caption: label(line) }] });
      }
    }
    const whiskers = marks.filter((mark) => mark.interval && mark.y.ranged);
    series.push(strokes(whiskers.map(({ x, y }) => [x.value, y.low, x.value, y.high]), { stroke: ink('accent'), lineWidth: 1.5 }));
    if (chart.diagonal) {
      const ends = [Math.min(...both), Math.max(...both)];
      series.push(strokes([[ends[0], ends[0], ends[1], ends[1]]], { stroke: ink('soft'), lineWidth: 1, lineDash: [4, 3] }));
    }
    const stops = chart.stops.map(spot);
    const ring = (stop) => ({ id: 'stop', data: stops[stop] && known(stops[stop]) ? [[stops[stop].x.value, stops[stop].y.value]] : [] });
    series.push({ ...still, ...ring(box.stop), type: 'scatter', silent: true, z: 7, symbol: 'circle', symbolSize: 20,
      itemStyle: { color: 'none', borderColor: ink('ring'), borderWidth: 3, opacity: 1 } });
    option.ring = ring;
    return option;
  };

  const strong = ({ look }) => look === 'CHOSEN' || look === 'LEARNED';
  const rowAxis = (rows, box) => ({
    type: 'category', inverse: true, data: rows.map((row, index) => String(index)), axisTick: { show: false },
    axisLine: { show: false }, splitLine: { show: false },
    axisLabel: {
      interval: 0, margin: 12, formatter: (value, index) => shorten(rows[index].label, box.narrow ? 17 : 28),
      color: (value) => ink(strong(rows[Number(value)]) ? 'accent' : 'ink'),
    },
  });

  const ranges = (chart, box) => {
    const rows = chart.rows.map((row) => ({ ...row, ...read(row.value) })).filter((row) => Number.isFinite(row.value));
    rows.filter((row) => !row.ranged).forEach((row) => Object.assign(row, { low: Math.min(0, row.value), high: Math.max(0, row.value) }));
    const guides = chart.guides.map((guide) => ({ ...guide, x: guide.at ? (guide.negative ? -1 : 1) * read(guide.at).value : 0 }));
    const near = rows.filter(strong).map((row) => row.low);
    const floor = chart.clipped ? Math.min(...near, ...guides.map((guide) => 5 * guide.x)) : -Infinity;
    const values = finite([...rows.flatMap((row) => [row.low, row.high]).map((value) => Math.max(value, floor)), ...guides.map((guide) => guide.x)]);
    const cut = chart.clipped && rows.some((row) => row.low < floor);
    box.height = 24 * rows.length + 84;
    const edge = (row) => row.value < floor;
    const most = Math.max(...values);
    const bars = (wanted, stroke) => strokes(
      rows.map((row, index) => ({ row, at: [Math.max(row.low, floor), index, Math.min(row.high, most), index] }))
        .filter(({ row }) => !edge(row) && wanted(row)).map(({ at }) => at),
      { stroke, lineWidth: 3 });
    return {
      grid: { left: box.narrow ? 128 : 220, right: guides.some((guide) => guide.label) ? 64 : 24, top: 28, bottom: 52 },
      xAxis: across(chart.title, values, false, box.narrow ? 4 : 8, cut ? { min: floor, axisLabel: { color: ink('soft'), formatter: spell, showMinLabel: false, hideOverlap: true } } : {}),
      yAxis: rowAxis(rows, box),
      series: [
        bars((row) => !strong(row), ink('faint')),
        bars(strong, ink('accent')),
        {
          ...still, type: 'scatter', z: 4,
          data: rows.map((row, index) => ({
            value: [edge(row) ? floor : row.value, index],
            symbol: edge(row) ? 'triangle' : 'circle', symbolRotate: edge(row) ? 90 : 0,
            symbolSize: edge(row) ? 10 : strong(row) ? 11 : 9,
            itemStyle: { color: ink(strong(row) ? 'accent' : 'ink'), borderColor: ink('page'), borderWidth: 1, opacity: 1 },
            tip: [row.label, [chart.title, row.text]],
          })),
        },
        { // the guides
          ...still, type: 'custom', silent: true, clip: false, z: 1, data: guides.map((guide) => [guide.x, 0]),
          renderItem: (params, api) => {
            const [x] = api.coord([api.value(0), 0]);
            const { y, height } = params.coordSys;
            const first = guides.some((guide) => guide.x > api.value(0));
            return { type: 'group', children: [
              { type: 'line', shape: { x1: x, y1: y - 4, x2: x, y2: y + height }, style: { stroke: ink('soft'), lineDash: [4, 3], fill: 'none' } },
              { type: 'text', style: { x, y: y - 8, text: guides[params.dataIndex].label, fill: ink('soft'), font: '12px ' + font, align: first ? 'right' : 'left', verticalAlign: 'bottom' } },
            ] };
          },
        },
      ],
    };
  };

  const spread = (chart, box) => {
    const levels = ['lower end', 'lower quarter', 'middle', 'upper quarter', 'upper end'];
    const rows = chart.rows.map((row) => ({ ...row, all: row.values.map(read) })).filter((row) => row.all.every(({ value }) => Number.isFinite(value)));
    box.height = 28 * rows.length + 66;
    return {
      grid: { left: box.narrow ? 128 : 220, right: 24, top: 10, bottom: 52 },
      xAxis: across(chart.title, rows.flatMap((row) => row.all.map(({ value }) => value)), true, box.narrow ? 4 : 8, { splitLine: { show: true, lineStyle: { color: ink('rule') } } }),
      yAxis: rowAxis(rows, box),
      series: [{
        ...still, type: 'boxplot', boxWidth: [8, 14],
        data: rows.map((row) => ({
          value: row.all.map(({ value }) => value),
          itemStyle: { color: row.look === 'CHOSEN' ? ink('accent-wash') : ink('wash'), borderColor: row.look === 'CHOSEN' ? ink('accent') : ink('soft'), borderWidth: 1.5 },
          tip: [row.label, ...row.all.map(({ text: shown }, index) => [levels[index], shown])],
        })),
      }],
    };
  };

  const heat = (chart, box) => {
    const all = chart.cells.map((row) => row.map(read));
    const shares = chart.shares.map((row) => row.map(read));
    const known = finite(all.flat().map(({ value }) => value));
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const shade = (value) => high > low ? Math.min(7, Math.floor((value - low) / (high - low) * 8)) : 0;
    const left = box.narrow ? 96 : 190;
    const letters = box.narrow ? 14 : 20;
    box.width = Math.min(box.width, left + 64 * chart.columns.length);
    const wide = (box.width - left) / chart.columns.length;
    const top = 18 + 6.6 * Math.min(letters, Math.max(...chart.columns.map((name) => name.length)));
    box.height = top + 28 * chart.rows.length + 4;
    const data = all.flatMap((row, y) => row.map((cell, x) => ({ cell, x, y, share: shares[y]?.[x] ?? absent })))
      .filter(({ cell }) => Number.isFinite(cell.value))
      .map(({ cell, x, y, share }) => ({
        value: [x, y, cell.value, share.share], cell,
        tip: [chart.rows[y] + ', ' + chart.columns[x], ['quality, per cent', cell.text], ...(shares.length ? [['of its prompts go here, per cent', share.text]] : [])],
      }));
    const best = all.map((row) => Math.max(...finite(row.map(({ value }) => value))));
    return {
      grid: { left, right: 0, top, bottom: 4 },
      xAxis: { type: 'category', position: 'top', data: chart.columns.map((name, index) => String(index)), axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { interval: 0, rotate: -90, color: ink('ink'), formatter: (value, index) => shorten(chart.columns[index], letters) } },
      yAxis: rowAxis(chart.rows.map((label) => ({ label, look: 'CANDIDATE' })), box),
      series: [{
        ...still, type: 'custom', data, encode: { x: 0, y: 1 },
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const [value, share] = [api.value(2), api.value(3)];
          const strength = shade(value);
          const children = [{ type: 'rect', shape: { x: x - wide / 2 + 0.5, y: y - 13.5, width: wide - 1, height: 27 }, style: { fill: ink('h' + strength) } }];
          if (wide > 19) {
            const weight = value === best[api.value(1)] ? '700 ' : '400 ';
            children.push({ type: 'text', silent: true, style: { x, y: y - 3, text: data[params.dataIndex].cell.text, align: 'center', verticalAlign: 'middle',
              fill: ink(strength > 5 ? 'heat-high' : 'heat-low'), font: weight + '12px ' + font } });
          }
          if (share > 0) {
            const width = Math.max(2, share * (wide - 6));
            children.push({ type: 'rect', silent: true, shape: { x: x - wide / 2 + 3, y: y + 7, width, height: 4 }, style: { fill: ink(strength > 4 ? 'route' : 'second') } });
          }
          return { type: 'group', children };
        },
      }],
    };
  };

  const flow = (chart, box) => {
    const amounts = chart.sources.map(({ amount }) => read(amount));
    const shares = chart.shares.map((row) => row.map(read));
    const letters = box.narrow ? 16 : 30;
    const side = box.narrow ? 116 : 220;
    const links = shares.flatMap((row, source) => row.map((share, target) => ({ share, source, target })))
      .filter(({ share, source }) => share.share > 0 && amounts[source].value > 0)
      .map(({ share, source, target }) => ({
        source: 's' + source, target: 't' + target, value: amounts[source].value * share.share,
        lineStyle: { color: ink('accent'), opacity: 0.14 + 0.66 * target / Math.max(1, chart.targets.length - 1) },
        tip: [chart.sources[source].label + ' \u2192 ' + chart.targets[target], ['prompts of the task', amounts[source].text], ['of them go here, per cent', share.text]],
      }));
    const used = new Set(links.flatMap(({ source, target }) => [source, target]));
    const node = (name, label, depth, tip) => ({ name, depth, caption: shorten(label, letters), tip: [label, ...tip],
      label: { position: depth === 0 ? 'left' : 'right' } });
    box.height = Math.max(240, 30 * Math.max(chart.sources.length, chart.targets.length) + 40);
    return {
      series: [{
        ...still, type: 'sankey', left: side, right: side, top: 8, bottom: 8, nodeWidth: 5, nodeGap: 12, draggable: false, layoutIterations: 0,
        itemStyle: { color: ink('soft'), borderWidth: 0 },
        label: { color: ink('ink'), fontSize: 12, distance: 6, formatter: ({ data }) => data.caption },
        data: [
          ...chart.sources.map(({ label }, index) => node('s' + index, label, 0, [['prompts', amounts[index].text],
            ...shares[index].map((share, target) => [chart.targets[target] + ', per cent', share]).filter(([, share]) => share.share > 0).map(([name, share]) => [name, share.text])])),
          ...chart.targets.map((label, index) => node('t' + index, label, 1, shares.map((row, source) => [chart.sources[source].label + ', per cent of it', row[index]])
            .filter(([, share]) => share.share > 0).map(([name, share]) => [name, share.text]))),
        ].filter(({ name }) => used.has(name)),
        links,
      }],
    };
  };

  const kinds = { xy, ranges, spread, heat, flow };
  const textStyle = { fontFamily: font, fontSize: 12 };
  // The box holds the width that there is and, once it is there, what is drawn; the height that the chart wants is put
  // into it.
  return (chart, box) => ({ animation: false, textStyle, ...kinds[chart.kind](chart, box) });
})();
