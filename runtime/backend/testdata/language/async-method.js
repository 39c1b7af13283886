// needs a patch: async methods are async functions
class A { async m() {} }
console.log(new A().m.constructor.name, Object.prototype.toString.call({ async m() {} }.m));
