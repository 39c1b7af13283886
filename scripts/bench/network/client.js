// The clients that scripts/bench measures: node client.js NAME ADDRESS. Each writes how long its work took, in milliseconds.
'use strict';

const clients = {
  // Ten thousand small responses, ten at a time.
  async fetch(address) {
    let left = 10000;
    await Promise.all(Array.from({ length: 10 }, async () => {
      while (left-- > 0) {
        const response = await fetch(address);
        if ((await response.text()).length !== 14) throw new Error('not the response');
      }
    }));
  },
  // Selects of one row each, over a pool of four connections.
  async pg(address) {
    const { Pool } = require('pg');
    const pool = new Pool({ connectionString: address, max: 4 });
    let left = 5000;
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (left-- > 0) {
        const result = await pool.query('SELECT $1::int AS id, $2::text AS name', [left, 'name']);
        if (result.rows[0].id === undefined) throw new Error('not the row');
      }
    }));
    await pool.end();
  },
};

(async () => {
  const name = process.argv[2], address = process.argv[3];
  const started = performance.now();
  await clients[name](address);
  console.log((performance.now() - started).toFixed(1));
})();
