// Recursion of every kind ends in an error that can be caught, and the program goes on.
function t(name, f) {
  let finished = false
  let result
  try {
    try { result = f() } finally { finished = true }
    result = 'returned ' + String(result).slice(0, 30)
  } catch (error) { result = error.name + ': ' + error.message }
  console.log(name, finished, result)
}
t('plain', function f(){ return f()+1 });
t('finally', function f(){ let n=0; function g(){ try { g() } finally { n++ } } try { g() } catch {} return n>100 });
t('map', function f(){ return [1].map(f) });
t('sort', function f(){ return [1,2].sort(f) });
t('replace', function f(){ return 'a'.replace(/a/, f) });
t('getter', ()=>{ const o={ get x(){ return this.x } }; return o.x });
t('setter', ()=>{ const o={ set x(v){ this.x=v } }; o.x=1 });
t('proxy get', ()=>{ const p=new Proxy({}, { get(t,k,r){ return r[k] } }); return p.x });
t('toString', ()=>{ const o={ toString(){ return ''+this } }; return ''+o });
t('valueOf', ()=>{ const o={ valueOf(){ return +this } }; return +o });
t('toPrimitive', ()=>{ const o={ [Symbol.toPrimitive](){ return `${this}` } }; return `${o}` });
t('toJSON', ()=>{ const o={ toJSON(){ return JSON.stringify(this) } }; return JSON.stringify(o) });
t('reviver', function f(){ return JSON.parse('[1]', f) });
t('call', function f(){ return f.call(this) });
t('apply', function f(){ return f.apply(this, arguments) });
t('bind', function f(){ return f.bind(this)() });
t('Reflect.apply', function f(){ return Reflect.apply(f, null, []) });
t('new', function F(){ return new F() });
t('class', ()=>{ class A { constructor(){ new A() } } new A() });
t('class field', ()=>{ class A { x = new A() } new A() });
t('derived', ()=>{ class A { constructor(){ new B() } } class B extends A {} new B() });
t('generator', ()=>{ function* g(){ yield* g() } return [...g()] });
t('forEach arrow', ()=>{ const f=()=>[1].forEach(f); f() });
t('Map forEach', ()=>{ const m=new Map([[1,1]]); const f=()=>m.forEach(f); f() });
t('iterator', ()=>{ const o={ [Symbol.iterator](){ return [...this] } }; return [...o] });
t('instanceof', ()=>{ const o={ [Symbol.hasInstance](x){ return x instanceof o } }; return 1 instanceof o });
t('Function', ()=>{ globalThis.fn = ()=>new Function('fn()')(); fn() });
t('species', ()=>{ class A extends Array { static get [Symbol.species](){ return new A(1,2).map(x=>x) } } new A(1,2).map(x=>x) });
t('join cycle', ()=>{ const a=[]; a[0]=a; return a.join() });
t('join deep', ()=>{ let a=[]; for(let i=0;i<20000;i++) a=[a]; return String(a).length });
t('flat deep', ()=>{ let a=[]; for(let i=0;i<20000;i++) a=[a]; return a.flat(Infinity).length });
t('flat cycle', ()=>{ let a=[]; a[0]=a; return a.flat(Infinity).length });
t('stringify deep', ()=>{ let a=[]; for(let i=0;i<20000;i++) a=[a]; return JSON.stringify(a).length });
t('stringify deep obj', ()=>{ let a={}; for(let i=0;i<20000;i++) a={a}; return JSON.stringify(a).length });
t('parse deep', ()=>{ return JSON.parse('['.repeat(5000)+']'.repeat(5000)).length });
t('parse deep obj', ()=>{ return typeof JSON.parse('{"a":'.repeat(5000)+'1'+'}'.repeat(5000)) });
t('parse reviver deep', ()=>{ return typeof JSON.parse('['.repeat(20000)+']'.repeat(20000), (k,v)=>v) });
t('proxy chain', ()=>{ let f={}; for(let i=0;i<20000;i++) f=new Proxy(f,{}); return f.x });
t('proxy chain has', ()=>{ let f={}; for(let i=0;i<20000;i++) f=new Proxy(f,{}); return 'x' in f });
t('proto proxy', ()=>{ const p=new Proxy({}, {}); Object.setPrototypeOf(p,p); return p.x });
t('isDeep', ()=>{ let a=[],b=[]; for(let i=0;i<20000;i++) {a=[a];b=[b]} return require('util').isDeepStrictEqual(a,b) });
t('concat spread', ()=>{ return Math.max(...new Array(50000).fill(1)) });
t('apply big', ()=>{ return Math.max.apply(null, new Array(50000).fill(1)) });
t('promise chain', ()=>{ let p=Promise.resolve(1); for(let i=0;i<20000;i++) p=p.then(x=>x); return p });
t('error cause chain', ()=>{ let e=new Error('a'); for(let i=0;i<20000;i++) e=new Error('b',{cause:e}); return e.message });
console.log('goes on')
