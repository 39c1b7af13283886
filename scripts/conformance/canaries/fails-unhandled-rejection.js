require('../common');
Promise.reject(new Error('nobody handles it'));
