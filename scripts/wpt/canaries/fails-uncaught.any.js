async_test(() => { setTimeout(() => { throw new Error('nobody catches this') }, 1) }, 'never done')
