// One look for all charts of the page, and what Tablesaw writes for older Plotly versions brought up to date.
(() => {
  const draw = Plotly.newPlot;
  const colours = COLOURS;
  const title = value => typeof value === 'string' ? {text: value} : value;
  const axis = given => ({automargin: true, gridcolor: '#e3e3e3', linecolor: '#9a9a9a', zeroline: false, ...given, title: {standoff: 12, ...title(given?.title)}});
  Plotly.newPlot = (node, data, layout) => draw(node, data, {
    margin: {l: 58, r: 16, t: 44, b: 48}, boxmode: 'group', colorway: colours, hoverlabel: {namelength: -1},
    legend: {orientation: data.length > 3 ? 'v' : 'h', ...(data.length > 3 ? {} : {y: 1.02, yanchor: 'bottom', x: 1, xanchor: 'right'})},
    ...layout, width: undefined, height: undefined, autosize: true, font: {family: getComputedStyle(document.body).fontFamily, size: 13, color: '#222'},
    title: {x: 0, xref: 'container', xanchor: 'left', pad: {l: 8}, font: {size: 15}, ...title(layout.title)},
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis)
  }, {responsive: true, displaylogo: false, modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d']});
})();
