// The text of stacks is V8's: names, classes, methods and places.
const place = __dirname + require('path').sep
function show(f) {
  try { f() } catch (e) { console.log(e.stack.split('\n').filter((line) => !line.includes('node:')).slice(1, 4).join('\n').replaceAll(place, '')) }
}
class A { constructor(x){ if(x) throw new Error('in ctor') } static s(){ throw new Error('static') } m(){ throw new Error('m') } get g(){ throw new Error('g') } #p(){ throw new Error('p') } q(){ this.#p() } ['comp'+1](){ throw new Error('comp') } fld = () => { throw new Error('fld') }; fld2 = function() { throw new Error('fld2') }; static async as(){ throw new Error('as') } }
show(()=>A.s());
show(()=>new A().m());
show(()=>new A().g);
show(()=>new A().comp1());
show(()=>new A().fld2());
class B extends A { m(){ super.m() } }; show(()=>new B().m());
show(()=>B.s());
function F() {}
let o = { m(){ throw new Error('o.m') }, f: function(){ throw new Error('o.f') }, g: ()=>{ throw new Error('o.g') }, get h(){ throw new Error('h') }, 'a b'(){ throw new Error('ab') }, [Symbol.iterator](){ throw new Error('sym') }, async am(){ throw new Error('am') }, *gen(){ throw new Error('gen') } };
show(()=>o.m());
show(()=>o.f());
show(()=>o.h);
show(()=>[...o]);
o.alias = o.m; show(()=>o.alias()); let al = { zed: o.m }; show(()=>al.zed());
o.x = function(){ throw new Error('o.x') }; show(()=>o.x()); o.y={}; o.y.z = function(){ throw new Error('oyz') }; show(()=>o.y.z());
F.prototype.bar = function(){ throw new Error('proto') }; show(()=>new F().bar()); F.prototype.baz = function named(){ throw new Error('protonamed') }; show(()=>new F().baz());
exports.ex = function(){ throw new Error('exp') }; show(()=>exports.ex()); module.exports.ex2 = function(){ throw new Error('exp2') }; show(()=>module.exports.ex2()); module.exports = function(){ throw new Error('modexp') }; show(()=>module.exports());
show(()=>[1].map(function(){ throw new Error('anon') }));
show(()=>[1].map(x=>{ throw new Error('arrow') }));
show(()=>[1].forEach(function cb(){ throw new Error('cb') }));
show(()=>'abc'.replace(/b/, ()=>{ throw new Error('rep') }));
show(()=>[2,1].sort(()=>{ throw new Error('sort') }));
show(()=>JSON.stringify({toJSON(){throw new Error('tojson')}}));
show(()=>new Map([[1,2]]).forEach(()=>{ throw new Error('mapfe') }));
show(()=>Reflect.apply(function(){ throw new Error('refl') }, 5, []));
show(function(){ (function(){ throw new Error('call5') }).call(5) });
show(function(){ 'use strict'; (function(){ throw new Error('call5s') }).call('s') });
show(()=>null.x);
show(()=>o.y.nope());
show(()=>undefinedVar);
show(()=>''.repeat(-1));
show(()=>new Array(-1));
show(()=>JSON.parse('{'));
show(()=>eval('throw new Error("ev")'));
show(()=>eval('(function q(){ throw new Error("ev2") })()'));
show(()=>Error('called'));
show(()=>{ throw TypeError('called') });
show(()=>Reflect.construct(A,[1]));
show(()=>new Proxy({}, { get(){ throw new Error('trap') } }).x);
show(()=>{ let p = new Proxy(function(){ throw new Error('prox') }, {}); p() });
show(()=>{ a.b.c.d });
show(()=>{ let a={}; a.b.c.d });
show(()=>{ zz; let zz; });
