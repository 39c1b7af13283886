// The servers that scripts/bench measures, one for each run: node server.js NAME. Each writes its port, and serves until it is told to end.
'use strict';

const kilobytes = JSON.stringify({ items: Array.from({ length: 100 }, (_, i) => ({ id: i, name: 'item ' + i, tags: ['a', 'b', 'c'], price: i * 1.25, text: 'x'.repeat(30) })) });
const items = JSON.parse(kilobytes);
const block = Buffer.alloc(64 * 1024, 'x');
const size = 1 << 30;

// download writes a gigabyte as fast as the peer takes it.
function download(response) {
  let left = size;
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
  (function more() {
    while (left > 0) {
      left -= block.length;
      if (!response.write(block)) return response.once('drain', more);
    }
    response.end();
  })();
}

function upload(request, response) {
  let got = 0;
  request.on('data', chunk => { got += chunk.length; });
  request.on('end', () => response.end(String(got)));
}

const listen = server => server.listen(0, '127.0.0.1', () => console.log(server.address().port));

const servers = {
  http() {
    listen(require('http').createServer((request, response) => {
      switch (request.url) {
        case '/json':
          response.setHeader('Content-Type', 'application/json');
          return response.end(JSON.stringify(items));
        case '/download': return download(response);
        case '/upload': return upload(request, response);
      }
      response.setHeader('Content-Type', 'text/plain');
      response.end('Hello, world!\n');
    }));
  },
  // Connections stay open, however long nothing is asked.
  idle() {
    const server = require('http').createServer((request, response) => response.end('Hello, world!\n'));
    server.keepAliveTimeout = 0;
    listen(server);
  },
  express() {
    const express = require('express');
    const app = express();
    app.get('/', (request, response) => { response.send('Hello, world!'); });
    const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
  },
  websocket() {
    const { WebSocketServer } = require('ws');
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => console.log(server.address().port));
    server.on('connection', socket => socket.on('message', (data, binary) => socket.send(data, { binary })));
  },
  tls() {
    const { key, cert } = JSON.parse(process.argv[3]);
    listen(require('tls').createServer({ key, cert }, socket => socket.end()));
  },
};

servers[process.argv[2]]();
