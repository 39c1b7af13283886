test(() => assert_equals(1 + 1, 2), 'a sum')
promise_test(async () => assert_equals(await Promise.resolve('x'), 'x'), 'a promise')
async_test((t) => { setTimeout(t.step_func_done(), 1) }, 'a timer')
promise_test((t) => promise_rejects_dom(t, 'AbortError', Promise.reject(new DOMException('', 'AbortError'))), 'a rejection')
