// What a test asks of the backend. It stands before the app's own code, on one line: each statement ends with a semicolon, and comments are on lines of their own.
(() => {
  const inspect = require('node:util').inspect;
  const calls = [];
  const mocks = new Map();
  const waiting = new Map();
  const realFetch = globalThis.fetch;
  let timers;
  let tell;
  let requests = 0;
  const plain = (value) => {
    try {
      const text = JSON.stringify(value);
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return inspect(value);
    }
  };
  const errorOf = (error) => error instanceof Error ? { name: error.name, message: error.message, stack: error.stack, code: error.code } : { message: String(error) };
  const logged = (name, fn) => new Proxy(fn, {
    apply(target, self, args) {
      const call = { name, arguments: plain([...args]), pending: true };
      const began = performance.now();
      const done = (more) => { delete call.pending; Object.assign(call, more, { duration: Math.round((performance.now() - began) * 1000) / 1000 }); };
      calls.push(call);
      try {
        const result = Reflect.apply(mocks.get(name) ?? target, self, [...args]);
        if (typeof result?.then === 'function') {
          result.then((value) => done({ result: plain(value) }), (error) => done({ error: errorOf(error) }));
        } else {
          done({ result: typeof result?.next === 'function' ? '[stream]' : plain(result) });
        }
        return result;
      } catch (error) {
        done({ error: errorOf(error) });
        throw error;
      }
    }
  });
  const wrapped = (exports, prefix) => {
    const out = {};
    for (const key of Object.keys(exports)) {
      const value = exports[key];
      if (typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))) {
        out[key] = logged(prefix + key, value);
      } else {
        Object.defineProperty(out, key, Object.getOwnPropertyDescriptor(exports, key));
      }
    }
    return out;
  };
  const fakeFetch = async (input, init) => {
    const request = new Request(input, init);
    const id = ++requests;
    const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.clone().text();
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve);
      tell('0\n' + JSON.stringify({ request: { id, url: request.url, method: request.method, headers: Object.fromEntries(request.headers), body } }));
    });
    if (answer.through) { return realFetch(request); }
    if (answer.abort) { throw new TypeError('fetch failed', { cause: new Error(answer.reason ?? 'aborted by the test') }); }
    return new Response([101, 204, 205, 304].includes(answer.status) ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
  const operations = {
    evaluate: ({ source }) => (0, eval)('(function (require) { return ' + source + '\n})')(require),
    calls: () => calls,
    mock: ({ name, source }) => {
      if (source === undefined) { mocks.delete(name); } else { mocks.set(name, (0, eval)('(' + source + ')')); }
    },
    clock: ({ now }) => {
      timers ??= require('node:test').mock.timers;
      timers.reset();
      if (now !== undefined) { timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now }); }
    },
    tick: ({ time }) => timers.tick(time),
    setTime: ({ time }) => timers.setTime(time),
    routes: ({ on }) => { globalThis.fetch = on ? fakeFetch : realFetch; },
    respond: ({ id, answer }) => { waiting.get(id)?.(answer); waiting.delete(id); }
  };
  const hook = async (text, answer) => {
    tell = answer;
    const at = text.indexOf('\n');
    const number = text.slice(0, at);
    try {
      const { name, options } = JSON.parse(text.slice(at + 1));
      const value = await operations[name](options);
      answer(number + '\n' + JSON.stringify({ value: plain(value) }));
    } catch (error) {
      answer(number + '\n' + JSON.stringify({ error: errorOf(error) }));
    }
  };
  hook.wrap = (module) => {
    const { exports } = module;
    const all = (value) => value?.api === undefined ? value : { api: Object.fromEntries(Object.keys(value.api).map((name) => [name, wrapped(value.api[name], name === 'api' ? '' : name + '.')])) };
    module.exports = typeof exports?.then === 'function' ? exports.then(all) : all(exports);
  };
  Object.defineProperty(globalThis, '__deskjsTest', { value: hook });
})();
