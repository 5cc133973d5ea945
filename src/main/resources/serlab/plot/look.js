// One look for all charts of the page, and what Tablesaw writes for older Plotly versions brought up to date.
(() => {
  const draw = Plotly.newPlot;
  const colors = COLORS;
  const title = value => typeof value === 'string' ? {text: value} : value;
  const axis = given => ({automargin: true, gridcolor: '#e3e3e3', linecolor: '#9a9a9a', zeroline: false, ...given, title: {standoff: 12, ...title(given?.title)}});
  const kind = data => ['bar', 'box'].includes(data[0].type) ? {type: 'category'} : {};
  const few = data => data.length < 4;
  Plotly.newPlot = (node, data, layout) => draw(node, data, {
    margin: {l: 58, r: 16, t: layout.showlegend && few(data) ? 74 : 44, b: 44}, boxmode: 'group', colorway: colors,
    hoverlabel: {namelength: -1}, legend: few(data) ? {orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0} : {},
    ...layout, width: undefined, height: undefined, autosize: true, font: {family: getComputedStyle(document.body).fontFamily, size: 13, color: '#222'},
    title: {x: 0, y: 1, yanchor: 'top', pad: {l: 8, t: 14}, xref: 'container', xanchor: 'left', font: {size: 15}, ...title(layout.title)},
    xaxis: {...axis(layout.xaxis), ...kind(data)}, yaxis: axis(layout.yaxis)
  }, {responsive: true, displaylogo: false, displayModeBar: node.clientWidth > 400 ? 'hover' : false,
    modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d']});
})();
