// Plotly stands in the page compressed; charts that are asked for before it is unpacked wait.
var Plotly = {waiting: [], newPlot: (...chart) => Plotly.waiting.push(chart)};
addEventListener('DOMContentLoaded', async () => {
  const waiting = Plotly.waiting;
  const packed = Uint8Array.from(atob(document.getElementById('plotly').textContent), letter => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = document.createElement('script');
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
  waiting.forEach(chart => Plotly.newPlot(...chart));
});
