test(() => {}, 'never defined'
