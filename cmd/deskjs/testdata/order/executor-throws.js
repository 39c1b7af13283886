new Promise(() => { throw new Error('executor') }).catch((e) => console.log('caught', e.message))
new Promise((resolve) => { resolve(1); throw new Error('too late') }).then((v) => console.log('value', v))
new Promise((resolve, reject) => { reject(new Error('first')); resolve(2) }).catch((e) => console.log(e.message))
console.log('main')
