const { createHistogram } = require('perf_hooks');
const h = createHistogram();
console.log(h, h.percentiles);
h.record(1); console.log(h);
for (let i = 1; i < 20; i++) h.record(i * 1000);
console.log(h, h.percentile(50), h.percentile(99.9));
const g = createHistogram({ lowest: 1, highest: 1000, figures: 1 }); for (const v of [1, 5, 70, 999, 1001, 5000]) g.record(v); console.log(g, JSON.stringify(g));
const k = createHistogram(); k.add(h); k.add(g); console.log(k); k.reset(); console.log(k.count, k.max, k.percentiles);
const u = createHistogram({lowest: 10, highest: 1e9, figures: 2}); for (let i=0;i<1000;i++) u.record(i*i+1); console.log(u);
