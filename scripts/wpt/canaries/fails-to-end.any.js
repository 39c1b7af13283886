async_test(() => {}, 'never done')
